"""Where an export is read from: a folder or a ZIP. Nothing is ever unpacked, and nothing outside it is ever opened."""

import os
import re
import stat
import zipfile
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, Protocol

from . import verify_texts as texts
from .errors import UnreadableError

DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What reading one damaged file raises."""

MOST_ENTRIES = 5_000_000
LARGE_BYTES = 64 * 1024 * 1024
MOST_RATIO = 200
"""A file larger than that and more compressed than that is no record: JSON takes a tenth of its size, a photograph all of it."""

_AFTER_SLASH = "0"
"""The character that follows `/`: with it begins what comes after a whole folder."""

_ENCRYPTED = 0x1
_PLAIN_NAME = re.compile(r"[^/\\:\x00-\x1f]+(?:/[^/\\:\x00-\x1f]+)*")


class Source(Protocol):
    """An export: files by name, such as `objects/2026/11/23/…`."""

    def names(self, folder: str) -> list[str]:
        """Give the names of all files below a folder (`objects/2026/11/23/`), in order."""
        ...

    def inside(self, folder: str) -> tuple[list[str], list[str]]:
        """Give the names of the folders and of the files directly in a folder (`""` is the export itself), in order."""
        ...

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file that `names` gave, for reading."""
        ...


def source_of(path: Path) -> Source:
    """
    Open an export.

    Raises:
        UnreadableError: it is not there, is no export, or is made to do harm.
    """
    if path.is_dir():
        return FolderSource(path)
    try:
        return ZipSource(path)
    except (OSError, zipfile.BadZipFile) as exc:
        raise UnreadableError(texts.no_export(str(path))) from exc


class FolderSource:
    """A folder. A link in it is refused: it may lead out of it."""

    def __init__(self, root: Path) -> None:
        # Of very many files, a Path for each would take as long as reading it.
        self._root = str(root)

    def names(self, folder: str) -> list[str]:
        """Give the names of all files below a folder, in order."""
        return sorted(self._below(folder))

    def inside(self, folder: str) -> tuple[list[str], list[str]]:
        """Give the names of the folders and of the files directly in a folder, in order."""
        entries = sorted(self._entries(folder))
        return [name for name, is_folder in entries if is_folder], [
            name for name, is_folder in entries if not is_folder
        ]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file for reading."""
        with open(f"{self._root}/{name}", "rb") as file:  # noqa: PTH123 - see above
            yield file

    def _below(self, folder: str) -> Iterator[str]:
        for name, is_folder in self._entries(folder):
            if is_folder:
                yield from self._below(f"{folder}{name}/")
            else:
                yield folder + name

    def _entries(self, folder: str) -> list[tuple[str, bool]]:
        try:
            with os.scandir(f"{self._root}/{folder}") as entries:
                found = [
                    (entry.name, entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False))
                    for entry in entries
                ]
        except (FileNotFoundError, NotADirectoryError):
            return []
        for name, is_folder, is_file in found:
            if not is_folder and not is_file:
                raise UnreadableError(texts.leads_out(folder + name))
        return [(name, is_folder) for name, is_folder, _ in found]


class ZipSource:
    """A ZIP, held open. What is made to deceive or to fill a disk is refused as a whole."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        for entry in entries:
            _check(entry)
        self._names = sorted(entry.filename for entry in entries)
        if len(entries) > MOST_ENTRIES:
            raise UnreadableError(texts.TOO_MANY)
        for name, following in pairwise(self._names):
            if name == following:
                raise UnreadableError(texts.twice(name))

    def names(self, folder: str) -> list[str]:
        """Give the names of all files below a folder, in order."""
        end = folder.removesuffix("/") + _AFTER_SLASH
        return self._names[bisect_left(self._names, folder) : bisect_left(self._names, end)]

    def inside(self, folder: str) -> tuple[list[str], list[str]]:
        """Give the names of the folders and of the files directly in a folder, in order."""
        folders: list[str] = []
        files: list[str] = []
        at = bisect_left(self._names, folder)
        while at < len(self._names) and self._names[at].startswith(folder):
            name, slash, _ = self._names[at][len(folder) :].partition("/")
            (folders if slash else files).append(name)
            at = bisect_left(self._names, f"{folder}{name}{_AFTER_SLASH}") if slash else at + 1
        return folders, files

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file for reading."""
        with self._zip.open(name) as file:
            yield file


def _check(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename
    if not _PLAIN_NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
        raise UnreadableError(texts.leads_out(name))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableError(texts.leads_out(name))
    if entry.flag_bits & _ENCRYPTED:
        raise UnreadableError(texts.encrypted(name))
    if entry.file_size > LARGE_BYTES and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        raise UnreadableError(texts.bomb(name))
