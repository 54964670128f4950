"""
P3, P4, P6 under C01–C21: a small count of the schedules that `python -m tests.faults.collection` tries by the thousand.

That the checks bite is shown by taking each guard away in the schedules whose fault it is there for.
"""

import pytest

from tests.faults.collection import Count, count_schedules
from tests.faults.collection_faults import FAULTS
from tests.faults.collection_schedules import try_schedule
from tests.faults.collection_town import Without

A_SMALL_COUNT = 63


def test_C01_to_C21_singly_and_in_pairs_every_comment_that_can_be_reached_is_recorded_once() -> None:
    count = count_schedules(A_SMALL_COUNT, seed=0, processes=1)
    assert count.failing == []
    assert not count.broken
    assert count.figures["recorded"] > 20 * A_SMALL_COUNT
    assert set(count.faults_met) == {fault.id for fault in FAULTS}


def test_every_failure_of_the_list_is_injected() -> None:
    assert [fault.id for fault in FAULTS] == [f"C{number:02}" for number in range(1, 22)]


def test_the_same_seed_is_the_same_schedule_to_the_last_step() -> None:
    first, again = try_schedule(15, tells=True), try_schedule(15, tells=True)
    assert first.story
    assert first == again


@pytest.mark.parametrize(
    ("without", "fault", "breaks"),
    [
        (Without.ORDER, "C13", "lost"),
        (Without.OVERLAP, "C10", "lost"),
        (Without.WHOLENESS, "C05", "false_tombstones"),
        (Without.CONDITION, "C13", "doubled"),
        (Without.DUE, "C17", "not_referred"),
        (Without.SEARCH, "C06", "lost"),
        (Without.LOOKS, "C08", "missing_tombstones"),
    ],
)
def test_without_any_one_of_its_guards_a_promise_is_broken(without: Without, fault: str, breaks: str) -> None:
    count = Count()
    first = int(fault[1:]) - 1
    for seed in range(first, 30 * len(FAULTS), len(FAULTS)):
        count.add(try_schedule(seed, without))
        if count.broken[breaks]:
            return
    pytest.fail(f"nothing was {breaks} without {without}")
