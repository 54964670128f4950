"""What networks tell by themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class NoticeGate(Protocol):
    """
    Knows who really speaks for a network. Neither method tells, by how long it takes, how near a forgery came.

    Both raise CredentialsRejectedError while nobody entered what to compare with.
    """

    def may_subscribe(self, token: str) -> bool:
        """Say whether who sets up the notices knows the word agreed upon."""
        ...

    def is_genuine(self, body: bytes, signature: str) -> bool:
        """Say whether the network itself signed exactly these bytes."""
        ...


@dataclass(frozen=True)
class LandedNotice:
    """
    A notice that is not in the archive yet.

    `received_at` (UTC, whole seconds) is when it first came, and `mark` (32 hex digits, by chance) what the archive is to call
    it: both are decided when it lands, so that whoever works on it again does the same.
    """

    body: bytes
    received_at: datetime
    mark: str


class NoticeFiles(Protocol):
    """Where the notices land as they came, to the byte, until the archive has them. No words of a citizen stay there."""

    def keep(self, body: bytes) -> str:
        """Keep a notice, and give its name, made of its own bytes. What came before is left as it is, archived or not."""
        ...

    def read(self, name: str) -> LandedNotice | None:
        """
        Give a notice by its name; None where it was cleared.

        Raises:
            NotFoundError: there is none under that name.
            RecordIntegrityError: what lies there is not what the name says.
        """
        ...

    def clear(self, name: str) -> None:
        """Destroy what lies under a name, and leave its place taken for some days: what comes again is known. Safe to repeat."""
        ...

    def left(self, before: datetime) -> Iterable[str]:
        """Go through the names of what landed before an instant and was not cleared."""
        ...
