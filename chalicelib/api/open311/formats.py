"""
The two formats of GeoReport v2: XML as the standard writes it, and JSON by its «Spark» rule, which leaves out wrapping names.

XML is written by `xml_form`, which is imported when it is first asked for.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Content: TypeAlias = "Mapping[str, Content] | list[Content] | str | int | float | bool | None"

MIME_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}

# What XML 1.0 has no way to write, not even escaped; half a surrogate pair among it, which has no UTF-8 either.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """An answer: the name of its root in XML, and what is in it."""

    root: str
    content: Content


def write(document: Document, form: str) -> str:
    """Write a document as `xml` or `json`, always the same for the same content."""
    if form == "json":
        return write_json(document)
    from chalicelib.api.open311.xml_form import write_xml  # noqa: PLC0415 - JSON needs no tree

    return write_xml(document)


def write_json(document: Document) -> str:
    """Write it without the root's name, in UTF-8; the same characters are left out as in XML."""
    return json.dumps(_clean(document.content), ensure_ascii=False)


def sayable(text: str) -> str:
    """Leave out what XML has no way to write."""
    return _FORBIDDEN.sub("", text)


def _clean(content: Content) -> Content:
    if isinstance(content, Mapping):
        return {key: _clean(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_clean(item) for item in content]
    return sayable(content) if isinstance(content, str) else content
