"""
P3, P4, P6 under Q01–Q17: a small count of what `python -m tests.faults.departments` tries by the hundred.

That the checks bite is shown by taking each guard away.
"""

import pytest

from tests.faults.departments import Count, count_schedules
from tests.faults.departments_folios import take_folios
from tests.faults.departments_poison import BATCH, try_poison
from tests.faults.departments_schedules import try_schedule
from tests.faults.departments_town import Without

A_FEW_MONTHS = 8
MONTHS_AT_MOST = 8


def test_Q04_Q07_Q10_Q14_Q17_whatever_departments_do_for_a_month_nothing_is_lost_doubled_or_late() -> None:
    count = count_schedules(A_FEW_MONTHS, seed=0, processes=1)
    assert count.failing == []
    assert not count.broken
    assert count.figures["steps due"] == count.figures["steps on time"] > 20 * A_FEW_MONTHS
    for happened in ("cases of the silent department", "put there again", "returned", "assigned by a person", "deaths"):
        assert count.figures[happened] > A_FEW_MONTHS, happened


def test_the_same_seed_is_the_same_month_to_the_last_step() -> None:
    assert try_schedule(15, days=12) == try_schedule(15, days=12)


@pytest.mark.parametrize(
    ("without", "breaks"),
    [
        (Without.SILENCE, "lost"),
        (Without.SILENCE, "not_escalated"),
        (Without.DUE, "lost"),
        (Without.FOLIO, "doubled"),
    ],
)
def test_without_any_one_of_its_guards_a_promise_is_broken(without: Without, breaks: str) -> None:
    count = Count()
    for seed in range(MONTHS_AT_MOST):
        count.add(try_schedule(seed, without))
        if count.broken[breaks]:
            return
    pytest.fail(f"nothing was {breaks} without {without}")


def test_Q02_Q03_Q05_Q06_one_poison_message_in_ten_spoils_no_other_and_none_is_lost() -> None:
    count = try_poison(12, seed=1)
    assert count.is_as_promised
    assert count.done_at_first_try == 12 * (BATCH - 1)
    assert count.set_aside_after_its_tries == count.moved_back == 12
    assert count.mended_and_done > 0
    assert count.set_aside_again > 0


def test_Q01_sixteen_at_once_take_every_folio_once() -> None:
    count = take_folios(160, writers=16)
    assert count.is_as_promised
    assert count.turned_away > 0
