"""
4.4 Analiza cuantitativamente los comentarios; the quantitative report, and the close of the day.

P7: every figure is folded from the records; closing a day again over the same records gives the same figures.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.day import Day, Figures, add, close, fold
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import store

MAX_REPORT_DAYS = 92


def figures_of(day: date, *, records: Records) -> Figures:
    """Count a day from its records, closed or not."""
    return fold(records.of_day(day))


def report(first: date, last: date, *, records: Records) -> Figures:
    """
    Count a period from its records, first and last day included.

    Raises:
        InvalidInputError: the period is empty or longer than 92 days.
    """
    if not 0 <= (last - first).days < MAX_REPORT_DAYS:
        raise InvalidInputError(texts_es.RANGE_WRONG)
    return add(figures_of(day, records=records) for day in _days(first, last))


def close_day(day: date, *, records: Records, clock: Clock) -> Day:
    """
    Close a day: its figures and the manifest of its records.

    Manual 4.4, 7. Safe to run twice or late: the figures are folded anew and stored as the next revision.
    """
    previous = records.find(ids.day_id(day))
    closed = close(ids.day_id(day), records.of_day(day), clock.now(), previous if isinstance(previous, Day) else None)
    if isinstance(previous, Day):
        return previous if closed == previous else store(records, closed)
    records.commit(insert=[closed])
    return closed


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
