"""Instants in UTC, days of León."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import calendar

DAYS = st.dates(date(2023, 1, 1), date(2099, 12, 31))


@given(day=DAYS)
def test_P28_there_has_been_no_daylight_saving_since_2022(day: date) -> None:
    start = calendar.start_of_day(day)
    assert (start.hour, start.minute) == (6, 0)
    assert calendar.end_of_day(day) - start == timedelta(days=1)


def test_P28_in_april_2022_the_clock_still_moved() -> None:
    assert calendar.start_of_day(date(2022, 4, 2)).hour == 6
    assert calendar.start_of_day(date(2022, 7, 1)).hour == 5


@given(day=DAYS)
def test_R01_a_day_begins_at_local_midnight_not_at_utc_midnight(day: date) -> None:
    start, end = calendar.start_of_day(day), calendar.end_of_day(day)
    assert calendar.local_day(start) == day
    assert calendar.local_day(start - timedelta(microseconds=1)) == day - timedelta(days=1)
    assert calendar.local_day(end - timedelta(microseconds=1)) == day
    assert calendar.local_day(end) == day + timedelta(days=1)


def test_an_evening_in_leon_is_the_next_day_in_utc() -> None:
    assert calendar.local_day(datetime(2026, 11, 24, 5, 59, tzinfo=UTC)) == date(2026, 11, 23)


def test_a_time_without_an_offset_is_leons() -> None:
    assert calendar.local_instant(datetime(2026, 11, 23, 12)) == datetime(2026, 11, 23, 18, tzinfo=UTC)  # noqa: DTZ001


def test_a_time_with_an_offset_is_the_same_instant() -> None:
    written = datetime.fromisoformat("2026-11-23T12:00:00+02:00")
    assert calendar.local_instant(written) == written
    assert calendar.local_instant(written).tzinfo is UTC


def test_R01_three_years_after_29_february_is_never_a_day_early() -> None:
    assert calendar.years_after(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert calendar.years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(day=DAYS, years=st.integers(1, 5))
def test_R01_years_are_calendar_years_not_365_days(day: date, years: int) -> None:
    after = calendar.years_after(day, years)
    assert after.year == day.year + years
    assert (after - day).days >= 365 * years
    assert (after.month, after.day) == (day.month, day.day) or (day.month, day.day) == (2, 29)


@pytest.mark.parametrize("written", ["9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00"])
def test_a_time_at_the_end_of_the_calendar_is_an_error_a_person_can_be_told(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any ValueError becomes «the value is wrong»
        calendar.local_instant(datetime.fromisoformat(written))
