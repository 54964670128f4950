"""2.5, 4.3: each delivery is asked for in its own lane, to the second, the most urgent first."""

from datetime import timedelta

import pytest

from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.work import Lane
from chalicelib.procedure.asking import SOON, ask_if_soon, lane_of, seconds_until
from chalicelib.procedure.dispatching import dispatch_publications
from tests.builders import NOW, PUBLICATION, a_delivery, a_reply, later
from tests.world import World


@pytest.mark.parametrize(
    ("delivery", "lane"),
    [
        (a_delivery(), Lane.POSTS),
        (a_delivery(priority="high"), Lane.POSTS),
        (a_delivery(priority="live"), Lane.LIVE),
        (a_delivery(action=Action.TAKE_DOWN), Lane.LIVE),
        (a_reply("LEO-20261123-000001"), Lane.REPLIES),
    ],
)
def test_live_coverage_and_take_downs_overtake_and_replies_stay_among_themselves(
    delivery: Delivery, lane: Lane
) -> None:
    assert lane_of(delivery) is lane


def test_live_coverage_keeps_its_lane_from_the_release_to_the_last_look() -> None:
    world = World()
    publication = world.prepared(Network.X)
    world.records.commit(replace=[publication.evolve(priority="live")])
    world.authorise()
    world.publish()
    assert [request.lane for request in world.queues.take()] == [Lane.LIVE]
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    assert [request.lane for request in world.queues.take()] == [Lane.LIVE]
    world.accounts[Network.X].lag_seconds = 30
    world.carry_out()
    assert [request.lane for request in world.queues.take()] == [Lane.LIVE]


@pytest.mark.parametrize(("seconds", "asked"), [(-5, 0), (0, 0), (0.3, 1), (1, 1), (59.001, 60)])
def test_a_message_never_comes_early_and_at_most_a_second_late(seconds: float, asked: int) -> None:
    assert seconds_until(later(seconds=seconds), NOW) == asked


def test_P27_a_schedule_between_two_seconds_is_asked_for_after_it_not_before() -> None:
    world = World()
    world.prepared(Network.X)
    world.authorise()
    world.clock.set(NOW + timedelta(microseconds=700_000))
    world.schedule(later(seconds=42))
    assert [request.delay_seconds for request in world.queues.requests] == [42]


def test_what_is_far_off_is_left_to_the_dispatcher() -> None:
    world = World()
    ask_if_soon(a_delivery(due_at=NOW + SOON + timedelta(seconds=1)), NOW, world.queues)
    assert world.queues.requests == []
    ask_if_soon(a_delivery(due_at=NOW + SOON), NOW, world.queues)
    assert [request.delay_seconds for request in world.queues.requests] == [75]


def test_posts_of_one_account_due_at_one_instant_come_a_second_apart_the_most_urgent_first() -> None:
    world = World()
    at = later(seconds=20)
    names = {"normal": "normal", "alta": "high", "vivo": "live"}
    for name, priority in names.items():
        subject = f"PUB-20261123-{name.upper()}"
        identity = ids.delivery_id(subject, Network.X)
        world.put(a_delivery(id=identity, subject=subject, priority=priority, due_at=at, not_before=at))
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    asked = [(request.record_id.split("-")[2], request.delay_seconds) for request in world.queues.take()]
    assert asked == [("VIVO#x", 20), ("ALTA#x", 20), ("NORMAL#x", 21)]


def test_posts_of_different_accounts_do_not_wait_for_each_other() -> None:
    world = World()
    world.put(*[a_delivery(network) for network in SOCIAL_NETWORKS])
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    assert {request.delay_seconds for request in world.queues.take()} == {0}
    assert world.the(ids.delivery_id(PUBLICATION, Network.X)).due_at == NOW
