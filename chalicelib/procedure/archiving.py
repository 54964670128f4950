"""7 Registros: every version of every official record is kept three years, by date."""

from datetime import date
from urllib.parse import quote

from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.domain.records import OPERATIONAL_KINDS, RecordKind, retention_end
from chalicelib.ports import Archive


def archive_version(kind: str, record_id: str, revision: int, body: bytes, *, archive: Archive) -> str | None:
    """
    Keep one version of a record in the archive, for three calendar years to the end of the local day.

    Manual 7. Safe to repeat: the same version is kept once. `body` is the record's stored JSON.

    Returns:
        The key under which it is kept, `YYYY/MM/DD/<kind>/<id>/<revision>.json`; None for the machine's own marks.

    Raises:
        RecordIntegrityError: another content is kept as that version.
    """
    partition = partition_of(record_id)
    if partition == STATE_PARTITION or RecordKind(kind) in OPERATIONAL_KINDS:
        return None
    day = date.fromisoformat(partition)
    key = f"{day:%Y/%m/%d}/{kind}/{quote(record_id, safe='')}/{revision:06d}.json"
    archive.keep(key, body, retention_end(day))
    return key
