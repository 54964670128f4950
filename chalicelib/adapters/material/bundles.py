"""
A zip with files of an office, opened with everything it says of itself in doubt (I06, I07).

Names are labels and places are ours; sizes are counted as bytes come out; links, nested zips and unusual packing are refused
one by one. Structure: APPNOTE.TXT 6.3.
"""

import stat
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from chalicelib import texts_es
from chalicelib.adapters.directories import check_directory
from chalicelib.adapters.material.labels import is_litter, label_of
from chalicelib.domain.errors import InvalidInputError

MAX_ENTRIES = 200
MAX_DIRECTORY_BYTES = 1_000_000
MAX_RATIO = 200
"""How much more an entry may be than its packed bytes, once it is beyond a megabyte: text packs twentyfold at most."""

_CHUNK = 262_144
_ENCRYPTED = 0x1
_FREE_BYTES = 1_000_000
_FOREIGN = (
    ("xl/workbook.xml", texts_es.FILE_IS_A_PLAN),
    ("xl/workbook.bin", texts_es.FILE_IS_A_PLAN),
    ("ppt/presentation.xml", texts_es.FILE_PRESENTATION),
    ("Index/Document.iwa", texts_es.FILE_PAGES),
    ("META-INF/MANIFEST.MF", texts_es.FILE_PROGRAM),
    ("AndroidManifest.xml", texts_es.FILE_PROGRAM),
)
_DOCUMENTS = frozenset({"word/document.xml", "content.xml"})
_BROKEN_BY_SUFFIX = {".docx": texts_es.DOCX_BROKEN, ".odt": texts_es.ODT_BROKEN}
_ODT = b"application/vnd.oasis.opendocument.text"
_BROKEN = (
    BadZipFile,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What zipfile and zlib raise over bytes that are no zip, and over a password that nobody gave."""


@dataclass(frozen=True)
class Entry:
    """A file of a zip: what people see it called, and where it stands in the zip."""

    label: str
    info: ZipInfo
    is_twice: bool


class Bundle:
    """An open zip of an office's files."""

    def __init__(self, archive: ZipFile) -> None:
        """Take the open zip."""
        self._archive = archive

    @cached_property
    def entries(self) -> list[Entry]:
        """The files in it, by name: without folders, and without what systems leave behind."""
        infos = [info for info in self._archive.infolist() if not info.is_dir() and not is_litter(info.filename)]
        times = Counter(normalize("NFC", info.filename) for info in infos)
        ordered = sorted(infos, key=lambda info: (normalize("NFC", info.filename), info.header_offset))
        return [Entry(label_of(info.filename), info, times[normalize("NFC", info.filename)] > 1) for info in ordered]

    def extract(self, entry: Entry, into: Path, count: Callable[[int], None]) -> None:
        """
        Write an entry's bytes to a path of ours, each counted as it comes out.

        Raises:
            InvalidInputError: it is a link, encrypted, damaged, twice there, or far larger than it was packed.
        """
        info = entry.info
        _check_entry(entry)
        most = max(_FREE_BYTES, info.compress_size * MAX_RATIO)
        try:
            with self._archive.open(info) as stream, into.open("wb") as file:
                while chunk := stream.read(_CHUNK):
                    count(len(chunk))
                    if file.tell() + len(chunk) > most:
                        raise InvalidInputError(texts_es.ZIP_BOMB)
                    file.write(chunk)
        except _BROKEN as error:
            raise InvalidInputError(texts_es.ZIP_BROKEN) from error


@contextmanager
def open_bundle(file: Path) -> Iterator[Bundle]:
    """
    Open a zip for as long as its files are read.

    Raises:
        InvalidInputError: it is damaged, empty, or has too many entries.
    """
    with _opened(file) as archive:
        bundle = Bundle(archive)
        if not bundle.entries:
            raise InvalidInputError(texts_es.ZIP_EMPTY)
        if len(bundle.entries) > MAX_ENTRIES:
            raise InvalidInputError(texts_es.zip_too_many_entries(MAX_ENTRIES))
        yield bundle


def is_bundle(file: Path, name: str) -> bool:
    """
    Say whether a zip is a folder of files, and no document that is a zip inside.

    Raises:
        InvalidInputError: it is another program's document, or damaged: then its name says what it should have been.
    """
    with _opened(file, _BROKEN_BY_SUFFIX.get(PurePosixPath(name).suffix.casefold(), texts_es.ZIP_BROKEN)) as archive:
        names = {info.filename for info in archive.infolist()}
        for foreign, reason in _FOREIGN:
            if foreign in names:
                raise InvalidInputError(reason)
        if "mimetype" in names and not _names_a_text(archive):
            raise InvalidInputError(texts_es.FILE_OPEN_DOCUMENT)
        return not (names & _DOCUMENTS)


def _names_a_text(archive: ZipFile) -> bool:
    """OpenDocument says in a part of its own which of its kinds a file is."""
    try:
        with archive.open("mimetype") as stream:
            return stream.read(len(_ODT) + 1).strip() == _ODT
    except _BROKEN as error:
        raise InvalidInputError(texts_es.ZIP_BROKEN) from error


@contextmanager
def _opened(file: Path, broken: str = texts_es.ZIP_BROKEN) -> Iterator[ZipFile]:
    too_many = texts_es.zip_too_many_entries(MAX_ENTRIES)
    with file.open("rb") as content:
        check_directory(content, max_bytes=MAX_DIRECTORY_BYTES, reason=too_many)
        try:
            archive = ZipFile(content)
        except _BROKEN as error:
            raise InvalidInputError(broken) from error
        with archive:
            yield archive


def _check_entry(entry: Entry) -> None:
    info = entry.info
    if entry.is_twice:
        raise InvalidInputError(texts_es.ZIP_TWICE)
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        raise InvalidInputError(texts_es.ZIP_LINK)
    if info.flag_bits & _ENCRYPTED:
        raise InvalidInputError(texts_es.FILE_ENCRYPTED)
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise InvalidInputError(texts_es.ZIP_METHOD)
