"""Graph's `fields`: `id,message,from{name},comments.limit(5).order(chronological){id}`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local.networks.graph.errors import refuse

_NAME = re.compile(r"\s*(\w+)((?:\.\w+\([^()]*\))*)\s*")
_MODIFIER = re.compile(r"\.(\w+)\(([^()]*)\)")
MAX_DEPTH = 5


@dataclass(frozen=True)
class Field:
    """One field asked for, with its modifiers and the fields asked of what it leads to."""

    name: str
    modifiers: Mapping[str, str] = field(default_factory=dict)
    fields: tuple["Field", ...] = ()


def parse(text: str) -> tuple[Field, ...]:
    """Read a list of fields, or refuse it."""
    fields, end = _read_list(text, 0, 0)
    if end != len(text):
        refuse("bad_parameter", detail=f"Syntax error at offset {end} in fields")
    return fields


def _read_list(text: str, position: int, depth: int) -> tuple[tuple[Field, ...], int]:
    fields: list[Field] = []
    while True:
        found = _NAME.match(text, position)
        if found is None or depth > MAX_DEPTH:
            refuse("bad_parameter", detail=f"Syntax error at offset {position} in fields")
        children, position = _read_children(text, found.end(), depth)
        fields.append(Field(found[1], dict(_MODIFIER.findall(found[2])), children))
        if not text.startswith(",", position):
            return tuple(fields), position
        position += 1


def _read_children(text: str, position: int, depth: int) -> tuple[tuple[Field, ...], int]:
    if not text.startswith("{", position):
        return (), position
    children, end = _read_list(text, position + 1, depth + 1)
    if not text.startswith("}", end):
        refuse("bad_parameter", detail=f"Syntax error at offset {end} in fields")
    return children, end + 1


def words(text: str) -> frozenset[str]:
    """Read names that stand side by side."""
    return frozenset(text.split())


Reader = Callable[[Any, Field], Any]
"""Gives the value of a field of something, or None when it has none."""


@dataclass(frozen=True)
class Node:
    """
    A kind of thing: the fields it has here, those it is known to have but that are always empty here, and those it
    shows unasked. The id is always shown.
    """

    name: str
    readers: Mapping[str, Reader]
    empty: frozenset[str]
    unasked: tuple[str, ...]

    def show(self, thing: Any, fields: tuple[Field, ...]) -> dict[str, Any]:
        """Show the fields that were asked for and have a value; refuse one that this kind of thing cannot have."""
        wanted = fields or tuple(Field(name) for name in self.unasked)
        shown = {one.name: self._value(thing, one) for one in wanted}
        present = {name: value for name, value in shown.items() if value is not None}
        return {**present, "id": self.readers["id"](thing, Field("id"))}

    def _value(self, thing: Any, one: Field) -> Any:
        if one.name in self.readers:
            return self.readers[one.name](thing, one)
        if one.name not in self.empty:
            refuse("nonexisting_field", field=one.name, node=self.name)
        return None
