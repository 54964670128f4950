"""What a search for personal data hands on: where it saw something, what it was, and the text without it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.visible_text import as_read

BLANK = "¤"
"""Stands where something was recognised: no letter, no digit, no separator."""

_SHOWN_LETTERS = 2
_MOST_DOTS = 8
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class Sighting:
    """Something seen in a text: its kind, the datum without separators, and where it stands."""

    kind: str
    value: str
    start: int
    end: int


def plain(text: str) -> str:
    """Bring a text to what a reader sees, every dash a hyphen."""
    return as_read(text).translate(_DASHES)


def letters_and_digits(text: str) -> str:
    """Leave out the separators a datum is written with."""
    return re.sub(r"[\W_]", "", text)


def without(text: str, sightings: Iterable[Sighting]) -> str:
    """Blank what was seen already, so that one number is not two things. Nothing moves."""
    letters = list(text)
    for seen in sightings:
        letters[seen.start : seen.end] = BLANK * (seen.end - seen.start)
    return "".join(letters)


def masked(value: str) -> str:
    """Show a datum so that who knows the text knows which: at most its last two characters."""
    return "•" * min(max(len(value) - _SHOWN_LETTERS, 1), _MOST_DOTS) + value[-_SHOWN_LETTERS:]
