"""
What `holidays.yaml` may say, and the calendars it makes.

A slip of whoever edits it is refused here: a date that no year has, a period so long that no working day is left in it.
"""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chalicelib.domain.holidays import Announced, FromEaster, Holiday, NthWeekday, YearlyDate
from chalicelib.domain.working_calendar import MINUTES_OF_DAY, WorkingCalendar

MAX_ANNOUNCED_DAYS = 60
_LEAP_YEAR = 2024
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

CalendarName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,30}$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class HolidayEntry(_Shape):
    """One holiday, written in one of four ways."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]
    day: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")] | None = None
    nth: Annotated[int, Field(ge=1, le=5)] | None = None
    weekday: Weekday | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    easter: Annotated[int, Field(ge=-60, le=70)] | None = None
    first: date | None = None
    last: date | None = None
    from_year: Annotated[int, Field(ge=1, le=9999)] = 1
    every_years: Annotated[int, Field(ge=1, le=100)] = 1

    @model_validator(mode="after")
    def _is_one_rule(self) -> Self:
        ways = [("day",), ("nth", "weekday", "month"), ("easter",), ("first", "last")]
        used = self.model_fields_set - {"name", "from_year", "every_years"}
        if used not in [set(way) for way in ways]:
            raise ValueError(f"{self.name}: day; or nth, weekday and month; or easter; or first and last")
        self.rule()
        return self

    def rule(self) -> Holiday:
        """
        Give the rule.

        Raises:
            ValueError: there is no such date, or a period is longer than 60 days or ends before it begins.
        """
        if self.day is not None:
            month, day = map(int, self.day.split("-"))
            date(_LEAP_YEAR, month, day)
            return YearlyDate(month, day, self.from_year, self.every_years)
        if self.nth is not None and self.weekday is not None and self.month is not None:
            weekday = WEEKDAYS.index(self.weekday)
            return NthWeekday(self.month, weekday, self.nth, self.from_year, self.every_years)
        if self.easter is not None:
            return FromEaster(self.easter)
        return self._announced()

    def _announced(self) -> Announced:
        first, last = self.first, self.last
        if first is None or last is None or not timedelta() <= last - first < timedelta(days=MAX_ANNOUNCED_DAYS):
            raise ValueError(f"{self.name}: up to {MAX_ANNOUNCED_DAYS} days, the first before the last")
        return Announced(first, last)


class CalendarEntry(_Shape):
    """The days and hours on which somebody works."""

    weekdays: Annotated[frozenset[Weekday], Field(min_length=1)]
    opens: ClockTime
    closes: ClockTime
    holidays: frozenset[Literal["national", "municipal"]]

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if minute_of(self.opens) >= minute_of(self.closes):
            raise ValueError("it opens before it closes")
        return self


class HolidaysFile(_Shape):
    """`holidays.yaml`."""

    national: tuple[HolidayEntry, ...]
    municipal: tuple[HolidayEntry, ...]
    calendars: Annotated[dict[CalendarName, CalendarEntry], Field(min_length=1, max_length=20)]

    def calendar(self, name: str) -> WorkingCalendar | None:
        """Give one calendar, or None where there is none of this name."""
        entry = self.calendars.get(name)
        if entry is None:
            return None
        kept = [self.national if kind == "national" else self.municipal for kind in sorted(entry.holidays)]
        return WorkingCalendar(
            weekdays=frozenset(WEEKDAYS.index(day) for day in entry.weekdays),
            holidays=tuple(one.rule() for entries in kept for one in entries),
            opens_minute=minute_of(entry.opens),
            closes_minute=minute_of(entry.closes),
        )


def minute_of(clock_time: str) -> int:
    """Give the minute of the day, 0 to 1440."""
    hours, minutes = map(int, clock_time.split(":"))
    return min(hours * 60 + minutes, MINUTES_OF_DAY)
