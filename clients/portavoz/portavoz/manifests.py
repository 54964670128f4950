"""A manifest: what it says, and where it has its place in an export."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from .merkle import leaf_hash, root_of

YEARS = range(2000, 3000)
"""The years that an archive can have: a day in another one is nobody's, and there is always a day before and after."""

_PLACE = re.compile(r"manifests/(\d{4}/\d{2}/\d{2})/(\d{6})\.json", re.ASCII)


class Leaf(NamedTuple):
    """One object: its key, the SHA-256 of its bytes, and how many they are."""

    key: str
    sha256: str
    size: int

    def hashed(self) -> bytes:
        """Give the leaf's hash, over the line `<sha256> <size> <key>`."""
        return leaf_hash(f"{self.sha256} {self.size} {self.key}".encode())


@dataclass(frozen=True)
class Link:
    """Another manifest, named to the byte."""

    day: date
    sequence: int
    root: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """One manifest: what was signed (`signed`, the exact bytes), what it says, and its objects."""

    day: date
    sequence: int
    root: str
    count: int
    key_id: str
    made_at: datetime
    previous: Link | None
    supplements: tuple[Link, ...]
    leaves: tuple[Leaf, ...]
    signed: bytes
    signature: bytes
    time_stamp: bytes | None
    sha256: str

    @property
    def has_its_root(self) -> bool:
        """Say whether the objects give the root that was signed."""
        return self.count == len(self.leaves) and root_of([leaf.hashed() for leaf in self.leaves]).hex() == self.root


def folder_of(day: date) -> str:
    """Name the folder of a day, as it stands below `objects/` and `manifests/`."""
    return f"{day:%Y/%m/%d}/"


def name_of(day: date, sequence: int) -> str:
    """Name a manifest in the export."""
    return f"manifests/{folder_of(day)}{sequence:06d}.json"


def place_of(name: str) -> tuple[date, int] | None:
    """Tell of which day and sequence a manifest is, by its name."""
    found = _PLACE.fullmatch(name)
    day = day_named(found[1]) if found else None
    return (day, int(found[2])) if found and day else None


def day_named(folder: str) -> date | None:
    """Read `2026/11/23`; None where that is no day of an archive."""
    try:
        day = date.fromisoformat(folder.replace("/", "-"))
    except ValueError:
        return None
    return day if day.year in YEARS else None
