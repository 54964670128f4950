"""P6: what is due is found, whether its message was lost or not."""

from datetime import timedelta

import pytest

from chalicelib.domain import ids
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import X_ACCOUNT_READING, reading_of
from chalicelib.procedure.dispatching import dispatch_collection, dispatch_publications
from tests.builders import NOW, PUBLICATION, a_bulletin, a_comment, a_delivery, a_file, a_post, a_referral, a_reply
from tests.fakes import Request, Work
from tests.world import World


def publications(world: World) -> list[Request]:
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    return world.queues.take()


def collection(world: World) -> list[Request]:
    dispatch_collection(records=world.records, queues=world.queues, clock=world.clock)
    return world.queues.take()


@pytest.mark.parametrize(
    ("due_in", "delay"),
    [(-3600, 0), (0, 0), (0.2, 1), (30, 30), (59.5, 60), (60, 60), (74.5, 75)],
)
def test_P27_what_is_due_within_the_minute_is_asked_for_to_the_second_and_never_early(
    due_in: float, delay: int
) -> None:
    world = World()
    world.put(a_delivery(due_at=NOW + timedelta(seconds=due_in)))
    assert publications(world) == [Request(Work.PUBLISH, ids.delivery_id(PUBLICATION, Network.X), delay)]


def test_P27_what_is_due_later_is_left_for_the_next_minute() -> None:
    world = World()
    world.put(a_delivery(due_at=NOW + timedelta(seconds=76)))
    assert publications(world) == []
    world.clock.advance(minutes=1)
    assert len(publications(world)) == 1


def test_P27_a_schedule_that_never_fired_is_made_up_for_by_the_next() -> None:
    world = World()
    world.put(*[a_delivery(network) for network in SOCIAL_NETWORKS])
    world.clock.advance(hours=9)
    assert len(publications(world)) == 3


def test_what_waits_for_a_person_is_not_asked_of_a_machine() -> None:
    world = World()
    world.put(a_delivery().claimed(NOW).refused("no", "refused", NOW))
    world.clock.advance(days=2)
    assert publications(world) == []


def test_a_bulletin_whose_message_was_lost_is_found() -> None:
    world = World()
    world.put(a_bulletin(a_file()))
    assert publications(world) == [Request(Work.PREPARE, a_bulletin().id)]


def test_comments_are_read_when_their_post_is_due() -> None:
    world = World()
    reading = reading_of(a_post(Network.FACEBOOK), NOW)
    world.put(reading)
    assert collection(world) == []
    world.clock.advance(seconds=56)
    assert collection(world) == [Request(Work.READ_COMMENTS, reading.id)]


def test_C20_the_mentions_of_the_account_are_asked_for_first_since_x_keeps_the_newest_only() -> None:
    world = World()
    on_x, on_facebook = a_post(Network.X), a_post(Network.FACEBOOK)
    world.put(reading_of(on_facebook, NOW - timedelta(minutes=5)), reading_of(on_x, NOW))
    world.clock.advance(minutes=1)
    asked = [request.record_id for request in collection(world)]
    assert asked == [X_ACCOUNT_READING, f"{on_facebook.id}#reading"]


def test_P4_a_complaint_whose_message_was_lost_is_found_and_so_is_an_opened_case() -> None:
    world = World()
    world.put(a_comment(), a_referral(a_comment(), number=7))
    assert collection(world) == []
    world.clock.advance(minutes=5)
    assert {request.record_id for request in collection(world)} == {a_comment().id, "LEO-20261123-000007"}


def test_it_says_how_much_it_asked_for() -> None:
    world = World()
    world.put(a_delivery(), a_bulletin(a_file()))
    assert dispatch_publications(records=world.records, queues=world.queues, clock=world.clock) == 2
    assert dispatch_collection(records=world.records, queues=world.queues, clock=world.clock) == 0


def test_P31_a_flood_of_answers_to_citizens_does_not_hide_the_post_that_is_due() -> None:
    world = World()
    replies = [a_reply(f"LEO-20261123-{number:06}", due_at=NOW - timedelta(minutes=9)) for number in range(1, 701)]
    world.put(*replies, a_delivery())
    asked = publications(world)
    assert asked[0].record_id == a_delivery().id
    assert len(asked) == 701


def test_C11_the_youngest_posts_are_asked_for_first() -> None:
    world = World()
    posts = [a_post(Network.FACEBOOK, f"p{hours}") for hours in (30, 1, 300)]
    readings = [
        reading_of(post, NOW - timedelta(hours=hours)).evolve(due_at=NOW)
        for post, hours in zip(posts, (30, 1, 300), strict=True)
    ]
    world.put(*readings)
    asked = [request.record_id for request in collection(world)]
    assert asked == [f"{posts[number].id}#reading" for number in (1, 0, 2)]
