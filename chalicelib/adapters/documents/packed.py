"""
Documents that are a zip of XML (Word, OpenDocument): opened and heard within limits, whatever the zip declares (I06, I09).

A part is read while it is counted; a document type, with which entities could be declared, ends the reading. Parts are asked
for by names of ours or found in the same zip: nothing outside it is ever followed (I08).
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Protocol
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import XMLParser

from chalicelib.adapters.directories import check_directory
from chalicelib.domain.errors import InvalidInputError

MAX_XML_BYTES = 16_000_000
MAX_ENTRIES = 2_000
MAX_DIRECTORY_BYTES = 1_000_000

_CHUNK = 65_536
_ENCRYPTED = 0x1


class NotADocument(Exception):  # noqa: N818 - what was found
    """The bytes are no such document."""


class DocumentTooLarge(Exception):  # noqa: N818 - what was found
    """The document expands beyond what a bulletin can be."""


BROKEN = (
    BadZipFile,
    EOFError,
    LookupError,
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
"""What zipfile, zlib, expat and defusedxml raise over bytes that are no document."""


class Listener(Protocol):
    """An ElementTree parser's target: told of elements and characters as they come, in document order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear an element open."""
        ...

    def end(self, tag: str) -> None:
        """Hear an element close."""
        ...

    def data(self, characters: str) -> None:
        """Hear characters."""
        ...

    def close(self) -> None:
        """Hear the end."""
        ...


@contextmanager
def opened(content: bytes, *, broken: str, too_large: str) -> Iterator[ZipFile]:
    """
    Open a document's zip, and turn whatever is wrong with it, then or while it is read, into its rejection.

    Raises:
        InvalidInputError: with the reason `broken` or `too_large`, in Spanish.
    """
    try:
        file = BytesIO(content)
        check_directory(file, max_bytes=MAX_DIRECTORY_BYTES, reason=too_large)
        with ZipFile(file) as archive:
            _check_entries(archive)
            yield archive
    except DocumentTooLarge as error:
        raise InvalidInputError(too_large) from error
    except BROKEN as error:
        raise InvalidInputError(broken) from error


def _check_entries(archive: ZipFile) -> None:
    if len(archive.infolist()) > MAX_ENTRIES:
        raise DocumentTooLarge


def part(archive: ZipFile, name: str) -> ZipInfo | None:
    """Find a part; two of one name, or one packed in an unusual way, is no word processor's work (I07)."""
    found = [entry for entry in archive.infolist() if entry.filename == name]
    if not found:
        return None
    if len(found) > 1 or found[0].flag_bits & _ENCRYPTED or found[0].compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise NotADocument
    return found[0]


def hear(archive: ZipFile, entry: ZipInfo, listener: Listener, max_bytes: int = MAX_XML_BYTES) -> None:
    """Let a listener hear a part's XML. A document type is refused before any entity can be declared (I09)."""
    parser = XMLParser(target=listener, forbid_dtd=True)
    with archive.open(entry) as stream:
        for chunk in _bounded(stream, max_bytes):
            parser.feed(chunk)
    parser.close()


def content_of(archive: ZipFile, entry: ZipInfo, max_bytes: int) -> bytes:
    """Read a part whole, at most so many bytes."""
    with archive.open(entry) as stream:
        return b"".join(_bounded(stream, max_bytes))


def _bounded(stream: IO[bytes], max_bytes: int) -> Iterator[bytes]:
    """Read on until the end or the limit, by the bytes that really come out."""
    read = 0
    while chunk := stream.read(_CHUNK):
        read += len(chunk)
        if read > max_bytes:
            raise DocumentTooLarge
        yield chunk
