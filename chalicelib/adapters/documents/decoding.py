"""
From bytes to characters: UTF-8, UTF-16, or one of the older ways that old programs still write.

An older way does not say which it is: a byte is «ó» in Windows' alphabet and «Û» in the Macintosh's. Of the two the one is
taken in which the letters beyond ASCII are those of Spanish; where neither makes sense the text is refused.
"""

import codecs
import re

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

_OLDER = ("cp1252", "mac_roman")
"""In this order where both make as much sense. Latin-1 is what Windows' alphabet adds to."""

_SIXTEEN = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_THIRTY_TWO = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_FEW_BYTES = 4

_SPANISH = re.compile("[áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°«»“”•…€]|(?<!\\w)[‘’–—·]|[‘’–—·](?!\\w)")
_FOREIGN = re.compile("[^\x00-\x7fáéíóúüñÁÉÍÓÚÜÑ¿¡ºª°«»“”•…€‘’–—·\xa0]|(?<=[a-záéíóúñ])[–—’](?=[a-záéíóúñ])")


def decode(content: bytes) -> str:
    """
    Read bytes as text.

    Raises:
        InvalidInputError: they are no text in any of the ways an office's programs write.
    """
    for encoding in _unicode_encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _older(content)


def _unicode_encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(_THIRTY_TWO):
        return ("utf-32",)
    if content.startswith(_SIXTEEN):
        return ("utf-16",)
    every_other = len(content) // 4
    if len(content) > _FEW_BYTES and content[1::2].count(0) > every_other:
        return ("utf-16-le",)
    if len(content) > _FEW_BYTES and content[::2].count(0) > every_other:
        return ("utf-16-be",)
    return ("utf-8-sig",)


def _older(content: bytes) -> str:
    """Read an older way of writing, the one in which the text looks Spanish."""
    if _CONTROLS.search(content):
        raise InvalidInputError(texts_es.TEXT_NOT_UTF8)
    scored = [(_likeness(text), -place, text) for place, text in enumerate(_readings(content))]
    best = max(scored, default=(-1, 0, ""))
    if best[0] <= 0:
        raise InvalidInputError(texts_es.TEXT_NOT_UTF8)
    return best[2]


def _readings(content: bytes) -> list[str]:
    readings = []
    for encoding in _OLDER:
        try:
            readings.append(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    return readings


def _likeness(text: str) -> int:
    """Count what is Spanish among the characters beyond ASCII, less what is not."""
    return len(_SPANISH.findall(text)) - 2 * len(_FOREIGN.findall(text))
