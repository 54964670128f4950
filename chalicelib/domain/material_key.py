"""
The contract of keys with the offices (manual 1.1): `<source>/<YYYY-MM-DD>/<slug>/<file>`, and the events that tell of them.

docs/entrega-de-material.md is the same for people.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.errors import InvalidInputError

MAX_KEY_LENGTH = 512
MAX_DAYS_FROM_TODAY = 60
"""How far a folder's date may lie from the day it is uploaded: a typing error in the year is told, not filed."""

_SLUG = re.compile(r"[\w.-]{1,80}")
_FILE = re.compile(r"[^/\\\x00-\x1f\x7f]{1,160}")
DEPARTMENT_SOURCE = "enlaces"
PLAIN_SOURCES = ("prensa", "imagen")


class MaterialKey(BaseModel):
    """Where an uploaded file says it belongs. `source` is `prensa`, `imagen` or `enlaces/<department id>`."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    source: str
    on: date
    slug: str
    file: str

    @property
    def bulletin_id(self) -> str:
        """The bulletin this file is part of."""
        return ids.bulletin_id(self.on, self.source, self.slug)

    @property
    def department_id(self) -> str | None:
        """The department whose liaison sent it, if one did."""
        head, _, tail = self.source.partition("/")
        return tail if head == DEPARTMENT_SOURCE else None


def parse_key(key: str, *, today: date | None, departments: frozenset[str]) -> MaterialKey:
    """
    Read an upload's key by the contract with the offices (docs/entrega-de-material.md).

    Unicode is brought to NFC first, so that a name typed on a Mac and on Windows is one name. Without `today` any day goes.

    Raises:
        InvalidInputError: the key is not `<source>/<YYYY-MM-DD>/<slug>/<file>`, with the reason in Spanish.
    """
    normal = unicodedata.normalize("NFC", key)
    if len(normal.encode()) > MAX_KEY_LENGTH:
        raise InvalidInputError(texts_es.KEY_TOO_LONG)
    parts = normal.split("/")
    source, rest = _split_source(parts, departments)
    if len(rest) != 3 or ".." in parts or not (_SLUG.fullmatch(rest[1]) and _FILE.fullmatch(rest[2])):  # noqa: PLR2004
        raise InvalidInputError(texts_es.KEY_SHAPE)
    return MaterialKey(source=source, on=_read_day(rest[0], today), slug=rest[1], file=rest[2])


def _split_source(parts: list[str], departments: frozenset[str]) -> tuple[str, list[str]]:
    if parts[0] in PLAIN_SOURCES:
        return parts[0], parts[1:]
    if parts[0] == DEPARTMENT_SOURCE and len(parts) > 1 and parts[1] in departments:
        return f"{parts[0]}/{parts[1]}", parts[2:]
    raise InvalidInputError(texts_es.KEY_SOURCE)


def _read_day(text: str, today: date | None) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None or abs(day - (today or day)) > timedelta(days=MAX_DAYS_FROM_TODAY):
        raise InvalidInputError(texts_es.KEY_DATE)
    return day


class Upload(BaseModel):
    """
    One event of the intake bucket: a file was put under a key, or removed. `sequencer` orders the events of a key.

    `asks_bucket` says that the event does not tell what the key shows now, so that the bucket must be asked: a version was
    deleted for good, or a sweep found that a notification is missing. `uploaded_by` is the identity that S3 saw.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    key: str
    version_id: str = ""
    sequencer: Annotated[str, StringConstraints(max_length=200)]
    is_removal: bool = False
    asks_bucket: bool = False
    happened_at: AwareDatetime | None = None
    uploaded_by: str = ""


def is_newer(sequencer: str, known: str) -> bool:
    """Compare two S3 sequencers of one key: hexadecimal of any length, right-padded with zeros (S3 user guide)."""
    width = max(len(sequencer), len(known))
    return sequencer.lower().ljust(width, "0") > known.lower().ljust(width, "0")
