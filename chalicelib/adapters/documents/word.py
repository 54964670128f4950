"""
The text of a Word document, by zip and streaming XML (docs/decisions/0005), and the pictures it shows.

Paragraphs, tabs, line breaks, list items, the text of links, the cells of tables. Deleted, hidden and moved-away text is left
out, as are text boxes, notes, headers and whatever lies outside the document itself: only the relationships that name a
picture within the same zip are looked up, none that leads outside is followed, nothing is run (I08). What is read is bounded
while it is read, whatever sizes the zip declares (I06).

Structure: ECMA-376 part 1, chapter 17 (WordprocessingML); part 2, 8.3 (relationships).
"""

import posixpath
from collections.abc import Mapping
from zipfile import ZipFile

from chalicelib import texts_es
from chalicelib.adapters.documents.embedded import Keep, keep_parts
from chalicelib.adapters.documents.packed import NotADocument, hear, opened, part
from chalicelib.adapters.documents.word_text import WordText
from chalicelib.ports import ReadDocument

MAIN_PART = "word/document.xml"
MACROS = "word/vbaProject.bin"

_RELATIONSHIPS = "word/_rels/document.xml.rels"
_MAX_RELATIONSHIPS_BYTES = 1_000_000
_MEDIA = "word/media/"


def read_word(content: bytes, keep: Keep) -> ReadDocument:
    """
    Take the text out of a `.docx`, and hand its pictures to `keep`. Macros are never run; a note tells of them.

    Raises:
        InvalidInputError: it is damaged, no Word document, encrypted, or expands beyond 16 MB.
    """
    with opened(content, broken=texts_es.DOCX_BROKEN, too_large=texts_es.DOCX_TOO_LARGE) as archive:
        main = part(archive, MAIN_PART)
        if main is None:
            raise NotADocument
        words = WordText()
        hear(archive, main, words)
        if words.pictures:
            places = _places(archive)
            keep_parts(archive, (places[name] for name in words.pictures if name in places), _MEDIA, keep)
        has_macros = any(entry.filename == MACROS for entry in archive.infolist())
        return ReadDocument(words.text, notes=(texts_es.WORD_MACROS,) if has_macros else ())


def _places(archive: ZipFile) -> dict[str, str]:
    """Tell where the document's relationships lead, by their id: only those within the zip."""
    entry = part(archive, _RELATIONSHIPS)
    found = _Relationships()
    if entry is not None:
        hear(archive, entry, found, _MAX_RELATIONSHIPS_BYTES)
    return found.places


class _Relationships:
    """An ElementTree parser's target that keeps where each relationship leads."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear a relationship; one that leads outside is forgotten at once."""
        if tag.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.join("/word", attributes.get("Target", ""))
            self.places[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    def end(self, tag: str) -> None:
        """Hear an element close."""

    def data(self, characters: str) -> None:
        """Hear characters."""

    def close(self) -> None:
        """Hear the end."""
