"""CSV as Excel, LibreOffice and Google write it: four encodings, four separators, line ends within quotation marks."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

SEPARATORS = ",;\t|"
_HEADING_CHARACTERS = 20_000
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)")
"""Excel's own first line, which names the separator."""

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1b]")


def csv_rows(content: bytes) -> Iterator[Sequence[str]]:
    """
    Go through the rows of a CSV file. What looks like a formula is text like any other.

    Raises:
        InvalidInputError: it is no text, or its quotation marks are not closed.
    """
    text = _decoded(content)
    named = _SEPARATOR_LINE.match(text)
    body, separator = (text[named.end() :], named[1]) if named else (text, _separator(text))
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    if named:
        yield ()
    try:
        yield from reader
    except csv.Error as error:
        raise InvalidInputError(texts_es.plan_csv_broken(reader.line_num + bool(named))) from error


def _decoded(content: bytes) -> str:
    """Decode by the mark at the beginning, or as UTF-8, or as Excel saves on a Spanish Windows."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in content[:200]:
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    raise InvalidInputError(texts_es.PLAN_UNKNOWN)


def _separator(text: str) -> str:
    """Take the separator that gives the heading the most columns."""
    return max(SEPARATORS, key=lambda separator: _columns(text[:_HEADING_CHARACTERS], separator))


def _columns(text: str, separator: str) -> int:
    try:
        filled = (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if any(row))
        return len(next(filled, ()))
    except csv.Error:
        return 0
