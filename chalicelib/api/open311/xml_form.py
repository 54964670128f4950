"""Answers as XML, by the tree of the standard library: nothing is ever parsed here, and no text can open an element."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from chalicelib.api.open311.formats import Content, Document, sayable

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


def write_xml(document: Document) -> str:
    """Write it with its declaration; what XML cannot carry is left out."""
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(
        _element(document.root, document.content), "unicode"
    )


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
    return sayable(str(content))
