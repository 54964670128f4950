"""Where an export is read from: a folder or a ZIP. Nothing is ever unpacked, and nothing outside it is ever opened."""

import struct
import zipfile
import zlib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Protocol

from . import verify_texts as texts
from .errors import UnreadableError
from .folders import FolderSource
from .zips import ZipSource

DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, UnicodeError)
"""What reading one damaged file raises."""

_NO_ZIP = (*DAMAGED, ValueError, IndexError, struct.error)
"""What the list of a damaged ZIP raises: a version nobody knows, a name that is no UTF-8 or is empty, a field cut short."""


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
    except _NO_ZIP as exc:
        raise UnreadableError(texts.no_export(str(path))) from exc
