"""
Records as tables that persons open in a spreadsheet: one for each kind, with Spanish headings.

What a citizen wrote is a text there and never a formula: what begins as one is preceded by an apostrophe. UTF-8 with its mark,
so that Excel reads the accents; lines end as RFC 4180 says.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.records import RecordKind
from chalicelib.domain.spreadsheet_text import safe_cell
from chalicelib.texts_es import export_tables as texts

BYTE_ORDER_MARK = "\ufeff"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")

_EVERY = ("id", "created_at")
_COLUMNS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.COMMENT: (
        "network",
        "author_handle",
        "written_at",
        "versions.text",
        "classification.comment_kind",
        "classification.sentiment",
        "classification.candidates.department_id",
        "state",
        "publication",
        "folio",
        "deleted_at",
    ),
    RecordKind.REFERRAL: (
        "network",
        "author_handle",
        "comment_kind",
        "text",
        "place",
        "department_id",
        "state",
        "outcome",
        "due_on",
        "department_folio",
        "is_urgent",
        "history.act",
        "history.note",
        "comment",
        "publication",
    ),
    RecordKind.PUBLICATION: (
        "title",
        "campaign",
        "category",
        "department_id",
        "state",
        "publish_at",
        "authorisation.by",
        "authorisation.at",
        "taken_down_because",
        "corrects",
    ),
    RecordKind.DELIVERY: ("network", "action", "state", "subject", "published_at", "permalink", "reason", "price_usd"),
    RecordKind.POST: (
        "network",
        "text",
        "published_at",
        "removed_at",
        "permalink",
        "publication",
        "reactions.likes",
        "reactions.shares",
        "reactions.views",
        "reactions_at",
    ),
    RecordKind.BULLETIN: ("source", "on", "slug", "department_id"),
    RecordKind.ORDER: ("act", "by", "why", "until"),
    RecordKind.DECISION: ("network", "text", "person.comment_kind", "person.sentiment", "person.decided_by", "comment"),
    RecordKind.SUPPORT: ("asked_by", "department_id", "subject", "text", "state", "outcome"),
    RecordKind.EXPORT: ("by", "first", "last", "is_public", "state", "why"),
    RecordKind.CANCELLATION: ("asked_by", "confirmed_by", "legal_reference", "reason", "comments", "state", "done_at"),
}


def heading(kind: RecordKind) -> bytes:
    """Give the first line of a kind's table."""
    titles = [texts.HEADINGS.get(path, path) for path in _paths(kind)]
    return f"{BYTE_ORDER_MARK}{_line(titles)}".encode()


def row(kind: RecordKind, data: Mapping[str, Any]) -> bytes:
    """Give a record's line; `data` is its JSON, or that of its public version, where fields may be missing."""
    return _line(_cell(_at(data, path.split("."))) for path in _paths(kind)).encode()


def _paths(kind: RecordKind) -> tuple[str, ...]:
    return (*_EVERY, *_COLUMNS.get(kind, ()))


def _at(data: Any, path: list[str]) -> Any:
    """Follow a path; through a list it leads to each of its items."""
    if isinstance(data, list):
        return [_at(item, path) for item in data]
    if not path or data is None:
        return data
    return _at(data.get(path[0]), path[1:]) if isinstance(data, dict) else None


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return texts.YES if value else texts.NO
        case list():
            return safe_cell(" | ".join(filter(None, map(_plain, value))))
        case _:
            return safe_cell(_plain(value))


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    if _INSTANT.match(text):
        return f"{datetime.fromisoformat(text).astimezone(LOCAL_ZONE):%Y-%m-%d %H:%M:%S}"
    return texts.VALUES.get(text, text)


def _line(cells: Iterable[str]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    return file.getvalue()
