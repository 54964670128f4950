"""Calls of Open311 as API Gateway hands them over, answered in a world by the code that answers in Lambda."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from defusedxml.ElementTree import fromstring

from chalicelib import bootstrap
from chalicelib.adapters.personal_data import TextPersonalDataFinder
from chalicelib.api.open311 import answer_open311
from chalicelib.domain.decision import without_handles
from chalicelib.procedure.client_keys import issue_key
from tests.builders import a_person
from tests.world import World

FORM_TYPE = "application/x-www-form-urlencoded; charset=utf-8"


@dataclass(frozen=True)
class Heard:
    """What came back."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def xml(self) -> ET.Element:
        return fromstring(self.text.encode())


def redacted(text: str) -> str:
    """Redact as the product does, without the municipality's own contacts."""
    return TextPersonalDataFinder().without_data(without_handles(text), "[dato omitido]")


@contextmanager
def open311_over(world: World) -> Iterator[None]:
    """Put a world's ports where the adapters would be."""
    with bootstrap.replaced(
        records=world.records,
        clock=world.clock,
        work_queues=world.queues,
        catalogue=world.catalogue,
        classifier=world.classifier,
        redactor=redacted,
    ):
        yield


def an_open311_event(
    method: str,
    path: str,
    *,
    query: Mapping[str, str] | None = None,
    body: str | None = None,
    content_type: str = FORM_TYPE,
) -> dict[str, Any]:
    """Write a request below `/open311/v2/` as the REST proxy does."""
    collection, _, document = path.rpartition("/")
    parameters = {"collection": collection, "document": document} if collection else {"collection": document}
    return {
        "resource": "/open311/v2/{collection}/{document}" if collection else "/open311/v2/{collection}",
        "httpMethod": method,
        "headers": {"content-type": content_type} if body is not None else {},
        "pathParameters": parameters,
        "queryStringParameters": dict(query) if query else None,
        "body": body,
        "isBase64Encoded": False,
        "requestContext": {"domainName": "api.example.org", "path": f"/api/open311/v2/{path}", "requestId": "r1"},
    }


def hear(world: World, event: dict[str, Any]) -> Heard:
    """Answer an event in a world."""
    with open311_over(world):
        return answered(event)


def answered(event: dict[str, Any]) -> Heard:
    """Answer an event in the world that stands where the adapters would be, also from several threads at once."""
    response = answer_open311(event)
    return Heard(response["statusCode"], response["body"], response["headers"])


def get(world: World, path: str, **query: str) -> Heard:
    return hear(world, an_open311_event("GET", path, query=query))


def post(world: World, path: str, form: Mapping[str, str]) -> Heard:
    return hear(world, a_post(path, form))


def a_post(path: str, form: Mapping[str, str]) -> dict[str, Any]:
    """Write the event of a form that is sent."""
    return an_open311_event("POST", path, body=urlencode(form))


def a_key(world: World, *, department_id: str | None = None, may_file: bool = True, may_update: bool = False) -> str:
    """Give a key that somebody issued."""
    key, _ = issue_key(
        "FixMyStreet León",
        department_id=department_id,
        may_file=may_file,
        may_update=may_update,
        by=a_person(username="coordinadora"),
        records=world.records,
        catalogue=world.catalogue,
        clock=world.clock,
    )
    return key
