"""P6, P31: what should have gone out and did not is seen by somebody other than who sends it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.records import Record
from chalicelib.domain.turns import Hold
from chalicelib.procedure.watching import watch_deliveries
from tests.builders import NOW, a_delivery, later
from tests.mortality import MortalRecords
from tests.world import World


def overdue(world: World) -> list[Delivery]:
    return watch_deliveries(records=world.records, clock=world.clock)


def a_world(*deliveries: Delivery, minutes: float = 6) -> World:
    world = World()
    world.put(*deliveries)
    world.clock.advance(minutes=minutes)
    return world


def test_P27_what_nobody_fired_is_overdue_after_five_minutes_and_a_person_sees_it() -> None:
    world = a_world(a_delivery(), minutes=4.9)
    assert overdue(world) == []
    world.clock.advance(seconds=6)
    assert [one.id for one in overdue(world)] == [a_delivery().id]
    attention = world.the(a_delivery().id).attention
    assert (attention.reason, attention.since) == (texts_es.OVERDUE, world.clock.now())


def test_it_is_shown_once_and_counted_as_long_as_it_lasts() -> None:
    world = a_world(a_delivery())
    overdue(world)
    world.clock.advance(minutes=1)
    assert len(overdue(world)) == 1
    assert world.the(a_delivery().id).revision == 2


def test_what_is_overdue_still_goes_out_by_itself() -> None:
    world = World()
    world.released(Network.X)
    world.queues.take()
    world.clock.advance(minutes=30)
    overdue(world)
    world.run()
    assert world.delivery().state is DeliveryState.DONE
    assert world.delivery().attention is None
    assert overdue(world) == []


@pytest.mark.parametrize(
    "delivery",
    [
        a_delivery().cancelled("Se bajó"),
        a_delivery().held("Una persona decide", NOW),
        a_delivery().held_until(later(minutes=10), "El permiso venció", NOW),
        a_delivery(not_before=later(minutes=30), due_at=later(minutes=30)),
        a_delivery().claimed(NOW).refused("no", "refused", NOW),
    ],
)
def test_what_is_final_waits_for_a_person_or_is_not_due_is_not_overdue(delivery: Delivery) -> None:
    assert overdue(a_world(delivery)) == []


@pytest.mark.parametrize("code", [Hold.SPACING, Hold.BLOCKED, Hold.BUDGET])
def test_a_wait_for_the_accounts_turn_is_no_delay_until_half_an_hour(code: Hold) -> None:
    waiting = a_delivery(due_at=later(minutes=8), reason_code=code)
    world = a_world(waiting)
    assert overdue(world) == []
    world.records.commit(replace=[world.the(waiting.id).evolve(due_at=later(minutes=40))])
    world.clock.set(later(minutes=31))
    assert [one.id for one in overdue(world)] == [waiting.id]


def test_a_look_that_waits_for_the_end_of_a_pause_is_no_delay_either() -> None:
    accepted = a_delivery().claimed(NOW).intended("f", NOW).accepted("x1", NOW)
    world = a_world(accepted.evolve(due_at=later(minutes=14), reason_code=Hold.BLOCKED))
    assert overdue(world) == []


def test_a_turn_that_passed_long_ago_excuses_nothing() -> None:
    world = a_world(a_delivery(due_at=later(minutes=2), reason_code=Hold.SPACING), minutes=8)
    assert len(overdue(world)) == 1


def test_P31_a_network_that_cannot_be_reached_is_told_while_its_posts_are_tried_again_and_again() -> None:
    trying = a_delivery(Network.FACEBOOK).claimed(NOW).try_again(later(minutes=9), texts_es.NETWORK_UNREACHABLE)
    world = a_world(trying)
    assert [one.id for one in overdue(world)] == [trying.id]


def test_a_worker_that_is_at_it_is_not_disturbed() -> None:
    """A write of the watchdog over a claim would throw the worker's next one back: after its call."""
    late = a_delivery(not_before=later(minutes=-20))
    working = late.claimed(NOW).intended("f", NOW)
    world = a_world(working, minutes=1)
    assert len(overdue(world)) == 1
    assert world.the(working.id).revision == 1


def test_whoever_moves_at_the_same_moment_wins() -> None:
    world = a_world(*[a_delivery(network) for network in SOCIAL_NETWORKS])

    class Moving(MortalRecords):
        def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
            raise RecordConflictError(str([record.id for record in (*insert, *replace)]))

    world.records = Moving(world.stored, world.steps)
    assert len(overdue(world)) == 3
    assert timedelta(minutes=5) < world.clock.now() - NOW
