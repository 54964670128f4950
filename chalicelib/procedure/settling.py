"""
4.4, 7: the figures of a day are settled before the first of its records is deleted, and from then on they stand (P7).

Settled is a day whose stored figures are of the very records that the table holds of it: nothing of it was left uncounted, nor
never closed. That is noted in the day's disposal, in one act with the marks of what changed: a change that is told, or a count
that begins, in between makes it fail, and the day is counted again. Whoever dies before that act has deleted nothing; after it,
nobody counts the day from what is left.
"""

from collections.abc import Sequence
from datetime import date

from chalicelib.domain import ids
from chalicelib.domain.changes import Changes, no_changes
from chalicelib.domain.day import Day, manifest_of
from chalicelib.domain.disposal import Disposal
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Record
from chalicelib.domain.service_times import CalendarOf
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.changing import marks_of
from chalicelib.procedure.recounting import close_day
from chalicelib.texts_es import retention as texts

_ATTEMPTS = 6


def settle_figures(disposal: Disposal, *, records: Records, calendar_of: CalendarOf, clock: Clock) -> Disposal:
    """
    Count what is uncounted of a disposal's day and have its figures stand. Safe to repeat.

    Returns:
        The disposal as stored: with `has_begun` its records may be deleted; without it the figures do not fit into the day's
        record, nothing may be deleted, and a person is told.

    Raises:
        RecordConflictError: the day's records kept changing; nothing may be deleted yet.
    """
    for _ in range(_ATTEMPTS):
        known = fetch(records, disposal.id, Disposal)
        if known.has_begun:
            return known
        # Before the records: what is told of them after this moves the marks.
        marks = marks_of(known.day, records) or no_changes(known.day, clock.now())
        if _is_counted(known.day, marks, records):
            if (settled := _settled(known, marks, records, clock)) is not None:
                return settled
        elif close_day(known.day, records=records, calendar_of=calendar_of, clock=clock).counted is None:
            return store(records, known.held_up(texts.figures_too_large(known.day), clock.now()))
    raise RecordConflictError(f"{disposal.id}: others kept changing the records of the day")


def _is_counted(day: date, marks: Changes, records: Records) -> bool:
    """Say whether the stored figures are final and of what the table holds now, also where the stream has not told it yet."""
    found = records.find(ids.day_id(day))
    if not isinstance(found, Day) or found.counted is None or not found.counted.is_final or marks.is_stale(day):
        return False
    return found.manifest == manifest_of(records.of_day(day))


def _settled(known: Disposal, marks: Changes, records: Records, clock: Clock) -> Disposal | None:
    insert: Sequence[Record] = [] if marks.revision else [marks]
    replace: Sequence[Record] = [known.settled(clock.now()), *([marks] if marks.revision else [])]
    try:
        stored = records.commit(insert=insert, replace=replace)
    except RecordConflictError:
        return None
    return next(record for record in stored if isinstance(record, Disposal))
