"""An answer that is no plain JSON, or that a client may keep: its type, its mark (ETag), whether the client has it already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from chalicelib.domain.ids import sha256_hex

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
NO_SCRIPTS = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a page of ours may load: nothing, but for the style within it."""


@dataclass(frozen=True)
class Document:
    """What goes out as it is."""

    content_type: str
    body: str
    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> dict[str, Any]:
        """Give API Gateway's proxy response."""
        headers = {
            "Content-Type": self.content_type,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            **self.headers,
        }
        return {"statusCode": int(self.status), "headers": headers, "body": self.body}


def kept(content_type: str, body: str, if_none_match: str, headers: Mapping[str, str] = _NO_HEADERS) -> Document:
    """
    Give a document that a client may keep and ask again for: with its mark, or 304 and nothing when the client has it.

    A mark is of what is said and nothing else: the same plan has the same mark. Only the client itself may keep it.
    """
    mark = f'"{sha256_hex(body.encode("utf-8", "surrogatepass"))[:32]}"'
    said = {"ETag": mark, "Cache-Control": "private, no-cache", **headers}
    if mark in _marks(if_none_match):
        return Document(content_type, "", HTTPStatus.NOT_MODIFIED, said)
    return Document(content_type, body, headers=said)


def _marks(if_none_match: str) -> set[str]:
    """Read the marks of a header. A weak one is as good: gateways that compress make it so (RFC 9110, 13.1.2)."""
    return {mark.strip().removeprefix("W/") for mark in if_none_match[:2000].split(",")}
