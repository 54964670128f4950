"""
The days and hours on which a department works: every deadline is counted in them (manual 4.2).

Days are local, instants aware UTC. León has had no daylight saving since October 2022: a day has 24 hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar import local_day, start_of_day
from chalicelib.domain.holidays import Holiday

MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True)
class WorkingCalendar:
    """
    When somebody works: on which days of the week (Monday 0), between which minutes of the day, and on no holiday.

    Without holidays and from Monday to Friday it is what a department has that the catalogue does not say more of. Between
    two working days never lie so many that counting does not end: whoever makes one sees to it (`adapters/catalogue`).
    """

    weekdays: frozenset[int] = frozenset(range(5))
    holidays: tuple[Holiday, ...] = ()
    opens_minute: int = 8 * 60
    closes_minute: int = 16 * 60

    def is_working(self, day: date) -> bool:
        """Say whether anybody works on a local day."""
        return day.weekday() in self.weekdays and not any(holiday.falls_on(day) for holiday in self.holidays)

    def days_after(self, day: date, days: int) -> date:
        """Count working days forward from a day, not counting the day itself."""
        current = day
        while days > 0:
            current += timedelta(days=1)
            days -= self.is_working(current)
        return current

    def hours_after(self, instant: datetime, hours: float) -> datetime:
        """Give the instant at which so many working hours have passed since another. Outside of them the clock stands still."""
        left = timedelta(hours=hours)
        for opens_at, closes_at in self._spans_from(local_day(instant)):
            begins_at = max(opens_at, instant)
            if closes_at - begins_at >= left and closes_at > begins_at:
                return begins_at + left
            left -= max(closes_at - begins_at, timedelta())
        raise AssertionError("a calendar has no last working day")

    def hours_between(self, since: datetime, until: datetime) -> float:
        """Give the working hours between two instants, in hours; 0 where the second is not after the first."""
        if until <= since:
            return 0
        total = timedelta()
        for opens_at, closes_at in self._spans_from(local_day(since)):
            if opens_at >= until:
                break
            total += max(timedelta(), min(until, closes_at) - max(since, opens_at))
        return total / timedelta(hours=1)

    def _spans_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        while True:
            if self.is_working(day):
                midnight = start_of_day(day)
                yield midnight + timedelta(minutes=self.opens_minute), midnight + timedelta(minutes=self.closes_minute)
            day += timedelta(days=1)


MONDAY_TO_FRIDAY = WorkingCalendar()
