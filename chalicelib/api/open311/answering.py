"""From a call of Open311 to its answer: find the resource, hand it on, write what came in the format asked for."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from pydantic import ValidationError

from chalicelib import texts_es
from chalicelib.api.open311 import reading, services, writing
from chalicelib.api.open311.calls import Call, KeyRefusedError, MethodRefusedError, Open311Event, call_of, form_of
from chalicelib.api.open311.formats import MIME_TYPES, Document, write
from chalicelib.api.requests import ProxyEvent
from chalicelib.domain.errors import (
    InvalidInputError,
    NotFoundError,
    PortavozError,
    RecordConflictError,
    RuleViolationError,
    TransientServiceError,
)

logger = logging.getLogger(__name__)

_READ: dict[tuple[str, bool], Callable[[Call], Document]] = {
    ("discovery", False): services.show_discovery,
    ("services", False): services.list_services,
    ("services", True): services.show_service,
    ("requests", False): reading.list_requests,
    ("requests", True): reading.show_request,
    ("tokens", True): reading.show_token,
}
_WRITTEN: dict[tuple[str, bool], Callable[[dict[str, str]], Document]] = {
    ("requests", False): writing.file,
    ("servicerequestupdates", False): writing.tell_update,
}
"""By the resource, and whether one item of it is named."""

_STATUS = (
    (KeyRefusedError, HTTPStatus.FORBIDDEN, None),
    (RuleViolationError, HTTPStatus.FORBIDDEN, None),
    (MethodRefusedError, HTTPStatus.METHOD_NOT_ALLOWED, None),
    (InvalidInputError, HTTPStatus.BAD_REQUEST, None),
    (NotFoundError, HTTPStatus.NOT_FOUND, None),
    (RecordConflictError, HTTPStatus.SERVICE_UNAVAILABLE, texts_es.UNAVAILABLE),
    (TransientServiceError, HTTPStatus.SERVICE_UNAVAILABLE, texts_es.UNAVAILABLE),
)
"""The standard's 403, 404 and 400; 405 for a method, and 503 where trying again later can help."""


def answer_open311(event: dict[str, Any]) -> dict[str, Any]:
    """
    Answer an API Gateway proxy event.

    Returns:
        The proxy response. An error is the standard's list of `code` and `description`, a Spanish sentence.
    """
    form = "xml"
    try:
        parsed, more = ProxyEvent.model_validate(event), Open311Event.model_validate(event)
        call = call_of(parsed, more)
        form = call.form
        return _response(HTTPStatus.OK, _answer(call, parsed, more), form)
    except ValidationError as exc:
        return _refused(HTTPStatus.BAD_REQUEST, _wrong_fields(exc), form)
    except PortavozError as exc:
        return _error(exc, form)


def _answer(call: Call, event: ProxyEvent, more: Open311Event) -> Document:
    place = call.resource, bool(call.item)
    if call.method == "GET" and place in _READ:
        return _READ[place](call)
    if call.method == "POST" and place in _WRITTEN:
        return _WRITTEN[place](form_of(event, more))
    if place in _READ or place in _WRITTEN:
        raise MethodRefusedError(texts_es.OPEN311_METHOD)
    raise NotFoundError(texts_es.NOT_FOUND)


def _wrong_fields(exc: ValidationError) -> list[str]:
    names = dict.fromkeys(str(error["loc"][0]) for error in exc.errors(include_input=False) if error["loc"])
    return [texts_es.open311_wrong(name) for name in names] or [texts_es.OPEN311_NO_PLACE]


def _error(exc: PortavozError, form: str) -> dict[str, Any]:
    for kind, status, sentence in _STATUS:
        if isinstance(exc, kind):
            return _refused(status, [sentence or str(exc)], form)
    logger.error("Open311 could not answer", exc_info=exc)
    return _refused(HTTPStatus.INTERNAL_SERVER_ERROR, [texts_es.INTERNAL], form)


def _refused(status: HTTPStatus, sentences: list[str], form: str) -> dict[str, Any]:
    errors = Document("errors", [{"code": int(status), "description": sentence} for sentence in sentences])
    return _response(status, errors, form)


def _response(status: HTTPStatus, document: Document, form: str) -> dict[str, Any]:
    headers = {"Content-Type": MIME_TYPES[form], "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return {"statusCode": int(status), "headers": headers, "body": write(document, form)}
