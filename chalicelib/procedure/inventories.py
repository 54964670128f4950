"""7: what the inventories of disposal say: what is gone, and to what it belonged. They are kept for ever."""

from collections.abc import Iterable, Iterator
from datetime import date

from chalicelib.domain.belonging import Marks
from chalicelib.domain.disposal import Disposal, DisposalPage, gone_names
from chalicelib.domain.ids import STATE_PARTITION, disposal_id, partition_of
from chalicelib.ports import Records


def pages_of(day: date, records: Records) -> Iterator[DisposalPage]:
    """Go through the pages of every list of a day, executed or not, in order."""
    disposal = records.find(disposal_id(day))
    for made in disposal.lists if isinstance(disposal, Disposal) else ():
        for page_id in made.pages:
            page = records.find(page_id)
            if isinstance(page, DisposalPage):
                yield page


def days_disposed_of(days: Iterable[date], records: Records) -> set[date]:
    """Tell of which days something was ordered to be deleted: their figures cannot be counted anew."""
    found = records.find_each([disposal_id(day) for day in days])
    return {one.day for one in found.values() if isinstance(one, Disposal) and one.has_begun}


def disposed_of(day: date, records: Records) -> frozenset[str]:
    """
    Give what of a day was disposed of: ids of records and keys of the archive.

    A restore or a rebuild brings back nothing of it (R05).
    """
    return gone_names(pages_of(day, records))


def marks_of_gone(record_id: str, records: Records) -> Marks | None:
    """Give what a record belonged to that is on an inventory; None when it is on none."""
    partition = partition_of(record_id)
    if partition == STATE_PARTITION:
        return None
    for page in pages_of(date.fromisoformat(partition), records):
        for entry in page.entries:
            if entry.name == record_id:
                return entry.marks
    return None
