"""The reader of documents: which kind it is by its content, the text by its kind, within limits."""

from collections.abc import Callable
from dataclasses import replace
from zipfile import ZipFile

from chalicelib import texts_es
from chalicelib.adapters.documents import odt, word
from chalicelib.adapters.documents.cleaning import readable
from chalicelib.adapters.documents.decoding import decode
from chalicelib.adapters.documents.embedded import Keep, nowhere
from chalicelib.adapters.documents.markdown import text_of_markdown
from chalicelib.adapters.documents.packed import opened
from chalicelib.adapters.documents.trimming import MAX_CHARACTERS, shortened, without_signature
from chalicelib.adapters.kinds import START_BYTES, Kind, is_markdown, kind_of
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.visible_text import visible
from chalicelib.ports import ReadDocument

MAX_DOCUMENT_MEGABYTES = 25
MAX_TEXT_MEGABYTES = 1
MAX_MARKED_CHARACTERS = 60_000
"""How much of a Markdown source is looked into: several times what is kept of it."""

_MEGABYTE = 1_000_000


class OfficeDocumentReader:
    """Reads `.md`, `.txt`, `.docx`, `.odt`, `.pdf` and `.rtf`, by their content; Markdown is told by its name."""

    def read(self, content: bytes, name: str, keep: Keep = nowhere) -> ReadDocument:
        """Give a document's text, and hand its pictures to `keep`. Raises InvalidInputError with the reason in Spanish."""
        if not content:
            raise InvalidInputError(texts_es.FILE_EMPTY)
        read = _reader(content, name)
        pictures = 0

        def count(picture: str, found: bytes) -> None:
            nonlocal pictures
            pictures += 1
            keep(picture, found)

        document = read(content, count)
        text, notes = shortened(without_signature(readable(document.text)))
        if not text and not pictures:
            raise InvalidInputError(texts_es.TEXT_EMPTY)
        return replace(document, text=text, notes=tuple(dict.fromkeys(document.notes + notes)))


def _reader(content: bytes, name: str) -> Callable[[bytes, Keep], ReadDocument]:
    """Choose what reads a document, and hold it to the size of its kind before anything is decoded."""
    kind = kind_of(content[:START_BYTES], name)
    _check_size(content, MAX_TEXT_MEGABYTES if kind is Kind.TEXT else MAX_DOCUMENT_MEGABYTES)
    match kind:
        case Kind.ZIPPED:
            return _zipped(content)
        case Kind.PDF:
            from chalicelib.adapters.documents.pdf import read_pdf  # noqa: PLC0415 - few files are PDF

            return read_pdf
        case Kind.RTF:
            from chalicelib.adapters.documents.rtf import read_rtf  # noqa: PLC0415 - few files are RTF

            return read_rtf
        case Kind.TEXT:
            return _read_marked if is_markdown(name) else _read_plain
        case _:
            raise InvalidInputError(texts_es.FILE_UNKNOWN)


def _zipped(content: bytes) -> Callable[[bytes, Keep], ReadDocument]:
    with opened(content, broken=texts_es.DOCX_BROKEN, too_large=texts_es.DOCX_TOO_LARGE) as archive:
        return odt.read_odt if _has(archive, odt.MAIN_PART) else word.read_word


def _has(archive: ZipFile, name: str) -> bool:
    return any(entry.filename == name for entry in archive.infolist())


def _read_plain(content: bytes, keep: Keep) -> ReadDocument:
    del keep
    return ReadDocument(decode(content))


def _read_marked(content: bytes, keep: Keep) -> ReadDocument:
    """Reduce Markdown to its text. Its pictures are addresses, and those are not followed."""
    del keep
    source = visible(decode(content))
    if len(source) > MAX_CHARACTERS:
        raise InvalidInputError(texts_es.TEXT_TOO_LONG)
    is_long = len(source) > MAX_MARKED_CHARACTERS
    return ReadDocument(
        text_of_markdown(source[:MAX_MARKED_CHARACTERS]), notes=(texts_es.TEXT_WAS_LONG,) if is_long else ()
    )


def _check_size(content: bytes, megabytes: int) -> None:
    if len(content) > megabytes * _MEGABYTE:
        raise InvalidInputError(texts_es.file_too_large(megabytes))
