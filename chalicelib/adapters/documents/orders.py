"""
`publicacion.yaml`: what an office asks for, as an order or as a list of what is wrong with it, in Spanish.

Every value is read as the text that was written: YAML's own guesses (`no` is false, `2026` a number) are not asked for, and
neither are its anchors, aliases, tags and merges, with which a small file can become a large one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from chalicelib import texts_es
from chalicelib.adapters.documents.cleaning import readable
from chalicelib.adapters.documents.decoding import decode
from chalicelib.adapters.documents.order_values import READERS, instant
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.visible_text import visible

MAX_BYTES = 65_536
MAX_DEPTH = 4
MAX_PROBLEMS = 8

_CParser: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = ("", "~", "null")


class YamlOrderReader:
    """Reads `publicacion.yaml`, at most 64 KB."""

    def read(self, content: bytes) -> PublicationOrder:
        """
        Give what the office asks for; a time without an offset is León's.

        Raises:
            InvalidInputError: it is no YAML, or a field is unknown, twice, or its value does not do; says which.
        """
        if len(content) > MAX_BYTES:
            raise InvalidInputError(texts_es.ORDER_TOO_LARGE)
        return _order(_fields(decode(content)))


# From bytes to fields ---------------------------------------------------------------------------------------------


def _fields(text: str) -> Mapping[str, Any]:
    try:
        _check_shape(text)
        node = yaml.compose(text, Loader=_CParser)
    except yaml.YAMLError as error:
        raise InvalidInputError(_where(error)) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise InvalidInputError(texts_es.ORDER_BROKEN)
    return dict(_pairs(node))


def _check_shape(text: str) -> None:
    """Refuse, before anything is built, what an order never needs."""
    depth = 0
    for event in yaml.parse(text, Loader=_CParser):
        if getattr(event, "anchor", None) or getattr(event, "tag", None) not in (None, "!"):
            raise InvalidInputError(texts_es.order_wrong([texts_es.ORDER_ANCHORS]))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise InvalidInputError(texts_es.order_wrong([texts_es.ORDER_TOO_DEEP]))


def _plain(node: yaml.Node, path: str) -> str | list[Any] | dict[str, Any] | None:
    """Turn a node into text, lists and dictionaries of text; nothing else can come out of it."""
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, path))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, path) for item in node.value]
    is_nothing = isinstance(node, yaml.ScalarNode) and not node.style and node.value.casefold() in _NOTHING
    return None if is_nothing else readable(str(node.value))


def _pairs(node: yaml.MappingNode, path: str = "") -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for key, value in node.value:
        name = visible(str(key.value)).strip() if isinstance(key, yaml.ScalarNode) else "?"
        field = f"{path}.{name}" if path else name
        if name in seen:
            raise InvalidInputError(texts_es.order_wrong([texts_es.order_field_twice(field)]))
        seen.add(name)
        yield name, _plain(value, field)


def _where(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return texts_es.order_broken_at(mark.line + 1) if mark else texts_es.ORDER_BROKEN


# From fields to an order ------------------------------------------------------------------------------------------


def _order(fields: Mapping[str, Any]) -> PublicationOrder:
    given = _filled_in(fields)
    problems = _unreachable_networks(given)
    for field in {"publish_at", "valid_until"} & given.keys():
        given[field] = instant(given[field])
    for field in [name for name in READERS if name in given]:
        given[field] = READERS[field](given[field], problems)
    try:
        order = PublicationOrder.model_validate(given)
    except ValidationError as error:
        problems += [_problem(problem["type"], problem["loc"]) for problem in error.errors(include_url=False)]
    else:
        if order.publish_at and order.valid_until and order.valid_until <= order.publish_at:
            problems.append(texts_es.VALID_UNTIL_BEFORE)
    if problems:
        raise InvalidInputError(texts_es.order_wrong(list(dict.fromkeys(problems))[:MAX_PROBLEMS]))
    return order


def _filled_in(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the fields that exist and were left blank, as in a form."""
    known = PublicationOrder.model_fields
    given = {name: value for name, value in fields.items() if value is not None or name not in known}
    for field in ("text", "alt_texts", "formats"):
        if isinstance(given.get(field), dict):
            given[field] = {name: value for name, value in given[field].items() if value is not None}
    return given


def _unreachable_networks(given: Mapping[str, Any]) -> list[str]:
    """Find networks that no account of ours is on. Other media are published by a person, not by an order."""
    networks, texts = given.get("networks"), given.get("text")
    asked = ["networks"] if isinstance(networks, list) and not _are_ours(networks) else []
    if isinstance(texts, dict):
        asked += [f"text.{name}" for name in texts if not _are_ours([name])]
    by_hand = isinstance(networks, list) and Network.MANUAL in networks
    said = [texts_es.order_field_not("networks", texts_es.ORDER_OTHER_MEDIA)] if by_hand else []
    return [*said, *(texts_es.order_field_wrong(field) for field in asked if not (by_hand and field == "networks"))]


def _are_ours(names: list[Any]) -> bool:
    return {str(name) for name in names} <= {network.value for network in SOCIAL_NETWORKS}


def _problem(kind: str, place: tuple[int | str, ...]) -> str:
    field = ".".join(str(part) for part in place if part != "[key]" and not isinstance(part, int))
    return texts_es.order_field_unknown(field) if kind == "extra_forbidden" else texts_es.order_field_wrong(field)
