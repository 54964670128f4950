"""A call of Open311 as API Gateway hands it over: which resource in which format, its query, its form."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl, unquote

from pydantic import BaseModel, ConfigDict, Field

from chalicelib import texts_es
from chalicelib.api.open311.formats import MIME_TYPES
from chalicelib.api.requests import ProxyEvent
from chalicelib.domain.errors import InvalidInputError, PortavozError

MAX_FORM_BYTES = 65_536
MAX_FIELDS = 60
_FORM = "application/x-www-form-urlencoded"


class KeyRefusedError(PortavozError):
    """The key is missing, unknown or revoked, or does not allow the act; the message says which."""


class MethodRefusedError(PortavozError):
    """The resource is there, and does not take that method."""


class _Served(BaseModel):
    """Where the API was called: Gateway's own word for it, never a header's."""

    model_config = ConfigDict(defer_build=True)

    domain: Annotated[str, Field(alias="domainName")] = "localhost"
    path: str = ""


class Open311Event(BaseModel):
    """The proxy event, as much as is used here beside what the persons' API uses."""

    model_config = ConfigDict(defer_build=True)

    headers: dict[str, str] | None = None
    context: Annotated[_Served, Field(alias="requestContext", default_factory=_Served)]

    @property
    def content_type(self) -> str:
        """Give the media type of the body, without its parameters."""
        named = {name.casefold(): value for name, value in (self.headers or {}).items()}
        return named.get("content-type", "").partition(";")[0].strip().casefold()


@dataclass(frozen=True)
class Call:
    """
    A call, taken apart: `resource` is the collection, `item` what is asked for in it, `form` the format's name.

    `address` is where the API's root is, for the discovery.
    """

    method: str
    resource: str
    item: str
    form: str
    query: dict[str, str]
    address: str


def call_of(event: ProxyEvent, more: Open311Event) -> Call:
    """
    Take a call apart. What asks for no format that is known, or for an item without a name, names no resource.

    A path of one part is a collection with its format, `services.json`; of two, `requests/LEO-….json`.
    """
    parameters = event.path_parameters or {}
    first, document = parameters.get("collection", ""), parameters.get("document")
    name, _, form = unquote(first if document is None else document).rpartition(".")
    collection = None if document is None else first
    if form not in MIME_TYPES or not name:
        collection, name, form = None, "", "xml"
    query = {key: value for key, value in (event.query_parameters or {}).items() if value}
    root = more.context.path.partition("/open311/")[0]
    return Call(
        method=event.method,
        resource=collection or name,
        item=name if collection else "",
        form=form,
        query=query,
        address=f"https://{more.context.domain}{root}/open311/v2",
    )


def form_of(event: ProxyEvent, more: Open311Event) -> dict[str, str]:
    """
    Read the form of a POST: what is empty counts as not sent, and of a name sent twice the first value stays.

    Raises:
        InvalidInputError: it is no form, too large, not UTF-8, or has too many fields.
    """
    if len(event.body or "") > 2 * MAX_FORM_BYTES or more.content_type != _FORM:
        raise InvalidInputError(texts_es.OPEN311_NOT_A_FORM)
    raw = event.raw_body
    if len(raw) > MAX_FORM_BYTES:
        raise InvalidInputError(texts_es.OPEN311_NOT_A_FORM)
    try:
        pairs = parse_qsl(raw.decode("utf-8"), max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError as exc:
        raise InvalidInputError(texts_es.OPEN311_NOT_A_FORM) from exc
    return dict(reversed(pairs))
