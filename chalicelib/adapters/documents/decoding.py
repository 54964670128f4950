"""From bytes to characters: UTF-8, or UTF-16 where a byte order mark says so (Windows Notepad)."""

import codecs

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError


def decode(content: bytes) -> str:
    """
    Read bytes as text.

    Raises:
        InvalidInputError: they are neither UTF-8 nor UTF-16 with a byte order mark.
    """
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInputError(texts_es.TEXT_NOT_UTF8) from error
