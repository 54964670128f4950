"""
7 Registros: every version of every official record is kept three years, under the day on which it was stored.

A day's folder is complete once the day is over and the stream has told it, whichever day the record itself is of (R03).
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, unquote

from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.domain.records import OPERATIONAL_KINDS, RecordKind, retention_end
from chalicelib.ports import Archive, Envelopes
from chalicelib.procedure.enveloping import envelope_name, seal


@dataclass(frozen=True)
class KeptVersion:
    """Which version of which record an object of the archive is, and on which local day it was stored."""

    day: date
    kind: RecordKind
    record_id: str
    revision: int

    @property
    def key(self) -> str:
        """The object's key, `YYYY/MM/DD/<kind>/<id>/<revision>.json`."""
        return f"{self.day:%Y/%m/%d}/{self.kind}/{quote(self.record_id, safe='')}/{self.revision:06d}.json"

    @property
    def envelope(self) -> str:
        """The name of the key that seals it."""
        return envelope_name(self.kind, quote(self.record_id, safe=""), self.revision)


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
        The key under which it is kept, `YYYY/MM/DD/<kind>/<id>/<revision>.json`; None for the machine's own marks.

    Raises:
        RecordIntegrityError: another content is kept as that version.
    """
    if partition_of(record_id) == STATE_PARTITION or RecordKind(kind) in OPERATIONAL_KINDS:
        return None
    version = KeptVersion(local_day(stored_at), RecordKind(kind), record_id, revision)
    content, has_text = seal(version.kind, version.envelope, body, envelopes)
    try:
        archive.keep(version.key, content, retention_end(version.day))
    except RecordIntegrityError:
        # Told once more after its text was cancelled: what was kept then, under its key, stands.
        if has_text:
            raise
    return version.key


def version_of(key: str) -> KeptVersion | None:
    """Tell which version an object of the archive is by its key; None for what is no version: an answer, a notice, a proof."""
    parts = key.removesuffix(".json").split("/")
    if len(parts) != _PARTS or not key.endswith(".json") or parts[3] not in set(RecordKind) or not parts[5].isdecimal():
        return None
    try:
        day = date(*map(int, parts[:3]))
    except ValueError:
        return None
    return KeptVersion(day, RecordKind(parts[3]), unquote(parts[4]), int(parts[5]))


_PARTS = 6
