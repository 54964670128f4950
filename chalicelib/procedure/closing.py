"""
4.4, 7: the night's work, when a day is over.

Every day since the last closed one is closed, in order; the days before them are recounted because comments may still be read or
decided later, and so is every older day whose records changed.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from chalicelib.domain.calendar import local_day
from chalicelib.domain.changes import CLOSING_ID, Changes, Closing
from chalicelib.domain.day import Day
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.ids import day_id
from chalicelib.domain.records import Duty
from chalicelib.domain.service_times import CalendarOf, usual_calendar
from chalicelib.ports import Clock, Records
from chalicelib.procedure.changing import marks_of
from chalicelib.procedure.graphics import look_at_terms
from chalicelib.procedure.recounting import close_day

RECOUNTED_DAYS = 7
"""Days before the closed one that are counted again: by then what was written in them has been read and decided."""

MAX_DAYS_PER_RUN = 62
"""How many days of a gap one night closes, and how many changed days it counts anew; the next night goes on."""


def close(day: date, *, records: Records, calendar_of: CalendarOf = usual_calendar, clock: Clock) -> Day:
    """
    Retire the graphics whose term is over, close a day and every day before it that no night closed, and recount what changed.

    Manual 4.4, 7. Safe to run twice, late, or after a gap of days, of which the oldest come first. Returns the last closed day.
    """
    look_at_terms(records=records, clock=clock)
    closed = [_close_next(each, records, calendar_of, clock) for each in _days_up_to(day, records, clock)]
    recent = [day - timedelta(days=back) for back in range(1, RECOUNTED_DAYS + 1)]
    done = {one.day for one in closed}
    for each in (*recent, *_changed(records, clock)):
        if each not in done:
            done.add(each)
            _recount(each, records, calendar_of, clock)
    return closed[-1]


def _days_up_to(day: date, records: Records, clock: Clock) -> Iterator[date]:
    """Give the days to close, the oldest first: those after the bookmark, or the one alone where it is not the next in turn."""
    bookmark = records.find(CLOSING_ID)
    first = bookmark.through + timedelta(days=1) if isinstance(bookmark, Closing) else day
    if not first <= day < local_day(clock.now()):
        first = day
    for offset in range(min((day - first).days + 1, MAX_DAYS_PER_RUN)):
        yield first + timedelta(days=offset)


def _close_next(day: date, records: Records, calendar_of: CalendarOf, clock: Clock) -> Day:
    closed = close_day(day, records=records, calendar_of=calendar_of, clock=clock)
    yesterday = local_day(clock.now()) - timedelta(days=1)
    bookmark = records.find(CLOSING_ID)
    # Who finds it moved was not alone tonight.
    with suppress(RecordConflictError):
        if isinstance(bookmark, Closing):
            if day == bookmark.through + timedelta(days=1) and day <= yesterday:
                records.commit(replace=[bookmark.evolve(through=day)])
        elif day == yesterday:
            records.commit(insert=[Closing(id=CLOSING_ID, created_at=clock.now(), through=day)])
    return closed


def _changed(records: Records, clock: Clock) -> list[date]:
    """Give the days that changed since they were counted, the longest waiting month first."""
    marks = [record for record in records.due(Duty.CLOSE, clock.now()) if isinstance(record, Changes)]
    return [day for mark in marks for day in sorted(mark.days)][:MAX_DAYS_PER_RUN]


def _recount(day: date, records: Records, calendar_of: CalendarOf, clock: Clock) -> None:
    """Count a closed day anew. A day that nobody closed needs no mark, since every report counts it: the mark is taken away."""
    marks = marks_of(day, records)
    if records.find(day_id(day)) is not None:
        close_day(day, records=records, calendar_of=calendar_of, clock=clock)
    elif marks is not None and marks.is_stale(day):
        # Who began to close it meanwhile left another revision of the marks.
        with suppress(RecordConflictError):
            records.commit(replace=[marks.ended(day, clock.now())])
