"""P5: a record is kept three calendar years, to the end of its local day; nothing disposes of it earlier (manual 7)."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import ids
from chalicelib.domain.calendar import LOCAL_ZONE, end_of_day, start_of_day
from chalicelib.domain.day import Day, manifest_of
from chalicelib.domain.figures import Figures
from tests.strategies import days


def _retain_until(day: date) -> datetime:
    record = Day(id=ids.day_id(day), created_at=start_of_day(day), figures=Figures(), manifest=manifest_of([]))
    return record.retain_until


def test_R01_three_years_are_calendar_years_to_the_end_of_the_local_day() -> None:
    assert _retain_until(date(2026, 11, 23)) == datetime(2029, 11, 24, 6, tzinfo=UTC)


def test_R01_a_leap_day_is_kept_to_the_end_of_the_first_of_march() -> None:
    assert _retain_until(date(2024, 2, 29)) == datetime(2027, 3, 2, 6, tzinfo=UTC)


def test_R01_three_years_with_a_leap_day_are_not_1095_days() -> None:
    assert _retain_until(date(2026, 11, 23)) - end_of_day(date(2026, 11, 23)) == timedelta(days=1096)


@given(days)
def test_R01_no_record_of_a_day_may_go_before_the_same_day_three_years_later_is_over(day: date) -> None:
    end = _retain_until(day).astimezone(LOCAL_ZONE)
    last_day_kept = end.date() - timedelta(days=1)
    assert (last_day_kept.year, last_day_kept.month, last_day_kept.day) >= (day.year + 3, day.month, day.day)
    assert last_day_kept.replace(day=1) - day.replace(year=day.year + 3, day=1) <= timedelta(days=29)
    assert end.time() == time.min


@given(days, st.integers(1, 400))
def test_R01_a_later_day_is_never_kept_shorter(day: date, later: int) -> None:
    assert _retain_until(day + timedelta(days=later)) >= _retain_until(day) + timedelta(days=later - 1)
