"""
The text of an RTF document, by striprtf, and the PNG and JPEG pictures it carries.

What is not text is taken out first, in one pass: pictures (as long as a book, in hexadecimal), embedded objects, styles,
hidden and deleted words. What is left is short, and without the constructions over which striprtf's patterns would go on for
minutes (links and tables of fonts written to that end).

Source: Rich Text Format specification 1.9.1.
"""

from binascii import unhexlify

from striprtf.striprtf import rtf_to_text

from chalicelib import texts_es
from chalicelib.adapters.documents.blocks import BULLET, Block, Form, join, row
from chalicelib.adapters.documents.cleaning import readable
from chalicelib.adapters.documents.embedded import MAX_PICTURES, Keep
from chalicelib.adapters.documents.rtf_groups import LINE_BREAK, Groups
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadDocument

_BROKEN = (IndexError, KeyError, LookupError, OverflowError, TypeError, ValueError)
"""What striprtf raises over text that is no RTF; found by fuzzing."""


def read_rtf(content: bytes, keep: Keep) -> ReadDocument:
    """
    Take the text out of an `.rtf`, and hand its pictures to `keep`.

    Raises:
        InvalidInputError: it is damaged.
    """
    groups = Groups(content.decode("latin-1"))
    try:
        text: str = rtf_to_text(groups.words, encoding="cp1252", errors="ignore")
        whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    except _BROKEN as error:
        raise InvalidInputError(texts_es.RTF_BROKEN) from error
    for number, (suffix, digits) in enumerate(groups.pictures[:MAX_PICTURES]):
        picture = _bytes(digits)
        if picture:
            keep(f"imagen{number + 1}{suffix}", picture)
    return ReadDocument(join(map(_block, whole.split("\n"))))


def _bytes(digits: str) -> bytes:
    try:
        return unhexlify(digits[: len(digits) // 2 * 2])
    except ValueError:
        return b""


def _block(line: str) -> Block:
    """Tell what a line is. Only a paragraph's end is a line's end here; striprtf ends a table's row with a bar."""
    text = readable(line.replace(LINE_BREAK, "\n"))
    if text.endswith("|"):
        return row(text.rstrip("|").split("|"))
    return Block(Form.ITEM if text.startswith(BULLET) else Form.PARAGRAPH, text)
