"""
7 Registros: every version of every official record is kept three years, under the day on which it was stored.

A day's folder is complete once the day is over and the stream has told it, whichever day the record itself is of (R03). A table
that a restore took back stores other contents under revisions that are in the archive already: each is kept, under a name of its
own and sealed with a key of its own (R05).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, unquote

from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.domain.records import OPERATIONAL_KINDS, RecordKind, retention_end
from chalicelib.ports import Archive, Envelopes
from chalicelib.procedure.enveloping import MOST_CONTENTS, envelope_name, revision_name, seal


@dataclass(frozen=True)
class KeptVersion:
    """
    Which version of which record an object of the archive is, and on which local day it was stored.

    `content` is 1, or more where the revision was stored again with another content after a restore of the table.
    """

    day: date
    kind: RecordKind
    record_id: str
    revision: int
    content: int = 1

    @property
    def key(self) -> str:
        """The object's key, `YYYY/MM/DD/<kind>/<id>/<revision>.json`; a further content's ends in `<revision>-2.json`."""
        number = revision_name(self.revision, self.content)
        return f"{self.day:%Y/%m/%d}/{self.kind}/{quote(self.record_id, safe='')}/{number}.json"

    @property
    def envelope(self) -> str:
        """The name of the key that seals it."""
        return envelope_name(self.kind, quote(self.record_id, safe=""), self.revision, self.content)


def archive_version(
    kind: str,
    record_id: str,
    revision: int,
    body: bytes,
    *,
    stored_at: datetime,
    archive: Archive,
    envelopes: Envelopes,
) -> str | None:
    """
    Keep one version of a record in the archive, for three calendar years to the end of the local day on which it was stored.

    Manual 7. Safe to repeat: the same version of the same instant is kept once. `body` is the record's stored JSON. What a
    citizen wrote is sealed; its key is stored before the object, so that nothing is ever kept that nobody can open (R09).

    Returns:
        The key under which it is kept, `YYYY/MM/DD/<kind>/<id>/<revision>.json`, or where another content has that place
        `…/<revision>-2.json` and on; None for the machine's own marks.

    Raises:
        RecordIntegrityError: that revision has four other contents already.
    """
    if partition_of(record_id) == STATE_PARTITION or RecordKind(kind) in OPERATIONAL_KINDS:
        return None
    day = local_day(stored_at)
    for content in range(1, MOST_CONTENTS + 1):
        version = KeptVersion(day, RecordKind(kind), record_id, revision, content)
        if _is_kept(version, body, archive, envelopes):
            return version.key
    raise RecordIntegrityError(f"{record_id}: revision {revision} has {MOST_CONTENTS} other contents in the archive")


def _is_kept(version: KeptVersion, body: bytes, archive: Archive, envelopes: Envelopes) -> bool:
    """Keep a version under its own name; False where another content has it, its key or its place."""
    try:
        content, has_text = seal(version.kind, version.envelope, body, envelopes)
    except RecordIntegrityError:
        # A pad that sealed two texts would tell both to whoever lays one over the other.
        return False
    try:
        archive.keep(version.key, content, retention_end(version.day))
    except RecordIntegrityError:
        # Told once more after its text was cancelled: what was kept then, under its key, stands.
        return not has_text
    return True


def version_of(key: str) -> KeptVersion | None:
    """Tell which version an object of the archive is by its key; None for what is no version: an answer, a notice, a proof."""
    parts = key.removesuffix(".json").split("/")
    if len(parts) != _PARTS or not key.endswith(".json") or parts[3] not in set(RecordKind):
        return None
    number = _REVISION.fullmatch(parts[5])
    if number is None:
        return None
    try:
        day = date(*map(int, parts[:3]))
    except ValueError:
        return None
    return KeptVersion(day, RecordKind(parts[3]), unquote(parts[4]), int(number[1]), int(number[2] or 1))


_PARTS = 6
_REVISION = re.compile(r"([0-9]{1,12})(?:-([2-9]))?")
