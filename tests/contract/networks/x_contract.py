"""X's OpenAPI description as a check, mended where it requires what it never defines."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.shared import shared_json

X_VERSIONS = {"tweet": "2.166", "post": "2.167"}

NEVER_DEFINED = {"MediaUploadResponse": "meta", "MediaUploadAppendResponse": "meta", "ProcessingInfo": "type"}
"""Properties X's description requires without defining them."""

UNDESCRIBED_ANSWERS = {"data": {"edit_history_tweet_ids"}}
"""What X is known to answer although 2.166 does not say so: the history of a post just made."""


class XContract:
    """X's OpenAPI description of one dialect."""

    def __init__(self, dialect: str = "tweet") -> None:
        self.document = shared_json(f"contracts/x/x-openapi-{X_VERSIONS[dialect]}-trimmed.json")
        self.schemas: dict[str, Any] = self.document["components"]["schemas"]
        for name, property_name in NEVER_DEFINED.items():
            _no_longer_require(self.schemas.get(name, {}), property_name)
        resource = Resource.from_contents(self.document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource("urn:x", resource)

    def operation(self, method: str, path: str) -> dict[str, Any]:
        """Give the description of an operation; one without braces in its path outranks one with."""
        fitting = [template for template in self.document["paths"] if _pattern(template).fullmatch(path)]
        for template in sorted(fitting, key=lambda template: template.count("{")):
            if method.lower() in self.document["paths"][template]:
                found: dict[str, Any] = self.document["paths"][template][method.lower()]
                return found
        raise AssertionError(f"X describes no {method} {path}")

    def request_problems(self, method: str, path: str, query: Mapping[str, str], body: Any) -> list[str]:
        """Say what in a request X does not describe."""
        operation = self.operation(method, path)
        described = {one["name"]: one["schema"] for one in map(self._resolved, operation.get("parameters", []))}
        problems = [f"unknown parameter {name}" for name in query if name not in described]
        for name, value in query.items():
            problems += self._schema_problems(described.get(name, {}), _typed(described.get(name, {}), value))
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        return problems + (self._schema_problems(content["schema"], body) if content else [])

    def answer_problems(self, method: str, path: str, status: int, answer: Any) -> list[str]:
        """Say what in an answer X does not describe: shapes and values, and properties that are nowhere defined."""
        responses = self.operation(method, path)["responses"]
        if str(status) not in responses:
            return self._schema_problems({"$ref": "#/components/schemas/Problem"}, answer)
        schema = responses[str(status)]["content"]["application/json"]["schema"]
        undefined = [name for name in self._undefined(schema, answer) if name not in UNDESCRIBED_ANSWERS["data"]]
        return self._schema_problems(schema, answer) + [f"undefined: {name}" for name in undefined]

    def _schema_problems(self, schema: Any, value: Any) -> list[str]:
        rooted = {"$id": "urn:x-check", **_rooted(schema)}
        validator = Draft202012Validator(rooted, registry=self._registry)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]

    def _resolved(self, schema: Any) -> Any:
        while "$ref" in schema:
            found: Any = self.document
            for part in schema["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            schema = found
        return schema

    def _undefined(self, schema: Any, value: Any) -> Iterator[str]:
        schema = self._resolved(schema)
        if isinstance(value, list):
            for item in value:
                yield from self._undefined(schema.get("items", {}), item)
        elif isinstance(value, dict):
            properties = self._properties(schema)
            for name, item in value.items():
                if properties and name not in properties:
                    yield name
                yield from self._undefined(properties.get(name, {}), item)

    def _properties(self, schema: Any) -> dict[str, Any]:
        """Give all that may stand in an object; of something described in kinds (photo, problem), all kinds together."""
        schema = self._resolved(schema)
        kinds = [{"$ref": place} for place in schema.get("discriminator", {}).get("mapping", {}).values()]
        parts = [*schema.get("allOf", []), *schema.get("oneOf", []), *schema.get("anyOf", [])]
        known = dict(schema.get("properties", {}))
        for part in parts:
            known |= self._properties(part)
        for kind in kinds if not parts else []:
            known |= self._kind_properties(kind)
        return known

    def _kind_properties(self, kind: Any) -> dict[str, Any]:
        parts = self._resolved(kind).get("allOf", [])
        return {name: one for part in parts for name, one in self._resolved(part).get("properties", {}).items()}


@cache
def x_contract(dialect: str = "tweet") -> XContract:
    """Give X's description of a dialect, read once."""
    return XContract(dialect)


def _pattern(template: str) -> "re.Pattern[str]":
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", template))


def _no_longer_require(schema: dict[str, Any], name: str) -> None:
    required = [one for one in schema.get("required", []) if one != name]
    schema.pop("required", None)
    if required:
        schema["required"] = required


def _rooted(schema: Any) -> Any:
    """Point the references of a part of the document at the whole."""
    if isinstance(schema, dict):
        return {name: f"urn:x{v}" if name == "$ref" else _rooted(v) for name, v in schema.items() if name != "example"}
    return [_rooted(item) for item in schema] if isinstance(schema, list) else schema


def _typed(schema: Mapping[str, Any], value: str) -> Any:
    """Read a query parameter as its type: lists are separated by commas."""
    if schema.get("type") == "array":
        return value.split(",")
    return int(value) if schema.get("type") == "integer" and value.isdecimal() else value
