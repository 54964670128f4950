"""A table that a restore took back to an earlier moment, and what puts it right, in memory."""

from collections.abc import Iterable
from datetime import date

from chalicelib.adapters.records.codec import encode
from chalicelib.domain.ids import STATE_PARTITION
from chalicelib.domain.records import OPERATIONAL_KINDS, Record
from chalicelib.domain.retention import RetentionRule
from chalicelib.ports import Clock
from chalicelib.procedure.after_restoring import PutRight, RestoringPorts, put_right
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.disposing import DisposalPorts
from local.memory_records import InMemoryRecords
from tests.archived import Archived, rebuilding
from tests.disposal_town import shipped_rule
from tests.fakes import InMemoryNoticeFiles
from tests.fakes.disposal import InMemoryArchiveDisposal


def restored(then: Iterable[Record], folios: tuple[str, int] | None = None) -> InMemoryRecords:
    """Give a table as it was, with the counter of a day's folios."""
    table = InMemoryRecords()
    table.fill(list(then))
    if folios:
        table.restore_number(*folios)
    return table


def restoring_ports(town: Archived, table: InMemoryRecords, clock: Clock, since: date) -> RestoringPorts:
    """Give what putting a table right needs; disposals look at days from `since` on."""
    rule = RetentionRule(since, shipped_rule().series)
    return RestoringPorts(
        rebuilding(town, table, clock),
        DisposalPorts(table, table, InMemoryArchiveDisposal(clock), town.envelopes, rule, clock),
        DestroyingPorts(table, town.envelopes, town.archive, InMemoryNoticeFiles(clock.now), clock),
    )


def put_it_right(town: Archived, table: InMemoryRecords, clock: Clock, since: date = date(2026, 1, 1)) -> PutRight:
    """Put a table right."""
    return put_right(restoring_ports(town, table, clock, since))


def official_items(given: Iterable[Record]) -> dict[str, object]:
    """Give the official records as the table holds them, indexes too; `write_id` alone says which attempt stored one."""
    official = [one for one in given if one.kind not in OPERATIONAL_KINDS and one.partition != STATE_PARTITION]
    encoded = {record.id: dict(encode(record)) for record in official}
    for item in encoded.values():
        del item["write_id"]
    return dict(encoded)
