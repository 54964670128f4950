"""4.2: deadlines are counted in the days and hours on which a department works, whatever year it is."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.catalogue import FOLDER, YamlCatalogue
from chalicelib.domain.calendar import local_day, local_instant
from chalicelib.domain.holidays import easter
from chalicelib.domain.working_calendar import WorkingCalendar
from tests.strategies import instants

CATALOGUE = YamlCatalogue(FOLDER)
OFFICE = CATALOGUE.departments["tesoreria"].calendar
ALWAYS = CATALOGUE.departments["bomberos"].calendar


def at(written: str) -> date:
    return date.fromisoformat(written)


def _leon(written: str) -> datetime:
    return local_instant(datetime.fromisoformat(written))


@pytest.mark.parametrize(
    "day",
    [
        # Article 74 of the Ley Federal del Trabajo, as the years 2024 to 2030 had or have it.
        *("2026-01-01", "2026-02-02", "2026-03-16", "2026-05-01", "2026-09-16", "2026-11-16", "2026-12-25"),
        *("2027-02-01", "2027-03-15", "2027-11-15", "2024-10-01", "2030-10-01", "2027-06-06"),
        # Holy Week and the Day of the Dead.
        *("2026-04-02", "2026-04-03", "2027-03-25", "2027-03-26", "2026-11-02"),
    ],
)
def test_nobody_works_on_the_laws_holidays_and_the_municipalitys(day: str) -> None:
    assert not OFFICE.is_working(at(day))
    assert ALWAYS.is_working(at(day))


@pytest.mark.parametrize("day", ["2026-10-01", "2025-10-01", "2018-10-01", "2026-02-05", "2026-11-20", "2026-04-06"])
def test_the_days_beside_them_are_worked(day: str) -> None:
    assert OFFICE.is_working(at(day)) == (at(day).weekday() < 5)


@pytest.mark.parametrize("day", ["1818-03-22", "1943-04-25", "2000-04-23", "2026-04-05", "2027-03-28", "2038-04-25"])
def test_easter_is_when_the_tables_say(day: str) -> None:
    assert easter(at(day).year) == at(day)


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-29", 1, "2026-11-30"),
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-13", 1, "2026-11-17"),
        ("2026-12-24", 1, "2026-12-28"),
        ("2026-04-01", 1, "2026-04-06"),
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_a_deadline_counts_no_weekend_no_holiday_and_not_the_day_itself(day: str, days: int, expected: str) -> None:
    assert OFFICE.days_after(at(day), days) == at(expected)
    assert ALWAYS.days_after(at(day), days) == at(day) + timedelta(days=days)


@pytest.mark.parametrize(
    ("since", "hours", "until"),
    [
        ("2026-11-23T12:00", 2, "2026-11-23T14:00"),
        ("2026-11-23T12:00", 4, "2026-11-23T16:00"),
        ("2026-11-23T12:00", 8, "2026-11-24T12:00"),
        ("2026-11-23T05:00", 1, "2026-11-23T09:00"),
        ("2026-11-27T15:00", 2, "2026-11-30T09:00"),
        ("2026-11-28T15:00", 8, "2026-11-30T16:00"),
        ("2026-11-13T16:00", 1, "2026-11-17T09:00"),
    ],
)
def test_outside_of_working_hours_the_clock_stands_still(since: str, hours: int, until: str) -> None:
    found = OFFICE.hours_after(_leon(since), hours)
    assert found == _leon(until)


@given(instant=instants, hours=st.integers(1, 200))
def test_who_attends_always_has_hours_of_the_clock(instant: datetime, hours: int) -> None:
    assert ALWAYS.hours_after(instant, hours) - instant == timedelta(hours=hours)


@given(day=st.dates(date(1990, 1, 1), date(2150, 1, 1)), days=st.integers(1, 60))
def test_a_deadline_is_a_working_day_and_so_many_working_days_later(day: date, days: int) -> None:
    due_on = OFFICE.days_after(day, days)
    between = [day + timedelta(days=offset) for offset in range(1, (due_on - day).days + 1)]
    assert OFFICE.is_working(due_on)
    assert sum(map(OFFICE.is_working, between)) == days


def test_a_department_of_which_nothing_is_said_works_monday_to_friday() -> None:
    week = [date(2026, 11, 23) + timedelta(days=offset) for offset in range(7)]
    assert [WorkingCalendar().is_working(day) for day in week] == [True] * 5 + [False] * 2
    assert local_day(WorkingCalendar().hours_after(_leon("2026-11-27T15:59"), 1)) == date(2026, 11, 30)
