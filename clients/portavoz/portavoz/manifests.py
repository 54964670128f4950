"""A manifest's file, read strictly: one content can be written in one way only, so that no byte of it changes unseen."""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

from . import verify_texts as texts
from .merkle import leaf_hash, root_of

MOST_BYTES = 64 * 1024 * 1024
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_KEY = re.compile(r"(?:[A-Za-z0-9!_.*'()~%@#+=,:-]+/)*[A-Za-z0-9!_.*'()~%@#+=,:-]+", re.ASCII)
_PLACE = re.compile(r"manifests/(\d{4}/\d{2}/\d{2})/(\d{6})\.json", re.ASCII)
_VERSION = 1


class MalformedError(Exception):
    """It is no manifest; the message is a Spanish sentence."""


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
    try:
        return (date.fromisoformat(found[1].replace("/", "-")), int(found[2])) if found else None
    except ValueError:
        return None


def parsed(content: bytes, *, has_objects: bool = True) -> Manifest:
    """
    Read a manifest's file; where only what it states counts, without its objects.

    Raises:
        MalformedError: it is none, or it is not written as Portavoz writes it.
    """
    if len(content) > MOST_BYTES:
        raise MalformedError(texts.LARGE_MANIFEST)
    try:
        found = json.loads(content.decode("ascii"))
        if _written(found) != content:
            raise MalformedError(texts.NOT_CANONICAL)
        return _manifest(found, content, found["leaves"] if has_objects else ())
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError) as exc:
        raise MalformedError(texts.UNREADABLE) from exc


def _written(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=True, allow_nan=False).encode()


def _manifest(found: Mapping[str, Any], content: bytes, lines: Iterable[Any]) -> Manifest:
    said = found["statement"]
    day = _day(said["day"])
    leaves = tuple(_leaf(*each) for each in lines)
    _check_leaves(leaves, day)
    if said["version"] != _VERSION or said.keys() != _STATEMENT or found.keys() != _FILE:
        raise MalformedError(texts.UNREADABLE)
    return Manifest(
        day=day,
        sequence=_number(said["sequence"]),
        root=_hex(said["root"]),
        count=_number(said["count"]),
        key_id=_hex(said["key_id"]),
        made_at=datetime.fromisoformat(said["made_at"]),
        previous=_link(said["previous"]) if said["previous"] is not None else None,
        supplements=tuple(map(_link, said["supplements"])),
        leaves=leaves,
        signed=_written(said),
        signature=_bytes(found["signature"]),
        time_stamp=_bytes(found["time_stamp"]) if found["time_stamp"] is not None else None,
        sha256=sha256(content).hexdigest(),
    )


_FILE = {"leaves", "signature", "statement", "time_stamp"}
_STATEMENT = {"count", "day", "key_id", "made_at", "previous", "root", "sequence", "supplements", "version"}


def _check_leaves(leaves: tuple[Leaf, ...], day: date) -> None:
    """Each object once, in order, and of that day: a name that leads elsewhere is never opened."""
    folder, keys = folder_of(day), [leaf.key for leaf in leaves]
    is_ordered = all(one < following for one, following in pairwise(keys))
    if not is_ordered or not all(key.startswith(folder) for key in keys):
        raise MalformedError(texts.NOT_OF_ITS_DAY)


def _leaf(key: object, digest: object, size: object) -> Leaf:
    if not isinstance(key, str) or not _KEY.fullmatch(key) or {".", ".."} & set(key.split("/")):
        raise MalformedError(texts.UNREADABLE)
    return Leaf(key, _hex(digest), _number(size))


def _link(found: Mapping[str, Any]) -> Link:
    day, sequence = _day(found["day"]), _number(found["sequence"])
    return Link(day, sequence, _hex(found["root"]), _hex(found["sha256"]))


def _day(found: str) -> date:
    day = date.fromisoformat(found)
    if day.isoformat() != found:
        raise ValueError(found)
    return day


def _hex(found: object) -> str:
    if not isinstance(found, str) or not _HEX.fullmatch(found):
        raise MalformedError(texts.UNREADABLE)
    return found


def _number(found: object) -> int:
    if type(found) is not int or found < 0:
        raise MalformedError(texts.UNREADABLE)
    return found


def _bytes(found: str) -> bytes:
    content = b64decode(found, validate=True)
    if b64encode(content).decode() != found:
        raise MalformedError(texts.NOT_CANONICAL)
    return content
