"""What exporting records needs from outside: the archive's files, whatever their size, and a place for the copies."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class KeptFile:
    """An object of the archive: its key, the version that was kept first, and its bytes."""

    key: str
    version_id: str
    size_bytes: int


class ArchiveFiles(Protocol):
    """The archive as it was kept, listed with sizes: of every key the first version, as `ArchiveReader` reads it."""

    def files(self, prefix: str) -> Iterable[KeptFile]:
        """Go through the objects under a prefix, by key."""
        ...

    def read(self, file: KeptFile) -> bytes:
        """Give an object's bytes. Safe from several threads at once. Raises NotFoundError when it is gone."""
        ...

    def download(self, file: KeptFile, into: Path) -> None:
        """Write an object's bytes to a file, a piece at a time. Raises NotFoundError when it is gone."""
        ...


class Sink(Protocol):
    """Where bytes are written, one after the other; there is no way back."""

    def write(self, content: bytes) -> int:
        """Take some bytes, and say how many."""
        ...

    def flush(self) -> None:
        """Do nothing: what is not written yet is written at the end."""
        ...


class ExportFiles(Protocol):
    """The copies that exports make. They are deleted after a week."""

    def writing(self, key: str) -> AbstractContextManager[Sink]:
        """Write a file of any size, in bounded memory. It is there once the block ends well, whole, and else not at all."""
        ...

    def link(self, key: str, name: str) -> str:
        """Give an address from which a file can be fetched for an hour, under a name."""
        ...

    def secret(self, export_id: str) -> bytes:
        """Give the random key of an export, the same until it is forgotten."""
        ...

    def forget_secret(self, export_id: str) -> None:
        """Destroy the random key of an export. Forgetting it again is harmless."""
        ...


def export_key(export_id: str, day: date) -> str:
    """Name the file of a day of an export."""
    return f"exports/{export_id}/{day.isoformat()}.zip"
