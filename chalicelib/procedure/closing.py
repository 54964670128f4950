"""
4.4, 7: the night's work, when a day is over.

The day is closed, and the days before it are recounted because comments may still be read or decided later.
"""

from datetime import date, timedelta

from chalicelib.domain.day import Day
from chalicelib.domain.ids import day_id
from chalicelib.ports import Clock, Records
from chalicelib.procedure.graphics import look_at_terms
from chalicelib.procedure.report import close_day

RECOUNTED_DAYS = 7
"""Days before the closed one that are counted again: by then what was written in them has been read and decided."""


def close(day: date, *, records: Records, clock: Clock) -> Day:
    """
    Retire the graphics whose term is over, close a day, and recount the closed days of the week before it.

    Manual 4.4, 7. Safe to run twice or late. Returns the closed day.
    """
    look_at_terms(records=records, clock=clock)
    closed = close_day(day, records=records, clock=clock)
    for back in range(1, RECOUNTED_DAYS + 1):
        earlier = day - timedelta(days=back)
        if records.find(day_id(earlier)) is not None:
            close_day(earlier, records=records, clock=clock)
    return closed
