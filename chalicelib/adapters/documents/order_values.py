"""Values of a `publicacion.yaml` as people write them, brought to what an order holds; what is wrong, in Spanish."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chalicelib import texts_es
from chalicelib.domain.calendar import local_instant

_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]+(\d{1,2})(:\d{2}(?::\d{2})?) ?(Z|[+-]\d{2}:?\d{2})?")
_TRUTHS = {"sí": True, "si": True, "true": True, "yes": True, "no": False, "false": False}
_HASHTAG = re.compile(r"#?(\w{1,60})")
_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?) ?(%?)")
_FORMATS = {
    "historia": "story",
    "story": "story",
    "publicación": "feed",
    "publicacion": "feed",
    "post": "feed",
    "feed": "feed",
}
_BETWEEN_SHARES = re.compile(r"\s*[,;]\s+|\s+")

Problems = list[str]
"""Sentences about what is wrong, to which each reader of a value adds its own."""


def instant(written: object) -> object:
    """Read a day and a time of day; what is not one is left for the validation to refuse."""
    found = _INSTANT.fullmatch(written) if isinstance(written, str) else None
    if not found:
        return "?"
    day, hour, minutes, offset = found.groups(default="")
    try:
        return local_instant(datetime.fromisoformat(f"{day}T{int(hour):02}{minutes}{offset}"))
    except (ValueError, OverflowError):
        return "?"


def _logo(written: object, problems: Problems) -> object:
    truth = _TRUTHS.get(written.casefold()) if isinstance(written, str) else None
    if truth is None:
        problems.append(texts_es.order_field_not("logo", texts_es.ORDER_LOGO))
    return truth


def _hashtags(written: object, problems: Problems) -> object:
    """Read a list, or one line, of hashtags with or without their sign."""
    words = re.split(r"[\s,]+", written.strip(" ,")) if isinstance(written, str) else written
    if not isinstance(words, list):
        problems.append(texts_es.order_field_not("hashtags", texts_es.ORDER_LIST))
        return ()
    found = [_HASHTAG.fullmatch(word) if isinstance(word, str) else None for word in words]
    if not all(found):
        problems.append(texts_es.order_field_not("hashtags", texts_es.ORDER_HASHTAG))
    return tuple(dict.fromkeys(f"#{one[1]}" for one in found if one))


def _other_media(written: object, problems: Problems) -> object:
    """Read a list, or one line, of the media without an API, however their letters are written."""
    words = re.split(r"[\s,]+", written.strip(" ,")) if isinstance(written, str) else written
    if not isinstance(words, list):
        problems.append(texts_es.order_field_not("other_media", texts_es.ORDER_LIST))
        return ()
    return tuple(dict.fromkeys(word.casefold() if isinstance(word, str) else "?" for word in words))


def _graphics(written: object, problems: Problems) -> object:
    if isinstance(written, str):
        return (written,)
    if not isinstance(written, list):
        problems.append(texts_es.order_field_not("graphics", texts_es.ORDER_LIST))
        return ()
    return written


def _focus(written: object, problems: Problems) -> object:
    """Read the focal points by the pictures' names; a value left blank asks for nothing."""
    if not isinstance(written, Mapping):
        problems.append(texts_es.order_field_not("focus", texts_es.ORDER_FOCUS))
        return {}
    points = {name: _point(value) for name, value in written.items() if value is not None}
    wrong = [name for name, point in points.items() if point is None]
    problems += [texts_es.order_field_not(f"focus.{name}", texts_es.ORDER_FOCUS) for name in wrong]
    return {name: point for name, point in points.items() if point is not None}


def _formats(written: object, problems: Problems) -> object:
    """Read which networks show it as a story; a value left blank asks for nothing."""
    if not isinstance(written, Mapping):
        problems.append(texts_es.order_field_not("formats", texts_es.ORDER_FORMATS))
        return {}
    said = {name: value for name, value in written.items() if value is not None}
    known = {name: _FORMATS.get(value.casefold(), "") if isinstance(value, str) else "" for name, value in said.items()}
    wrong = [name for name, form in known.items() if not form or (form == "story" and name != "instagram")]
    problems += [texts_es.order_field_not(f"formats.{name}", texts_es.ORDER_FORMATS) for name in wrong]
    return {name: form for name, form in known.items() if name not in wrong}


def _point(written: object) -> dict[str, float] | None:
    if isinstance(written, str):
        written = _BETWEEN_SHARES.split(written.strip())
    if isinstance(written, list) and len(written) == 2:  # noqa: PLR2004 - across and down
        written = dict(zip("xy", written, strict=True))
    if not isinstance(written, Mapping) or set(written) != {"x", "y"}:
        return None
    shares = {axis: _share(value) for axis, value in written.items()}
    known = {axis: share for axis, share in shares.items() if share is not None}
    return known if len(known) == len(shares) else None


def _share(written: object) -> float | None:
    """Read a share as a percentage or as a number between 0 and 1."""
    found = _SHARE.fullmatch(written) if isinstance(written, str) else None
    if not found:
        return None
    number = float(found[1].replace(",", ".")) / (100 if found[2] else 1)
    return number if 0 <= number <= 1 else None


READERS: Mapping[str, Callable[[Any, Problems], object]] = {
    "logo": _logo,
    "hashtags": _hashtags,
    "graphics": _graphics,
    "focus": _focus,
    "formats": _formats,
    "other_media": _other_media,
}
"""The fields whose values are more than text, by name, each with what reads it."""
