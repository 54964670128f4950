"""
The two formats of GeoReport v2: XML as the standard writes it, and JSON by its «Spark» rule, which leaves out wrapping names.

XML is only written, by the tree of the standard library: nothing is ever parsed as XML here, and no text can open an element.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree import ElementTree as ET

Content: TypeAlias = "Mapping[str, Content] | list[Content] | str | int | float | bool | None"

MIME_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}

_ITEMS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "endpoints": "endpoint",
    "formats": "format",
}
"""What an item of a list is called in XML."""

# What XML 1.0 has no way to write, not even escaped; half a surrogate pair among it, which has no UTF-8 either.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Document:
    """An answer: the name of its root in XML, and what is in it."""

    root: str
    content: Content


def write(document: Document, form: str) -> str:
    """Write a document as `xml` or `json`, always the same for the same content."""
    return write_xml(document) if form == "xml" else write_json(document)


def write_xml(document: Document) -> str:
    """Write it with its declaration; what XML cannot carry is left out."""
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(
        _element(document.root, document.content), "unicode"
    )


def write_json(document: Document) -> str:
    """Write it without the root's name, in UTF-8; the same characters are left out as in XML."""
    return json.dumps(_clean(document.content), ensure_ascii=False)


def _element(name: str, content: Content) -> ET.Element:
    element = ET.Element(name)
    if isinstance(content, Mapping):
        element.extend(_element(key, value) for key, value in content.items())
    elif isinstance(content, list):
        element.extend(_element(_ITEMS[name], item) for item in content)
    elif content is not None:
        element.text = _said(content)
    return element


def _said(content: str | float) -> str:
    if isinstance(content, bool):
        return "true" if content else "false"
    return _FORBIDDEN.sub("", str(content))


def _clean(content: Content) -> Content:
    if isinstance(content, Mapping):
        return {key: _clean(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_clean(item) for item in content]
    return _FORBIDDEN.sub("", content) if isinstance(content, str) else content
