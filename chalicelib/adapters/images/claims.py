"""What a file claims to be, in its own header; nothing is decoded, and no library is asked (I10)."""

from collections.abc import Sequence
from dataclasses import dataclass

Size = tuple[int, int]


class CrookedHeaderError(Exception):
    """The header is broken, or claims what no camera or scanner writes."""


@dataclass(frozen=True)
class Claim:
    """The size in pixels as it is stored, how many frames or pages, and the pieces that decoding takes at once."""

    size: Size
    frames: int = 1
    pieces: Sequence[Size] = ()

    @property
    def most_pixels(self) -> int:
        """Give the pixels of the largest thing that must be held in memory."""
        return max(width * height for width, height in (self.size, *self.pieces))
