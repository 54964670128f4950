"""A look comes due by age alone: each once, none forgotten, however long nobody came."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.looks import AGES, looks_due
from tests.builders import NOW

MANY = 1_000
MINUTE = timedelta(minutes=1)


def names_due(began_at: dict[str, datetime], since: datetime, now: datetime, most: int = MANY) -> list[str]:
    return [look.at for look in looks_due(began_at, since, now, most)[0]]


def test_something_is_looked_at_once_at_each_age_and_never_after() -> None:
    looked, since = [], NOW
    for hours in range(1, 24 * 10):
        now = NOW + timedelta(hours=hours)
        if names_due({"p1": NOW}, since, now):
            looked.append(hours)
        since = now
    assert looked == [age / timedelta(hours=1) for age in AGES]


def test_of_looks_that_were_missed_the_last_stands_for_all_and_says_since_when() -> None:
    looks, until = looks_due({"p1": NOW}, NOW, NOW + timedelta(hours=30), MANY)
    assert [(look.at, look.due_at, look.age_before) for look in looks] == [
        ("p1", NOW + timedelta(hours=24), timedelta())
    ]
    assert until == NOW + timedelta(hours=30)
    [next_look] = looks_due({"p1": NOW}, until, NOW + timedelta(days=3), MANY)[0]
    assert next_look.age_before == timedelta(hours=24)


def test_what_does_not_fit_is_looked_at_the_next_time() -> None:
    began = {f"p{number}": NOW + number * MINUTE for number in range(5)}
    now = NOW + timedelta(hours=2)
    looks, until = looks_due(began, NOW, now, 2)
    assert [look.at for look in looks] == ["p0", "p1"]
    assert names_due(began, until, now) == ["p2", "p3", "p4"]


def test_nothing_is_served_where_nothing_may_be_looked_at() -> None:
    assert looks_due({"p1": NOW}, NOW, NOW + timedelta(hours=2), 0) == ([], NOW)


@given(
    began=st.lists(st.integers(0, 60 * 24), min_size=1, max_size=12),
    pauses=st.lists(st.integers(1, 60 * 12), min_size=1, max_size=30),
    most=st.integers(1, 4),
)
def test_whoever_comes_often_enough_at_the_end_has_looked_at_everything_since_its_last_age(
    began: list[int], pauses: list[int], most: int
) -> None:
    instants = {f"p{number}": NOW + minutes * MINUTE for number, minutes in enumerate(began)}
    last: dict[str, datetime] = {}
    now, since = NOW, NOW - MINUTE
    for pause in [*pauses, *[60 * 24] * 8, *[1] * len(began)]:
        now += pause * MINUTE
        looks, since = looks_due(instants, since, now, most)
        for look in looks:
            assert last.get(look.at, NOW - MINUTE) < look.due_at <= now
            last[look.at] = look.due_at
    assert last == {name: at + AGES[-1] for name, at in instants.items()}
