"""A request as API Gateway hands it over, parsed: who asks, for what, with what body."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import unquote

from pydantic import BaseModel, Field

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.people import Person, Role


class _Authorizer(BaseModel):
    claims: dict[str, Any] = {}


class _Context(BaseModel):
    authorizer: _Authorizer | None = None


class ProxyEvent(BaseModel):
    """API Gateway's REST proxy event, as much as is used. `resource` is the route's path with its parameters' names."""

    resource: str
    method: Annotated[str, Field(alias="httpMethod")]
    path_parameters: Annotated[dict[str, str] | None, Field(alias="pathParameters")] = None
    query_parameters: Annotated[dict[str, str] | None, Field(alias="queryStringParameters")] = None
    headers: dict[str, str] | None = None
    body: str | None = None
    is_base64: Annotated[bool | None, Field(alias="isBase64Encoded")] = None
    context: Annotated[_Context, Field(alias="requestContext")] = _Context()

    @property
    def person(self) -> Person | None:
        """Who signed in with Cognito, or None."""
        claims = self.context.authorizer.claims if self.context.authorizer else {}
        username = claims.get("cognito:username") or claims.get("username")
        if not username:
            return None
        known = {role.value for role in Role}
        groups = re.split(r"[,\s\[\]]+", str(claims.get("cognito:groups", "")))
        return Person(
            username=str(username),
            roles=frozenset(Role(group) for group in groups if group in known),
            department_id=claims.get("custom:department") or None,
        )

    @property
    def raw_body(self) -> bytes:
        """
        The body's bytes.

        Raises:
            InvalidInputError: it says it is base64 and is not.
        """
        text = self.body or ""
        if not self.is_base64:
            return text.encode("utf-8", "replace")
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as exc:
            raise InvalidInputError(texts_es.BODY_NOT_JSON) from exc


@dataclass(frozen=True)
class Request:
    """What a view gets: the person, the path's parameters, the parsed query and body."""

    person: Person
    path: dict[str, str] = field(default_factory=dict)
    query: Any = None
    body: Any = None
    if_none_match: str = ""
    """The marks (ETag) of what the client holds already."""


def if_none_match_of(event: ProxyEvent) -> str:
    """Give the header `If-None-Match`, however it is written."""
    named = (value for name, value in (event.headers or {}).items() if name.casefold() == "if-none-match")
    return next(named, "")


def path_of(event: ProxyEvent) -> dict[str, str]:
    """Give the path's parameters. Ids carry a `#`, which clients send as `%23`; some gateways decode it, some do not."""
    return {name: unquote(value) for name, value in (event.path_parameters or {}).items()}
