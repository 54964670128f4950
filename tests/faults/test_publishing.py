"""
P1, P2, P6 under P01–P33: a small count of the schedules that `python -m tests.faults` tries by the hundred thousand.

That the checks bite is shown twice: each protection is taken away in turn, and each promise is broken by hand.
"""

from datetime import timedelta

import pytest

from chalicelib.domain.networks import Network
from tests.builders import NOW, a_delivery
from tests.faults.publishing import count_schedules
from tests.faults.publishing_errands import CONTENT, begin, errand, insist
from tests.faults.publishing_faults import FAULTS
from tests.faults.publishing_network import Item
from tests.faults.publishing_schedules import Outcome, examine, try_schedule
from tests.faults.publishing_town import Town, Without

A_SMALL_COUNT = 660


def test_P01_to_P33_singly_and_in_pairs_nothing_is_twice_lost_stuck_or_unauthorised() -> None:
    count = count_schedules(A_SMALL_COUNT, seed=0, processes=1)
    assert count.failing == []
    assert (count.duplicated, count.lost, count.stuck, count.unauthorised) == (0, 0, 0, 0)
    assert count.done > A_SMALL_COUNT
    assert set(count.faults_met) == {fault.id for fault in FAULTS}


def test_every_failure_of_the_list_is_injected() -> None:
    assert [fault.id for fault in FAULTS] == [f"P{number:02}" for number in range(1, 34)]


@pytest.mark.parametrize("seed", [7, 3_002_762])
def test_the_same_seed_is_the_same_schedule_to_the_last_step(seed: int) -> None:
    first, again = try_schedule(seed, tells=True), try_schedule(seed, tells=True)
    assert first.story
    assert first == again


@pytest.mark.parametrize("without", Without)
def test_without_any_one_of_its_protections_there_are_duplicates(without: Without) -> None:
    assert count_schedules(330, seed=0, without=without, processes=1).duplicated > 0


# Each check bites -------------------------------------------------------------------------------------------------


def a_town(*networks: Network) -> Town:
    town = Town()
    begin(town, errand("post", networks or (Network.X,)))
    return town


def examined(town: Town) -> Outcome:
    outcome = Outcome(seed=0, errand="", faults=())
    examine(town, outcome)
    return outcome


def an_item(network_id: str) -> Item:
    return Item(network_id, CONTENT, NOW, NOW, NOW)


def test_P2_two_of_ours_that_are_up_at_once_are_counted_also_when_one_came_down_since() -> None:
    town = a_town()
    first, second = an_item("x1"), an_item("x2")
    first.removed_at = NOW + timedelta(hours=1)
    town.nets[Network.X].items = [first, second]
    town.clock.advance(hours=2)
    assert examined(town).duplicated
    second.live_from = NOW + timedelta(hours=1)
    assert not examined(town).duplicated


def test_P1_what_nobody_authorised_is_counted_when_it_goes_out() -> None:
    town = a_town()
    chosen = errand("post", (Network.X,))
    assert all(insist(town, act) for act in chosen.acts)
    town.covered.clear()
    town.turn(1)
    assert examined(town).unauthorised


def test_P2_what_is_up_and_nobody_knows_of_is_lost() -> None:
    town = a_town()
    town.nets[Network.X].items = [an_item("x9")]
    assert examined(town).lost


def test_P2_what_is_done_and_not_there_is_lost() -> None:
    town = a_town()
    done = a_delivery().claimed(NOW).intended("f", NOW).accepted("x9", NOW)
    town.put(done.done(permalink=None, published_at=NOW, now=NOW))
    assert examined(town).lost


def test_P6_what_is_unfinished_and_nobody_is_at_is_stuck() -> None:
    town = a_town()
    town.put(a_delivery())
    assert examined(town).stuck
