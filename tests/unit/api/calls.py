"""Requests as API Gateway hands them over, answered with a world's ports in place of the adapters."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chalicelib import bootstrap
from chalicelib.api.dispatch import answer
from chalicelib.api.routes import ROUTES
from chalicelib.domain.people import Role
from tests.world import World


@dataclass(frozen=True)
class Answered:
    """What came back; what is no JSON, as `text`."""

    status: int
    body: Any
    headers: dict[str, str]


def an_event(
    method: str,
    resource: str,
    path: dict[str, str] | None = None,
    *,
    roles: Iterable[Role] = (),
    body: Any = None,
    query: dict[str, str] | None = None,
    username: str | None = "directora",
    department_id: str | None = None,
) -> dict[str, Any]:
    """Write a request as the REST proxy does; `body` as text is sent as it is, anything else as JSON."""
    claims = {"cognito:username": username, "cognito:groups": ",".join(roles)} if username else {}
    if department_id:
        claims["custom:department"] = department_id
    return {
        "resource": resource,
        "path": resource,
        "httpMethod": method,
        "headers": {"Content-Type": "application/json"},
        "pathParameters": path,
        "queryStringParameters": query,
        "body": body if body is None or isinstance(body, str) else json.dumps(body),
        "isBase64Encoded": False,
        "requestContext": {"requestId": "r1", "authorizer": {"claims": claims} if claims else None},
    }


def ask(world: World, event: dict[str, Any]) -> Answered:
    """Answer a request in a world."""
    with bootstrap.replaced(
        records=world.records,
        clock=world.clock,
        work_queues=world.queues,
        media_files=world.media,
        export_files=world.exports,
        catalogue=world.catalogue,
        text_counter=world.counter,
        video_editor=world.videos,
        writer=world.writer,
        personal_data_finder=world.personal_data,
        link_checker=world.links,
    ):
        response = answer(event, ROUTES)
    is_json = response["headers"]["Content-Type"].startswith("application/json")
    body = json.loads(response["body"]) if is_json else {"text": response["body"]}
    return Answered(response["statusCode"], body, response["headers"])
