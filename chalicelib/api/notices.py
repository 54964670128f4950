"""
The one door that strangers may knock at: Meta's webhook. Who is not Meta is turned away without a word.

`GET` is the handshake when IT support subscribes; `POST` brings notices. Nothing is parsed before the signature was checked,
and the signature is checked over the bytes as they came.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

import logging
import re
from http import HTTPStatus
from typing import Any

from pydantic import ConfigDict, ValidationError

from chalicelib.api.requests import ProxyEvent
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    InvalidInputError,
    RecordIntegrityError,
)
from chalicelib.ports import NoticeFiles, NoticeGate, WorkQueues
from chalicelib.procedure.landing import keep_notice

logger = logging.getLogger(__name__)

MAX_BODY_BYTES = 1024 * 1024
"""A thousand changes, the most that Meta sends together, take a few hundred kilobytes."""

_MAX_TEXT = MAX_BODY_BYTES * 4 // 3 + 4
"""As long as a body of that size is as base64."""

_SIGNATURE = "x-hub-signature-256"
_CHALLENGE = re.compile(r"[\x21-\x7e]{1,200}")


class NoticeEvent(ProxyEvent):
    """API Gateway's proxy event with its headers."""

    model_config = ConfigDict(defer_build=True)

    headers: dict[str, str] | None = None

    def header(self, wanted: str) -> str:
        """Give a header by its name in small letters, whatever the sender wrote; empty when it is not there."""
        return next((value for name, value in (self.headers or {}).items() if name.lower() == wanted), "")


def answer_notice(event: dict[str, Any], *, gate: NoticeGate, files: NoticeFiles, queues: WorkQueues) -> dict[str, Any]:
    """
    Answer Meta: 200 once a notice is kept and asked to be heeded, 503 when it must tell again, 403 to whoever is not Meta.

    Manual 3.1. Safe to repeat: the same notice is kept once.
    """
    try:
        parsed = NoticeEvent.model_validate(event)
        if parsed.method == "GET":
            return _handshake(parsed, gate)
        return _receive(parsed, gate, files, queues)
    except (ValidationError, InvalidInputError):
        return _answer(HTTPStatus.FORBIDDEN)
    except CredentialsRejectedError as exc:
        # Nobody subscribed yet: whoever knocks is a stranger.
        logger.warning("the webhook's secret is not usable: %s", exc)
        return _answer(HTTPStatus.FORBIDDEN)
    except (ExternalServiceError, RecordIntegrityError):
        logger.exception("a notice could not be kept")
        return _answer(HTTPStatus.SERVICE_UNAVAILABLE)


def _handshake(event: NoticeEvent, gate: NoticeGate) -> dict[str, Any]:
    """Repeat the challenge to who knows the word agreed upon."""
    asked = event.query_parameters or {}
    challenge = asked.get("hub.challenge", "")
    is_well_formed = asked.get("hub.mode") == "subscribe" and _CHALLENGE.fullmatch(challenge)
    if is_well_formed and gate.may_subscribe(asked.get("hub.verify_token", "")):
        return _answer(HTTPStatus.OK, challenge)
    return _answer(HTTPStatus.FORBIDDEN)


def _receive(event: NoticeEvent, gate: NoticeGate, files: NoticeFiles, queues: WorkQueues) -> dict[str, Any]:
    """Keep what Meta signed. Its length is looked at before anything is decoded or reckoned; nothing at all is no notice."""
    if len(event.body or "") > _MAX_TEXT or len(body := event.raw_body) > MAX_BODY_BYTES:
        return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not body or not gate.is_genuine(body, event.header(_SIGNATURE)):
        return _answer(HTTPStatus.FORBIDDEN)
    keep_notice(body, files=files, queues=queues)
    return _answer(HTTPStatus.OK)


def _answer(status: HTTPStatus, text: str = "") -> dict[str, Any]:
    return {
        "statusCode": int(status),
        "headers": {
            "Content-Type": "text/plain; charset=utf-8",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
        "body": text,
    }
