"""The steps a period is cut into: days, weeks that begin on Monday (ISO 8601), months."""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.domain.period_report import Step

_DAYS_PER_WEEK = 7


def days_of(first: date, last: date) -> Iterator[date]:
    """Give every day of a period, first and last included."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def step_key(day: date, by: Step) -> str:
    """Name the step a day lies in: `2026-11-23`, `2026-W48`, `2026-11`."""
    if by is Step.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{day:%Y-%m}" if by is Step.MONTH else day.isoformat()


def steps_of(first: date, last: date, by: Step) -> list[tuple[str, date, date]]:
    """Give the steps of a period in order: key, and the first and last day of each that lie in the period."""
    found: dict[str, tuple[date, date]] = {}
    for day in days_of(first, last):
        key = step_key(day, by)
        found[key] = found.get(key, (day, day))[0], day
    return [(key, begins, ends) for key, (begins, ends) in found.items()]


def last_week(today: date) -> tuple[date, date]:
    """Give the Monday and the Sunday of the week that ended before a day."""
    monday = today - timedelta(days=today.weekday() + _DAYS_PER_WEEK)
    return monday, monday + timedelta(days=_DAYS_PER_WEEK - 1)
