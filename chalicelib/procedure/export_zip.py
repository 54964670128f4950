"""
A ZIP that is written in one go, in bounded memory, and is the same to the byte for the same content.

Names in the order given, times of the day it is about, nothing of the machine. What is large goes through piece by piece (ZIP64).
"""

import hashlib
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import IO, cast

from chalicelib.ports.exporting import Sink

_PACKED_ALREADY = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".mov", ".zip")
_READABLE = 0o644
_REGULAR = 0o100000


class HashingSink:
    """Passes on what is written, and knows its SHA-256 and its bytes."""

    def __init__(self, behind: Sink) -> None:
        self._behind = behind
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def write(self, content: bytes) -> int:
        """Take some bytes."""
        self._hash.update(content)
        self.size_bytes += len(content)
        return self._behind.write(content)

    def flush(self) -> None:
        """Pass it on."""
        self._behind.flush()

    @property
    def sha256(self) -> str:
        """Give the SHA-256 (hex) of all that was written."""
        return self._hash.hexdigest()


class SteadyZip:
    """One ZIP under way. Close it to write its directory."""

    def __init__(self, into: Sink, day: date) -> None:
        self._zip = zipfile.ZipFile(cast("IO[bytes]", into), "w", allowZip64=True)
        self._time = (day.year, day.month, day.day, 0, 0, 0)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a file by its name, of any size."""
        with self._zip.open(self._entry(name), "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)

    def close(self) -> None:
        """Write the directory."""
        self._zip.close()

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self._time)
        entry.create_system = 3
        entry.external_attr = (_REGULAR | _READABLE) << 16
        is_packed = name.lower().endswith(_PACKED_ALREADY)
        entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        return entry
