"""The reader of documents: which kind it is by its content, the text by its kind, within limits."""

from pathlib import PurePosixPath

from chalicelib import texts_es
from chalicelib.adapters.documents.cleaning import readable, visible
from chalicelib.adapters.documents.decoding import decode
from chalicelib.adapters.documents.markdown import text_of_markdown
from chalicelib.adapters.documents.word import text_of_word
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadDocument

MAX_WORD_MEGABYTES = 10
MAX_TEXT_MEGABYTES = 1
MAX_CHARACTERS = 60_000
MAX_SOURCE_CHARACTERS = 3 * MAX_CHARACTERS
"""What marks may add to a text; a longer source is not even looked into."""

ZIP_START = b"PK\x03\x04"
_MEGABYTE = 1_000_000


class OfficeDocumentReader:
    """Reads `.md`, `.txt` and `.docx`. A zip is read as Word whatever its name; Markdown is told by its name."""

    def read(self, content: bytes, name: str) -> ReadDocument:
        """Give a document's text. Raises InvalidInputError with the reason in Spanish."""
        if not content:
            raise InvalidInputError(texts_es.FILE_EMPTY)
        text = readable(_text(content, PurePosixPath(name).suffix.casefold()))
        if not text:
            raise InvalidInputError(texts_es.TEXT_EMPTY)
        if len(text) > MAX_CHARACTERS:
            raise InvalidInputError(texts_es.TEXT_TOO_LONG)
        return ReadDocument(text)


def _text(content: bytes, suffix: str) -> str:
    if suffix == ".docx" or content.startswith(ZIP_START):
        _check_size(content, MAX_WORD_MEGABYTES)
        return text_of_word(content)
    _check_size(content, MAX_TEXT_MEGABYTES)
    text = visible(decode(content))
    if len(text) > MAX_SOURCE_CHARACTERS:
        raise InvalidInputError(texts_es.TEXT_TOO_LONG)
    return text_of_markdown(text) if suffix == ".md" else text


def _check_size(content: bytes, megabytes: int) -> None:
    if len(content) > megabytes * _MEGABYTE:
        raise InvalidInputError(texts_es.file_too_large(megabytes))
