"""Working hours of a department between two instants: León's office hours on its working days."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from chalicelib.domain.calendar import LOCAL_ZONE, local_day

OPENS, CLOSES = time(8), time(16)
"""The municipality's office hours, León's time."""

IsWorkingDay = Callable[[date], bool]

_FRIDAY = 4
_MOST_DAYS = 3660


def is_weekday(day: date) -> bool:
    """Say whether a day is one from Monday to Friday."""
    return day.weekday() <= _FRIDAY


def working_hours(since: datetime, until: datetime, is_working_day: IsWorkingDay) -> float:
    """Give the office hours between two instants, in hours; 0 where the second is not after the first."""
    first, last = local_day(since), local_day(until)
    days = min((last - first).days, _MOST_DAYS)
    spans = (_within(first + timedelta(days=offset), since, until, is_working_day) for offset in range(days + 1))
    return sum(spans, timedelta()) / timedelta(hours=1)


def _within(day: date, since: datetime, until: datetime, is_working_day: IsWorkingDay) -> timedelta:
    if not is_working_day(day):
        return timedelta()
    opens, closes = (datetime.combine(day, at, LOCAL_ZONE) for at in (OPENS, CLOSES))
    return max(timedelta(), min(until, closes) - max(since, opens))
