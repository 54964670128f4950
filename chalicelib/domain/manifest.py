"""
The manifest of a day: what the archive kept under it, proven by one root, chained to the day before, and signed (manual 7).

    manifests/2026/11/23/000000.json    the day's own; its `previous` is the own manifest of the day before
    manifests/2026/11/23/000001.json    objects that came later into the same day's folder; its `previous` is 000000 of that day

There is one chain, of the days' own manifests. A later one hangs from its day, and the next day's own manifest that is made
names it among its `supplements`. Thus every manifest has one place, decided by its key alone, and the chain cannot fork.

The file is JSON in ASCII without spaces, names in alphabetical order. What is signed are the exact bytes of `statement`.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, NonNegativeInt

from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.json_text import dump_json, load_json
from chalicelib.domain.merkle import leaf_hash, root_of

FOLDER = "manifests/"
KEYS_FOLDER = "keys/"
MOST_LEAVES = 50_000
"""The most objects in one manifest: what a day has beyond them goes into the next, of the same day (7 MB of JSON each)."""

Sha256Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_KEY = re.compile(r"manifests/(\d{4})/(\d{2})/(\d{2})/(\d{6})\.json", re.ASCII)


class Leaf(NamedTuple):
    """One object of the archive: its key, the SHA-256 of its bytes, and how many they are."""

    key: str
    sha256: str
    size_bytes: int

    def hashed(self) -> bytes:
        """Give the leaf's hash: over the line `<sha256> <size> <key>`, without an end of line."""
        return leaf_hash(f"{self.sha256} {self.size_bytes} {self.key}".encode())


class Link(BaseModel):
    """Another manifest: which, its root, and the SHA-256 of its file, to the byte."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    day: date
    root: Sha256Hex
    sequence: NonNegativeInt
    sha256: Sha256Hex


class Statement(BaseModel):
    """What is signed. `key_id` is the SHA-256 of the public key (DER, SubjectPublicKeyInfo): the key proves its own name."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    count: NonNegativeInt
    day: date
    key_id: Sha256Hex
    made_at: AwareDatetime
    previous: Link | None
    root: Sha256Hex
    sequence: NonNegativeInt
    supplements: tuple[Link, ...] = ()
    version: Literal[1] = 1

    def signed_bytes(self) -> bytes:
        """Give the bytes that are signed (ECDSA over P-256 with SHA-256)."""
        return dump_json(self).encode("ascii")


class Manifest(BaseModel):
    """A manifest as it is kept: the objects by key, the statement, its signature and the time stamp over that, in base64."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    leaves: tuple[Leaf, ...]
    signature: str
    statement: Statement
    time_stamp: str | None = None

    def file_bytes(self) -> bytes:
        """Give the file as it is kept."""
        return dump_json(self).encode("ascii")


class KeptManifest(NamedTuple):
    """A manifest without its leaves, and the SHA-256 of its file."""

    statement: Statement
    sha256: str

    @property
    def link(self) -> Link:
        """Name it for the one that follows."""
        told = self.statement
        return Link(day=told.day, root=told.root, sequence=told.sequence, sha256=self.sha256)


def root_hex(leaves: Iterable[Leaf]) -> str:
    """Give the root over objects that are already in order, as hexadecimal."""
    return root_of(leaf.hashed() for leaf in leaves).hex()


def sealed(leaves: Iterable[Leaf], statement: Statement, signature: bytes, time_stamp: bytes | None) -> Manifest:
    """Put a manifest together."""
    return Manifest(
        leaves=tuple(leaves),
        signature=b64encode(signature).decode("ascii"),
        statement=statement,
        time_stamp=b64encode(time_stamp).decode("ascii") if time_stamp else None,
    )


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest's file. Raises pydantic's ValidationError when it is none."""
    return load_json(Manifest, content.decode("ascii", "replace"))


def signature_of(manifest: Manifest) -> bytes:
    """Give the signature (DER)."""
    return b64decode(manifest.signature)


def kept(content: bytes) -> KeptManifest:
    """Read what of a manifest's file the next one needs."""
    return KeptManifest(read_manifest(content).statement, sha256_hex(content))


def day_folder(day: date) -> str:
    """Name the folder of a day in the archive."""
    return f"{day:%Y/%m/%d}/"


def manifest_key(day: date, sequence: int) -> str:
    """Name a manifest in the archive."""
    return f"{FOLDER}{day_folder(day)}{sequence:06d}.json"


def public_key_name(key_id: str) -> str:
    """Name a public key in the archive."""
    return f"{KEYS_FOLDER}{key_id}.pem"


def place_of(key: str) -> tuple[date, int] | None:
    """Tell of which day and sequence a manifest is, by its key; None for what is no manifest's key."""
    found = _KEY.fullmatch(key)
    if not found:
        return None
    year, month, day, sequence = map(int, found.groups())
    try:
        return date(year, month, day), sequence
    except ValueError:
        return None
