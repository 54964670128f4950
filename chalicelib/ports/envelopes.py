"""The keys of sealed texts, apart from the archive: a text can be destroyed where its proof cannot (manual 7, R13)."""

from typing import Protocol


class Envelopes(Protocol):
    """
    One random key for each sealed text, as long as the text, by name. Nothing else holds it.

    A key is made once and never replaced by another; it can only be destroyed, and then none is made under its name again as long
    as what it sealed is there.
    """

    def key(self, name: str, new: bytes) -> bytes | None:
        """Give the key of a name: the one there is, or `new`, which is stored first; None where it was destroyed."""
        ...

    def find(self, name: str) -> bytes | None:
        """Give the key there is; None where it was destroyed, or never made."""
        ...

    def destroy(self, name: str) -> None:
        """Destroy a key for good, made or not. Safe to repeat."""
        ...

    def discard(self, name: str) -> None:
        """Take a key away with its place, whether it was destroyed or not: what it opened is gone. Safe to repeat."""
        ...
