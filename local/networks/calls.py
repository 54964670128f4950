"""What comes in and what goes out, the same for every network."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from local.networks.people import Person
from local.networks.rules import Rule
from local.networks.state import NetworkName

JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer. `body` is JSON to be, or bytes as they go out."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = JSON_TYPE

    def content(self) -> bytes:
        """Give the bytes: ASCII JSON, so that any text a citizen wrote can travel, half a surrogate pair included."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Cut:
    """The connection is closed without an answer. `is_reset` sends a TCP reset, otherwise it just ends."""

    is_reset: bool


class RefusedError(Exception):
    """A request the network refuses; carries the answer."""

    def __init__(self, answer: Answer) -> None:
        """Take the answer."""
        super().__init__(f"{answer.status}")
        self.answer = answer


@dataclass(frozen=True)
class Upload:
    """A file of a multipart form."""

    content: bytes
    mime_type: str


@dataclass
class Call:
    """
    A request to one of the networks, as it came.

    `url` is the address without the query, `raw_query` the query as sent (a signature covers both). `hints` are the
    fault rules that the work itself must know of, by the fault's name; `prepared` is what was fetched beforehand.
    """

    method: str
    path: str
    url: str
    raw_query: str
    headers: Mapping[str, str]
    body: bytes
    form: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    network: NetworkName = "x"
    operations: tuple[str, ...] = ()
    target: dict[str, str] = field(default_factory=dict)
    by: Person | None = None
    hints: dict[str, Rule] = field(default_factory=dict)
    prepared: Any = None

    @property
    def person(self) -> Person:
        """Give who calls. Only for what lies behind the check of tokens."""
        if self.by is None:
            raise LookupError("nobody was recognised")
        return self.by

    @property
    def content_type(self) -> str:
        """Give the media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def query(self) -> dict[str, str]:
        """Give the query's parameters; of a repeated one, the last."""
        return dict(parse_qsl(self.raw_query, keep_blank_values=True))

    @cached_property
    def json(self) -> Any:
        """Give the JSON body, or None when it is not JSON (NaN and huge numbers are not)."""
        try:
            return json.loads(self.body, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def parameters(self) -> dict[str, str]:
        """Give what Graph takes from anywhere: query, form and JSON body, as strings."""
        document = self.json if self.content_type == "application/json" else None
        fields = document if isinstance(document, dict) else {}
        return {**self.query, **self.form, **{name: _as_text(value) for name, value in fields.items()}}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
