"""Writes the OpenAPI 3.1 document from the table of routes and its models."""

import re
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.api.dispatch import ErrorAnswer, Route

_REF = "#/components/schemas/{model}"
Mode = Literal["validation", "serialization"]


def describe(routes: Sequence[Route]) -> dict[str, Any]:
    """Describe the API: every route with its parameters, body, answers and errors, and who may call it."""
    used = _models(routes)
    refs, definitions = models_json_schema(used, ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Portavoz", "version": "1", "description": "Redes sociales oficiales de un municipio."},
        "paths": paths,
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {
                "people": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Cognito id token"}
            },
        },
    }


def _models(routes: Sequence[Route]) -> list[tuple[type[BaseModel], Mode]]:
    used: dict[tuple[type[BaseModel], Mode], None] = {(ErrorAnswer, "serialization"): None}
    for route in routes:
        if route.body:
            used[route.body, "validation"] = None
        if route.answers:
            used[route.answers, "serialization"] = None
    return list(used)


def _operation(route: Route, refs: dict[Any, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.view.__name__.strip("_"),
        "summary": route.summary,
        "description": (route.view.__doc__ or "").strip(),
        "parameters": [*_path_parameters(route), *_query_parameters(route)],
        "responses": _responses(route, refs),
        "security": [] if route.is_public else [{"people": []}],
    }
    if route.roles is not None:
        operation["x-roles"] = sorted(route.roles)
    if route.body:
        operation["requestBody"] = {"required": True, "content": _json(refs[route.body, "validation"])}
    return operation


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"{(\w+)}", route.path)
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    schema = route.query.model_json_schema(by_alias=True, ref_template=_REF)
    definitions = schema.get("$defs", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", []),
            "schema": _inlined(properties, definitions),
        }
        for name, properties in schema["properties"].items()
    ]


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """Write a parameter's own definitions where they are used: parameters share no components."""
    if isinstance(schema, list):
        return [_inlined(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return definitions[schema["$ref"].rsplit("/", 1)[1]]
    return {key: _inlined(value, definitions) for key, value in schema.items()}


def _responses(route: Route, refs: dict[Any, Any]) -> dict[str, Any]:
    error = _json(refs[ErrorAnswer, "serialization"])
    content = _json(refs[route.answers, "serialization"]) if route.answers else _json({"type": "object"})
    if route.produces != "application/json":
        content = {route.produces: {"schema": {"type": "string"}}}
    responses: dict[str, Any] = {"200": {"description": "Correcto", "content": content}}
    if not route.is_public:
        responses["401"] = {"description": "Falta iniciar sesión"}
        responses["403"] = {"description": "El perfil o el manual no lo permiten", "content": error}
    if route.body or route.query or "{" in route.path:
        responses["400"] = {"description": "La solicitud no es válida", "content": error}
    if "{" in route.path:
        responses["404"] = {"description": "No existe", "content": error}
    if route.method != "GET":
        responses["409"] = {"description": "Alguien más cambió el registro", "content": error}
    return responses


def _json(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
