"""What the table's stream does in a world: every version that was stored, told to the archive."""

from datetime import datetime
from typing import Protocol

from chalicelib.adapters.records.codec import parse
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.records import Record
from chalicelib.ports import Clock
from chalicelib.procedure.archiving import archive_version
from chalicelib.procedure.rebuilding_ports import RebuildingPorts
from local.memory_records import InMemoryRecords
from tests.fakes import InMemoryArchive, InMemoryEnvelopes


class Archived(Protocol):
    """Whoever has an archive and its envelopes."""

    archive: InMemoryArchive
    envelopes: InMemoryEnvelopes


def tell(town: Archived, record: Record, stored_at: datetime) -> None:
    """Tell the archive of one version."""
    archive_version(
        record.kind,
        record.id,
        record.revision,
        dump_json(record).encode(),
        stored_at=stored_at,
        archive=town.archive,
        envelopes=town.envelopes,
    )


def rebuilding(town: Archived, table: InMemoryRecords, clock: Clock) -> RebuildingPorts:
    """Give what rebuilding needs, in memory."""
    return RebuildingPorts(town.archive, town.envelopes, table, parse, clock)
