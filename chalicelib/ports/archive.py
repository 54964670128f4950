"""The three-year archive (manual 7): what is kept, create only, and how it is read again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.ports.files import StoredFile


class Archive(Protocol):
    """The three-year archive: create only."""

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        """
        Keep an object until an instant. Keeping the same object again is harmless.

        Raises:
            RecordIntegrityError: another content is kept under that key.
        """
        ...


@dataclass(frozen=True)
class ArchivedObject:
    """An object of the archive: its key, the SHA-256 (hex) of its bytes and their size."""

    key: str
    sha256: str
    size_bytes: int


class MediaArchive(Protocol):
    """What went out, kept in the archive beside the records: copied where it lies, whatever its size."""

    def keep_copy(self, source: StoredFile, key: str, retain_until: datetime) -> None:
        """
        Keep a copy of a medium until an instant, if it is what its SHA-256 says. Keeping it again is harmless.

        Raises:
            NotFoundError: the medium is gone.
            RecordIntegrityError: it is other bytes, or other bytes are kept under that key.
        """
        ...


class ArchiveReader(Protocol):
    """
    The archive as it was kept: of every key, the first object ever stored under it.

    What was put over a key later, and a deletion mark, hide nothing and change nothing of what is read here (R06); only what was
    disposed of by an act is gone.
    """

    def keys(self, prefix: str, after: str = "") -> Iterable[str]:
        """Go through the keys under a prefix and after a key, in the order of their UTF-8 bytes."""
        ...

    def listed(self, prefix: str) -> Iterable[ArchivedObject]:
        """Go through the objects under a prefix, by key, with the hashes that the store itself computed when they were kept."""
        ...

    def read(self, key: str) -> bytes:
        """Give an object's bytes. Raises NotFoundError when nothing is kept under the key."""
        ...
