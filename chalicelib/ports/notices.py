"""What networks tell by themselves."""

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


class NoticeFiles(Protocol):
    """The notices as they came, to the byte."""

    def keep(self, body: bytes, retain_until: datetime) -> str:
        """Keep a notice until an instant, and give its name, made of its own bytes: keeping it again is harmless."""
        ...

    def read(self, name: str) -> bytes:
        """
        Give the bytes of a notice by its name.

        Raises:
            NotFoundError: there is none under that name.
            RecordIntegrityError: what lies there is not what the name says.
        """
        ...
