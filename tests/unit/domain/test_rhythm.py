"""3.1: how often comments are read follows what happens at a post, and completeness is never the price."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import rhythm
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading, reading_of
from tests.builders import NOW, a_post

POST = reading_of(a_post(Network.FACEBOOK), NOW)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def read(reading: Reading, after: timedelta, *, found: bool = False) -> tuple[Reading, timedelta]:
    """Read some time after it went out; give the bookmark and how long until the next reading."""
    now = NOW + after
    known = reading.enlivened(now) if found else reading
    moved = known.advanced(cursor=None, seen={}, now=now)
    return moved, (moved.due_at or datetime.max.replace(tzinfo=now.tzinfo)) - now


def test_a_post_where_nothing_comes_cools_step_by_step() -> None:
    steps = [read(POST, after)[1] for after in (MINUTE, 2 * HOUR, 7 * HOUR, 4 * DAY, 29 * DAY)]
    assert steps == [MINUTE, 5 * MINUTE, 30 * MINUTE, DAY, DAY]


def test_a_cold_post_that_gets_comments_is_hot_again_and_cools_step_by_step() -> None:
    lively, step = read(POST, 10 * DAY, found=True)
    assert step == MINUTE
    for quiet, expected in ((30 * MINUTE, MINUTE), (2 * HOUR, 5 * MINUTE), (7 * HOUR, 30 * MINUTE), (4 * DAY, DAY)):
        assert read(lively, 10 * DAY + quiet)[1] == expected


def test_a_post_is_left_after_a_month_without_comments_however_old_it_is() -> None:
    lively, _ = read(POST, 29 * DAY, found=True)
    assert not read(lively, 45 * DAY)[0].is_finished
    assert read(lively, 60 * DAY)[0].is_finished
    assert read(POST, 31 * DAY)[0].is_finished


def test_the_account_is_read_every_minute_for_ever() -> None:
    account = reading_of(a_post(Network.X), NOW)
    assert read(account, 400 * DAY)[1] == MINUTE


@given(quiet=st.timedeltas(timedelta(), rhythm.LEFT_AFTER), longer=st.timedeltas(timedelta(), DAY))
def test_who_is_quiet_for_longer_is_never_read_more_often_and_nobody_less_than_daily(
    quiet: timedelta, longer: timedelta
) -> None:
    assert MINUTE <= rhythm.pace(quiet) <= rhythm.pace(quiet + longer) <= DAY


@given(after=st.timedeltas(MINUTE, 29 * DAY))
def test_every_reading_is_due_on_the_minute(after: timedelta) -> None:
    due_at = read(POST, after)[0].due_at
    assert due_at
    assert (due_at.second, due_at.microsecond) == (0, 0)


@given(age=st.timedeltas(timedelta(), 30 * DAY))
def test_no_post_waits_longer_than_by_its_age_alone_but_in_the_hours_after_a_quiet_first_one(age: timedelta) -> None:
    by_age = MINUTE if age < 6 * HOUR else 30 * MINUTE if age < 3 * DAY else DAY
    waits = rhythm.pace(age)
    assert waits <= by_age or (HOUR <= age < 6 * HOUR and waits == 5 * MINUTE)
