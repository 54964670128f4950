"""The story of the demonstration never crosses midnight in León, whatever the hour at which it is asked for."""

import io
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from chalicelib.domain.calendar import local_day
from local.demo.hours import WHOLE_STORY, seconds_to_wait, wait_for_a_whole_day
from local.demo.tables import LEON, Printer


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, 25, hour, minute, second, tzinfo=LEON)


@given(instant=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(LEON)))  # noqa: DTZ001
def test_begun_at_any_hour_it_ends_on_the_day_on_which_it_began(instant: datetime) -> None:
    begins = instant + timedelta(seconds=seconds_to_wait(instant))
    last = begins + WHOLE_STORY - timedelta(microseconds=1)
    assert local_day(begins) == local_day(last)
    assert begins - instant < WHOLE_STORY


@pytest.mark.parametrize(
    ("hour", "seconds"),
    [(at(0), 0), (at(12), 0), (at(23, 40), 0), (at(23, 40, 1), 1199), (at(23, 59, 59), 1)],
    ids=lambda value: f"{value:%H:%M:%S}" if isinstance(value, datetime) else str(value),
)
def test_it_waits_only_where_the_day_has_no_room_for_it(hour: datetime, seconds: float) -> None:
    assert seconds_to_wait(hour) == seconds


def test_shortly_before_midnight_it_says_so_and_begins_with_the_new_day_though_it_woke_too_early() -> None:
    hours = iter([at(23, 48, 30), at(23, 59, 59), at(0) + timedelta(days=1)])
    slept: list[float] = []
    page = io.StringIO()
    began = wait_for_a_whole_day(Printer(Console(file=page, width=160)), lambda: next(hours), slept.append)
    assert began.date() == date(2026, 11, 26)
    assert slept == [690, 1]
    assert "empieza a medianoche, en 12 minutos" in page.getvalue()
    assert "en 1 minuto\n" in page.getvalue()


def test_at_any_other_hour_it_begins_at_once_and_says_nothing() -> None:
    page = io.StringIO()
    assert wait_for_a_whole_day(Printer(Console(file=page)), lambda: at(7, 30)) == at(7, 30)
    assert page.getvalue() == ""
