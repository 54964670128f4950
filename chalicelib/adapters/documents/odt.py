"""
The text of an OpenDocument text (LibreOffice), by zip and streaming XML as Word's, and the pictures it shows.

Paragraphs, headings, list items, cells of tables. What was deleted, notes, comments, hidden text and text boxes are left out;
pictures are those that lie in the document's own folder, never an address (I08).

Structure: OpenDocument 1.3 part 2 (packages) and part 3 (schema).
"""

from zipfile import ZipFile

from chalicelib import texts_es
from chalicelib.adapters.documents.embedded import Keep, keep_parts
from chalicelib.adapters.documents.odt_text import OdtText
from chalicelib.adapters.documents.packed import NotADocument, content_of, hear, opened, part
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadDocument

MAIN_PART = "content.xml"

_MANIFEST = "META-INF/manifest.xml"
_MAX_MANIFEST_BYTES = 1_000_000
_PICTURES = "Pictures/"


def read_odt(content: bytes, keep: Keep) -> ReadDocument:
    """
    Take the text out of an `.odt`, and hand its pictures to `keep`.

    Raises:
        InvalidInputError: it is damaged, no OpenDocument text, encrypted, or expands beyond 16 MB.
    """
    with opened(content, broken=texts_es.ODT_BROKEN, too_large=texts_es.ODT_TOO_LARGE) as archive:
        main = part(archive, MAIN_PART)
        if main is None:
            raise NotADocument
        _check_open(archive)
        words = OdtText()
        hear(archive, main, words)
        keep_parts(archive, (name.removeprefix("./") for name in words.pictures), _PICTURES, keep)
        return ReadDocument(words.text)


def _check_open(archive: ZipFile) -> None:
    """An encrypted document says so in its manifest; its parts are noise."""
    entry = part(archive, _MANIFEST)
    if entry is not None and b"encryption-data" in content_of(archive, entry, _MAX_MANIFEST_BYTES):
        raise InvalidInputError(texts_es.FILE_ENCRYPTED)
