"""The files: what the offices upload, what goes out, what is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class StoredFile:
    """Bytes that were stored: their key, the version that will never change, their SHA-256 (hex) and size."""

    key: str
    version_id: str
    sha256: str
    size_bytes: int


class IntakeFiles(Protocol):
    """What the offices uploaded."""

    def size(self, key: str, version_id: str) -> int:
        """Tell a version's size in bytes. Raises NotFoundError when it is gone."""
        ...

    def stored_at(self, key: str, version_id: str) -> datetime:
        """Tell when a version was stored, aware UTC, to the second. Raises NotFoundError when it is gone."""
        ...

    def read(self, key: str, version_id: str) -> bytes:
        """Give a version's bytes. Raises NotFoundError when it is gone."""
        ...

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Write a version's bytes to a file, whatever their size, a piece at a time. Raises NotFoundError when it is gone."""
        ...

    def versions(self, prefix: str, after: str = "") -> Iterable["ListedVersion"]:
        """Go through the newest version of every key under a prefix and after a key, deletions included, by key."""
        ...


@dataclass(frozen=True)
class ListedVersion:
    """The newest version of a key in the intake: which, when (aware UTC), and whether it is a deletion."""

    key: str
    version_id: str
    stored_at: datetime
    is_removal: bool


class MediaFiles(Protocol):
    """The renditions that go out, and the pictures that came inside a document."""

    def store(self, content: bytes, mime_type: str) -> StoredFile:
        """Keep bytes under their own SHA-256; storing them again is harmless."""
        ...

    def store_file(self, path: Path, mime_type: str) -> StoredFile:
        """Keep a file's bytes as `store` does, without holding them in memory."""
        ...

    def read(self, key: str, version_id: str) -> bytes:
        """Give a version's bytes. Raises NotFoundError when it is gone."""
        ...

    def download(self, key: str, version_id: str, into: Path) -> None:
        """Write a version's bytes to a file, whatever their size, a piece at a time. Raises NotFoundError when it is gone."""
        ...

    def public_url(self, key: str, version_id: str) -> str:
        """Give an address from which a network can fetch this very version for at least an hour."""
        ...
