"""
Which fields of a record hold what a citizen wrote, or who they are: what a lawful cancellation destroys (manual 7, R13).

The network's ids stay: by them a comment is recognised when it is read again, and they are the record's own name.
"""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.records import RecordKind

_READING = ("place", "matters.*.excerpt")
_FIELDS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.COMMENT: (
        "author_handle",
        "author_id",
        "versions.*.text",
        "versions.*.digest",
        *(f"classification.{field}" for field in _READING),
        *(f"machine.{field}" for field in _READING),
    ),
    RecordKind.REFERRAL: ("author_handle", "author_id", "text", "place", "history.*.note"),
    RecordKind.DECISION: (
        "text",
        *(f"machine.{field}" for field in _READING),
        *(f"person.{field}" for field in _READING),
    ),
}
"""By kind: the ways to the fields, `*` for each of a list. A digest of a short text tells the text to whoever guesses."""

PERSONAL_KINDS = frozenset(_FIELDS)


def without_personal(kind: RecordKind, body: dict[str, Any], mark: str = "") -> dict[str, Any]:
    """Give a record's JSON with a mark in place of every text that is a citizen's. What was empty stays so."""
    ways = [tuple(field.split(".")) for field in _FIELDS.get(kind, ())]
    changed: dict[str, Any] = _blanked(body, ways, mark)
    return changed


def _blanked(node: Any, ways: list[tuple[str, ...]], mark: str) -> Any:
    if any(way == () for way in ways):
        return mark if isinstance(node, str) and node else node
    if isinstance(node, dict):
        return {name: _blanked(part, list(_below(ways, name)), mark) for name, part in node.items()}
    if isinstance(node, list):
        return [_blanked(part, list(_below(ways, "*")), mark) for part in node]
    return node


def _below(ways: list[tuple[str, ...]], name: str) -> Iterator[tuple[str, ...]]:
    return (way[1:] for way in ways if way[:1] == (name,))
