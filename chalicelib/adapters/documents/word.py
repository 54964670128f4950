"""
The text of a Word document, by zip and streaming XML (docs/decisions/0005).

Paragraphs, tabs, line breaks, list items, the text of links, the cells of tables. Deleted, hidden and moved-away text is left
out, as are text boxes, notes, headers and whatever lies outside the document itself: no relationship is followed, nothing is
run (I08). What is read is bounded while it is read, whatever sizes the zip declares (I06).

Structure: ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import XMLParser

from chalicelib import texts_es
from chalicelib.adapters.documents.word_text import DocumentTooLarge, NotADocument, WordText
from chalicelib.domain.errors import InvalidInputError

MAX_XML_BYTES = 16_000_000
MAX_ENTRIES = 2_000
MAIN_PART = "word/document.xml"

_CHUNK = 65_536
_ENCRYPTED = 0x1
_BROKEN = (
    BadZipFile,
    EOFError,
    KeyError,
    NotADocument,
    NotImplementedError,
    OSError,
    OverflowError,
    ParseError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What zipfile, zlib, expat and defusedxml raise over bytes that are no Word document."""


def text_of_word(content: bytes) -> str:
    """
    Take the text out of a `.docx`.

    Raises:
        InvalidInputError: it is damaged, no Word document, encrypted, or expands beyond 16 MB.
    """
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(_main_part(archive)) as part:
            return _text(part)
    except DocumentTooLarge as error:
        raise InvalidInputError(texts_es.DOCX_TOO_LARGE) from error
    except _BROKEN as error:
        raise InvalidInputError(texts_es.DOCX_BROKEN) from error


def _main_part(archive: ZipFile) -> ZipInfo:
    """Find the document within the zip; two of that name, or one packed in an unusual way, is no Word's work (I07)."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise DocumentTooLarge
    found = [entry for entry in entries if entry.filename == MAIN_PART]
    if len(found) != 1 or found[0].flag_bits & _ENCRYPTED or found[0].compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise NotADocument
    return found[0]


def _text(part: IO[bytes]) -> str:
    words = WordText()
    # forbid_dtd: a Word document has no document type, so no entity can be declared (I09).
    parser = XMLParser(target=words, forbid_dtd=True)
    for chunk in _bounded(part):
        parser.feed(chunk)
    parser.close()
    return words.text


def _bounded(part: IO[bytes]) -> Iterator[bytes]:
    """Read on until the end or the limit, by the bytes that really come out."""
    read = 0
    while chunk := part.read(_CHUNK):
        read += len(chunk)
        if read > MAX_XML_BYTES:
            raise DocumentTooLarge
        yield chunk
