"""
4.4, 7: which closed days changed, so that no report takes figures that no longer hold (P7).

One read for each month that a batch of changes touches, and one write where a day changes for the first time since its close.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.changes import Changes, no_changes
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import OPERATIONAL_KINDS, RecordKind
from chalicelib.ports import Clock, Records

_OF_DISPOSAL = {RecordKind.DISPOSAL, RecordKind.DISPOSAL_PAGE}

NOT_COUNTED = (OPERATIONAL_KINDS | _OF_DISPOSAL | {RecordKind.DAY}) - {RecordKind.READING}
"""What no figure is made of. A bookmark in comments carries the network's own count: it is counted."""

_ATTEMPTS = 8


def note_changes(stored: Iterable[tuple[str, str]], *, records: Records, clock: Clock) -> set[date]:
    """
    Note the days before today of which records were stored; `stored` are kinds and ids. Safe to repeat.

    Returns:
        The days that had not been noted yet.

    Raises:
        RecordConflictError: others kept noting; nothing is lost when it is called again.
    """
    today = local_day(clock.now())
    by_month: dict[str, set[date]] = defaultdict(set)
    for kind, record_id in stored:
        partition = ids.partition_of(record_id)
        if partition != ids.STATE_PARTITION and kind not in NOT_COUNTED and partition < today.isoformat():
            day = date.fromisoformat(partition)
            by_month[ids.changes_id(day)].add(day)
    return {day for days in by_month.values() for day in _note(days, records, clock)}


def _note(days: set[date], records: Records, clock: Clock) -> set[date]:
    new: set[date] = set()

    def noted(changes: Changes, now: datetime) -> Changes:
        nonlocal new
        new = {day for day in days if changes.days.get(day) != ""}
        return changes.noted(days, now)

    change_marks(min(days), noted, records=records, clock=clock)
    return new


def change_marks(
    day: date, change: Callable[[Changes, datetime], Changes], *, records: Records, clock: Clock
) -> Changes:
    """
    Change the mark of a day's month; where nothing changes, nothing is written. Gives it as stored.

    Raises:
        RecordConflictError: others kept changing it.
    """
    for _ in range(_ATTEMPTS):
        now = clock.now()
        known = marks_of(day, records) or no_changes(day, now)
        changed = change(known, now)
        if changed == known:
            return known
        try:
            stored = records.commit(replace=[changed]) if known.revision else records.commit(insert=[changed])
        except RecordConflictError:
            continue
        return _changes(stored[0]) or changed
    raise RecordConflictError(texts_es.CONFLICT)


def marks_of(day: date, records: Records) -> Changes | None:
    """Give the mark of a day's month; None where no closed day of it ever changed."""
    return _changes(records.find(ids.changes_id(day)))


def _changes(record: object) -> Changes | None:
    return record if isinstance(record, Changes) else None
