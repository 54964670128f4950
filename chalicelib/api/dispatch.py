"""From a request to an answer: find the route, check who asks, parse, call the view, and say errors in Spanish."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from chalicelib import texts_es
from chalicelib.api.documents import Document
from chalicelib.api.file_answers import FileAnswer
from chalicelib.api.requests import ProxyEvent, Request, if_none_match_of, path_of
from chalicelib.domain.errors import (
    InvalidInputError,
    NotFoundError,
    PortavozError,
    RecordConflictError,
    RuleViolationError,
    TransientServiceError,
)
from chalicelib.domain.json_text import dump_ascii_json
from chalicelib.domain.people import Person, Role

logger = logging.getLogger(__name__)

NOBODY = Person(username="")


@dataclass(frozen=True)
class Route:
    """One line of the API: what it is, who may, what goes in and what comes out. `roles` None means public."""

    method: str
    path: str
    summary: str
    view: Callable[[Request], Any]
    answers: type[BaseModel] | None
    roles: frozenset[Role] | None
    body: type[BaseModel] | None = None
    query: type[BaseModel] | None = None
    produces: str = "application/json"
    """The type of what goes out, where it is no JSON."""

    @property
    def is_public(self) -> bool:
        """Say whether nobody needs to sign in."""
        return self.roles is None


class ErrorAnswer(BaseModel):
    """An error: a stable code for programs, a Spanish sentence for people, and the clause of the manual if one forbids."""

    code: str
    message: str
    clause: str | None = None
    fields: list[str] = []


class _ForbiddenError(PortavozError):
    """The person's role does not allow the act."""


_STATUS = (
    (RuleViolationError, HTTPStatus.FORBIDDEN, "rule_violation", None),
    (_ForbiddenError, HTTPStatus.FORBIDDEN, "forbidden", texts_es.FORBIDDEN),
    (InvalidInputError, HTTPStatus.BAD_REQUEST, "invalid_input", None),
    (NotFoundError, HTTPStatus.NOT_FOUND, "not_found", texts_es.NOT_FOUND),
    (RecordConflictError, HTTPStatus.CONFLICT, "conflict", texts_es.CONFLICT),
    (TransientServiceError, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", texts_es.UNAVAILABLE),
)
"""Which status and code an error becomes; the sentence is the error's own where the domain wrote it for a person."""


def answer(event: dict[str, Any], routes: Sequence[Route]) -> dict[str, Any]:
    """
    Answer an API Gateway proxy event.

    Returns:
        The proxy response: status, headers, JSON body. Errors never carry more than a code and a Spanish sentence.
    """
    try:
        event_parsed = ProxyEvent.model_validate(event)
        route = _find(event_parsed, routes)
        request = _parse(route, event_parsed)
    except ValidationError as exc:
        return _response(HTTPStatus.BAD_REQUEST, _wrong_fields(exc))
    except PortavozError as exc:
        return _error(exc)
    try:
        return _response(HTTPStatus.OK, route.view(request))
    except PortavozError as exc:
        return _error(exc)


def no_such_record() -> NotFoundError:
    """Make the error a view raises for a record that is somebody else's, where not even its existence may be told."""
    return NotFoundError(texts_es.NOT_FOUND)


def forbid() -> _ForbiddenError:
    """Make the error a view raises when the role is right but the record is somebody else's."""
    return _ForbiddenError(texts_es.FORBIDDEN)


def _find(request: ProxyEvent, routes: Sequence[Route]) -> Route:
    for route in routes:
        if (route.method, route.path) == (request.method, request.resource):
            return route
    raise NotFoundError(texts_es.NOT_FOUND)


def _parse(route: Route, event: ProxyEvent) -> Request:
    """Check that the person's role may, and parse what they sent."""
    person = event.person
    if route.roles is not None and not (person and person.roles & route.roles):
        raise _ForbiddenError(texts_es.FORBIDDEN)
    query = route.query.model_validate(event.query_parameters or {}) if route.query else None
    body = _parse_body(route.body, event.raw_body) if route.body else None
    return Request(
        person=person or NOBODY, path=path_of(event), query=query, body=body, if_none_match=if_none_match_of(event)
    )


def _parse_body(model: type[BaseModel], raw: bytes) -> BaseModel:
    try:
        content = json.loads(raw or b"{}")
    except (ValueError, RecursionError) as exc:
        raise InvalidInputError(texts_es.BODY_NOT_JSON) from exc
    return model.model_validate(content)


def _wrong_fields(exc: ValidationError) -> ErrorAnswer:
    """Name the fields that are wrong, never their values."""
    names = sorted({".".join(str(part) for part in error["loc"]) for error in exc.errors(include_input=False)})
    return ErrorAnswer(
        code="invalid_input", message=texts_es.BAD_REQUEST, fields=[texts_es.visible(name) for name in names]
    )


def _error(exc: PortavozError) -> dict[str, Any]:
    for kind, status, code, sentence in _STATUS:
        if isinstance(exc, kind):
            said = sentence or str(exc)
            return _response(status, ErrorAnswer(code=code, message=said, clause=getattr(exc, "clause", None)))
    logger.error("the API could not answer", exc_info=exc)
    return _response(HTTPStatus.INTERNAL_SERVER_ERROR, ErrorAnswer(code="internal", message=texts_es.INTERNAL))


def _json(content: BaseModel) -> str:
    try:
        return content.model_dump_json()
    except PydanticSerializationError:
        # Half a character in a citizen's text has no UTF-8: it is shown as �.
        return dump_ascii_json(content)


def _response(status: HTTPStatus, content: Any) -> dict[str, Any]:
    if isinstance(content, Document | FileAnswer):
        return content.response()
    body = _json(content) if isinstance(content, BaseModel) else json.dumps(content)
    return {
        "statusCode": int(status),
        "headers": {
            "Content-Type": "application/json; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
        "body": body,
    }
