"""What disposal needs from outside: the only ports through which anything is ever deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.records import Record

MOST_AT_ONCE = 99
"""How many records one act of `RecordsDisposal` deletes at most: a transaction takes 100, and one is what it depends on."""


class RecordsDisposal(Protocol):
    """Deletes records for good."""

    def dispose(self, records: Sequence[Record], *, while_unmoved: Record) -> None:
        """
        Delete at most 99 records together, all or none: each at its revision, and while another record is at its own.

        Raises:
            RecordConflictError: one of them was changed or is gone, or the other one moved. Nothing was deleted.
        """
        ...


@dataclass(frozen=True)
class KeptVersion:
    """One version of an object of the archive; a removal is a deletion mark, which has no bytes."""

    key: str
    version_id: str
    is_removal: bool = False


class ArchiveDisposal(Protocol):
    """Deletes versions of the archive for good, where their lock is over; it never goes around a lock."""

    def versions(self, prefix: str) -> Iterable[KeptVersion]:
        """Go through every version of every key under a prefix, deletion marks included, by key."""
        ...

    def sha256(self, version: KeptVersion) -> str:
        """Give the SHA-256 (hex) that the store computed when it was kept. Raises NotFoundError when it is gone."""
        ...

    def read(self, version: KeptVersion) -> bytes:
        """Give the bytes of one version. Raises NotFoundError when it is gone."""
        ...

    def erase(self, version: KeptVersion) -> bool:
        """Delete one version. One that is gone is deleted; False when a lock or a legal hold still protects it."""
        ...

    def hold(self, version: KeptVersion) -> None:
        """Put a legal hold on a version, so that nobody erases it. One that is gone is left."""
        ...

    def release(self, version: KeptVersion) -> None:
        """Take the legal hold off a version. One that is gone is left."""
        ...
