"""A PDF from its bytes to its text, page by page, within pages, characters and seconds."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pypdfium2

from chalicelib import texts_es
from chalicelib.adapters.documents.embedded import Keep
from chalicelib.adapters.documents.pdf.columns import in_reading_order
from chalicelib.adapters.documents.pdf.lines import Line, lines_of
from chalicelib.adapters.documents.pdf.paragraphs import text_of_lines
from chalicelib.adapters.documents.pdf.pictures import Album
from chalicelib.adapters.documents.pdf.running import without_running_lines
from chalicelib.adapters.documents.pdf.streams import check_streams
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadDocument

MAX_PAGES = 60
MAX_CHARACTERS = 60_000
"""How much is read: several times what is kept of a document."""

MAX_SECONDS = 3.0
"""How long the pages may take together; a single page is held by whoever runs this in a process of its own."""

_FEW_LETTERS = 30


def read_pdf(content: bytes, keep: Keep) -> ReadDocument:
    """
    Take the text out of a PDF, and hand its pictures to `keep`.

    Raises:
        InvalidInputError: it is damaged, encrypted, only scanned pages, or beyond the limits.
    """
    check_streams(content)
    with _opened(content) as document:
        if len(document) > MAX_PAGES:
            raise InvalidInputError(texts_es.pdf_too_many_pages(MAX_PAGES))
        album = Album(content)
        pages = list(_pages(document, album))
        text = text_of_lines([in_reading_order(page) for page in without_running_lines(pages)])
        if sum(letter.isalpha() for letter in text[: 10 * _FEW_LETTERS]) < _FEW_LETTERS:
            raise InvalidInputError(texts_es.PDF_WITHOUT_TEXT)
        album.hand_over(keep)
        return ReadDocument(text)


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(content)
        # A damaged table of contents shows when the pages are counted.
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        is_locked = "password" in str(error).casefold()
        raise InvalidInputError(texts_es.FILE_ENCRYPTED if is_locked else texts_es.PDF_BROKEN) from error
    try:
        if not pages:
            raise InvalidInputError(texts_es.PDF_BROKEN)
        yield document
    except pypdfium2.PdfiumError as error:
        raise InvalidInputError(texts_es.PDF_BROKEN) from error
    finally:
        document.close()


def _pages(document: Any, album: Album) -> Iterator[list[Line]]:
    """Give the lines of each page, until there are enough, and put its pictures into the album."""
    until, characters = monotonic() + MAX_SECONDS, 0
    for page in document:
        if monotonic() > until:
            raise InvalidInputError(texts_es.PDF_TOO_SLOW)
        lines = lines_of(page)
        album.look(page, until)
        yield lines
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            return
