"""7: what bringing the table of records back from the archive needs from outside, and what it tells of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field

from chalicelib.domain.records import Record, RecordKind
from chalicelib.ports import ArchiveReader, Clock, Envelopes, RecordsToFill

Parse = Callable[[RecordKind, bytes], Record]
"""Makes a record of its stored JSON."""

YEARS = "2"
"""What the folders of the days begin with; proofs lie beside them."""

AT_ONCE = 10
"""How many objects are read at a time: as many connections as a client holds."""

TOGETHER = 500
"""How many records are in memory at a time."""


@dataclass(frozen=True)
class RebuildingPorts:
    """What rebuilding needs from outside."""

    archive: ArchiveReader
    envelopes: Envelopes
    table: RecordsToFill
    parse: Parse
    clock: Clock


@dataclass
class Rebuilt:
    """
    What was done, in records: stored; there already; of these brought forward from an older version; disposed of and not stored;
    without the text that nobody can open any more; and how many counters and bookmarks.

    `apart` are the ids of records that have two histories, so that a person has to look: the table's is left as it is.
    `evidence` are the ids that the archive knows of each kind by which later steps go: holds, pages of inventories, and
    cancellations. `returned` are the disposed that the table has again, at these revisions of their own history.
    """

    stored: int = 0
    known: int = 0
    forwarded: int = 0
    disposed: int = 0
    blank: int = 0
    counters: int = 0
    bookmarks: int = 0
    apart: list[str] = field(default_factory=list)
    returned: dict[str, int] = field(default_factory=dict)
    evidence: dict[RecordKind, list[str]] = field(default_factory=dict)
