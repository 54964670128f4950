"""
Holidays as rules that are computed for any year, and as days that are announced (Ley Federal del Trabajo, article 74).

A rule says whether a local day is one of its holidays; nothing is listed year by year but what is announced year by year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Protocol

_DAYS_OF_WEEK = 7


class Holiday(Protocol):
    """One rule."""

    def falls_on(self, day: date) -> bool:
        """Say whether this day is one."""
        ...


@dataclass(frozen=True)
class NamedHoliday:
    """A rule and what people call its day."""

    name: str
    rule: Holiday

    def falls_on(self, day: date) -> bool:
        """Say whether this day is one."""
        return self.rule.falls_on(day)


@dataclass(frozen=True)
class YearlyDate:
    """The same date every so many years, counted from one of them: 16 September; 1 October of every sixth year from 2024."""

    month: int
    day: int
    from_year: int = 1
    every_years: int = 1

    def falls_on(self, day: date) -> bool:
        """Say whether this day is one."""
        is_date = (day.month, day.day) == (self.month, self.day)
        return is_date and _is_its_year(day.year, self.from_year, self.every_years)


@dataclass(frozen=True)
class NthWeekday:
    """The nth Monday (0) to Sunday (6) of a month: the third Monday of November."""

    month: int
    weekday: int
    nth: int
    from_year: int = 1
    every_years: int = 1

    def falls_on(self, day: date) -> bool:
        """Say whether this day is one."""
        is_nth = (day.day - 1) // _DAYS_OF_WEEK + 1 == self.nth
        is_one = (day.month, day.weekday()) == (self.month, self.weekday) and is_nth
        return is_one and _is_its_year(day.year, self.from_year, self.every_years)


@dataclass(frozen=True)
class FromEaster:
    """So many days from Easter Sunday: Good Friday is -2."""

    days: int

    def falls_on(self, day: date) -> bool:
        """Say whether this day is one."""
        return day - timedelta(days=self.days) == easter(day.year)


@dataclass(frozen=True)
class Announced:
    """Days that somebody decided, first and last included."""

    first: date
    last: date

    def falls_on(self, day: date) -> bool:
        """Say whether this day is one."""
        return self.first <= day <= self.last


def _is_its_year(year: int, from_year: int, every_years: int) -> bool:
    return year >= from_year and (year - from_year) % every_years == 0


@cache
def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (the anonymous algorithm that Meeus gives, Astronomical Algorithms, 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)
