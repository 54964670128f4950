"""
4.4, 7: a day is counted from its records and its figures stored, so that what changes meanwhile is never passed over (P7).

First the day is marked as being counted; the figures are stored together with taking the mark away, and only if it is still
there. A change that comes in between takes it away, and the day is counted again. Who dies in between leaves a mark, and the
night's work finds it.
"""

from collections.abc import Sequence
from datetime import date

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.day import Day, close
from chalicelib.domain.disposal import Disposal
from chalicelib.domain.errors import RecordConflictError, RejectedByServiceError
from chalicelib.domain.records import Record
from chalicelib.domain.service_times import CalendarOf, usual_calendar
from chalicelib.ports import Clock, Records
from chalicelib.procedure.changing import change_marks, marks_of

TOO_LARGE = "record_too_large"
_ATTEMPTS = 4


def close_day(day: date, *, records: Records, calendar_of: CalendarOf = usual_calendar, clock: Clock) -> Day:
    """
    Close a day: its figures and the manifest of its records.

    Manual 4.4, 7. Safe to run twice, late or twice at the same time: the figures are folded anew and stored as the next revision
    where they differ; once they were settled for the day's disposal they stand. A day whose figures in full do not fit into its
    record is closed without them, and counted by each report.

    Raises:
        RecordConflictError: its records kept changing; it stays marked, and the next night closes it.
    """
    for _ in range(_ATTEMPTS):
        mark = change_marks(day, lambda known, now: known.begun(day, now), records=records, clock=clock).days[day]
        found = records.find(ids.day_id(day))
        previous = found if isinstance(found, Day) else None
        closed = close(ids.day_id(day), records.of_day(day), clock.now(), previous, calendar_of)
        # After the records were read: as long as they are not settled, nothing was deleted yet either.
        if previous is not None and _is_disposed_of(day, records):
            closed = previous
        stored = _store_fitting(closed, previous, mark, records, clock)
        if stored is not None:
            return stored
    raise RecordConflictError(texts_es.CONFLICT)


def _is_disposed_of(day: date, records: Records) -> bool:
    disposal = records.find(ids.disposal_id(day))
    return isinstance(disposal, Disposal) and disposal.has_begun


def _store_fitting(closed: Day, previous: Day | None, mark: str, records: Records, clock: Clock) -> Day | None:
    try:
        return _store(closed, previous, mark, records, clock)
    except RejectedByServiceError as error:
        if error.code != TOO_LARGE or closed.counted is None:
            raise
        return _store(closed.evolve(counted=None), previous, mark, records, clock)


def _store(closed: Day, previous: Day | None, mark: str, records: Records, clock: Clock) -> Day | None:
    """Store the figures and take the mark away in one act; None where it is not ours any more, or others were at the day."""
    for _ in range(_ATTEMPTS):
        marks = marks_of(closed.day, records)
        if marks is None or marks.days.get(closed.day) != mark:
            return None
        insert: Sequence[Record] = [closed] if previous is None else []
        replace: Sequence[Record] = [closed] if previous is not None and closed != previous else []
        try:
            stored = records.commit(insert=insert, replace=[*replace, marks.ended(closed.day, clock.now())])
        except RecordConflictError:
            continue
        return next((record for record in stored if isinstance(record, Day)), closed)
    return None
