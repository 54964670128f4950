"""3.1: a notice makes a post's comments be read at once, and changes when something is stored, never what."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import NotThereError, RateLimitedError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading, reading_of, removed
from chalicelib.ports import CommentPage
from chalicelib.procedure.dispatching import dispatch_collection
from chalicelib.procedure.noticing import Heeded
from tests.builders import NOW, a_network_comment, a_post
from tests.fakes import Request, Work
from tests.meta_webhook import (
    FACEBOOK_POST,
    INSTAGRAM_POST,
    a_delivery_of,
    a_feed_change,
    an_instagram_change,
)
from tests.model_network import ModelSource
from tests.world import World

POST = a_post(Network.FACEBOOK, FACEBOOK_POST)
READING = reading_of(POST, NOW).id
COLD = timedelta(days=5)


def a_world(age: timedelta = COLD) -> World:
    """Give a world whose one post was read a moment ago; by its age, it is read again in a minute, or tomorrow."""
    world = World()
    world.put(POST, reading_of(POST, NOW))
    world.clock.advance(seconds=age.total_seconds())
    shows(world)
    world.read(READING)
    world.clock.advance(minutes=20)
    return world


def shows(world: World, *numbers: int) -> None:
    """Let the network list some comments, each time it is asked."""
    seen = tuple(a_network_comment(f"c{number}", f"queja {number}") for number in numbers)
    world.shows(Network.FACEBOOK, CommentPage(seen, is_whole=True))


def told(world: World, *changes: dict[str, object], ago: timedelta = timedelta()) -> bytes:
    """Write a delivery of now, or of some time ago."""
    return a_delivery_of(*(changes or (a_feed_change(),)), at=world.clock.now() - ago)


def carry_out(world: World) -> int:
    """Do the readings that were asked for; give how many messages there were."""
    asked = [request for request in world.queues.take() if request.work is Work.READ_COMMENTS]
    for request in asked:
        world.read(request.record_id)
    return len(asked)


def next_reading(world: World) -> timedelta:
    reading = world.the(READING)
    assert isinstance(reading, Reading)
    assert reading.due_at
    return reading.due_at - world.clock.now()


# At once ----------------------------------------------------------------------------------------------------------


def test_C16_a_noticed_post_is_read_at_once_and_by_the_usual_way() -> None:
    world = a_world()
    assert next_reading(world) > timedelta(hours=23)
    shows(world, 1)
    assert world.heed(told(world)) == Heeded(hastened=1)
    assert world.queues.requests == [Request(Work.READ_COMMENTS, READING)]
    assert carry_out(world) == 1
    assert [comment.network_id for comment in world.of_kind(Comment)] == ["c1"]


def test_C10_what_the_network_lists_late_is_read_within_a_minute_and_the_post_cools_again() -> None:
    world = a_world()
    world.heed(told(world))
    for _ in range(5):
        carry_out(world)
        assert next_reading(world) == timedelta(minutes=1)
        world.clock.advance(minutes=1)
        world.queues.read_comments(READING)
    carry_out(world)
    assert next_reading(world) == timedelta(days=1)


def test_P6_a_notice_whose_message_is_lost_is_found_by_the_clock() -> None:
    world = a_world()
    world.heed(told(world))
    world.queues.take()
    dispatch_collection(records=world.records, queues=world.queues, clock=world.clock)
    assert world.queues.ids(Work.READ_COMMENTS) == [READING]


@pytest.mark.parametrize("published", [NOW, NOW - timedelta(days=29, hours=23)])
def test_a_post_is_found_by_the_networks_id_alone_as_long_as_it_is_read(published: datetime) -> None:
    world = World()
    post = a_post(Network.INSTAGRAM, INSTAGRAM_POST, published_at=published).evolve(
        id=f"POS-{published:%Y%m%d}-instagram-{INSTAGRAM_POST}"
    )
    world.put(post, reading_of(post, NOW))
    assert world.heed(a_delivery_of(an_instagram_change(), kind="instagram")) == Heeded(hastened=1)


def test_a_film_of_the_page_is_found_under_its_own_id() -> None:
    world = World()
    film = a_post(Network.FACEBOOK, FACEBOOK_POST.partition("_")[2])
    world.put(film, reading_of(film, NOW))
    assert world.heed(a_delivery_of(a_feed_change())) == Heeded(hastened=1)


# Once -------------------------------------------------------------------------------------------------------------


def test_C20_a_thousand_notices_within_seconds_make_one_reading_more() -> None:
    world = a_world()
    outcomes = []
    for number in range(1000):
        outcomes.append(world.heed(told(world, a_feed_change(comment_id=f"1001_{number}"))))
        if number % 100 == 0:
            shows(world, *range(number + 1))
            carry_out(world)
        world.clock.advance(seconds=0.01)
    assert sum(outcome.hastened for outcome in outcomes) == 1
    assert sum(outcome.known for outcome in outcomes) == 999
    assert world.queues.requests == []
    shows(world, *range(1000))
    world.clock.advance(minutes=1)
    world.queues.read_comments(READING)
    carry_out(world)
    assert len(world.of_kind(Comment)) == 1000


def test_C20_notices_all_day_make_a_reading_a_minute_and_no_more() -> None:
    world, asked = a_world(), 0
    for _ in range(600):
        world.heed(told(world))
        asked += carry_out(world)
        world.clock.advance(seconds=1)
    assert asked == 10


def test_many_notices_in_one_delivery_are_one() -> None:
    world = a_world()
    changes = [a_feed_change(comment_id=f"1001_{number}") for number in range(500)]
    assert world.heed(told(world, *changes)) == Heeded(hastened=1)
    assert len(world.queues.requests) == 1


def test_C17_a_replay_reads_again_and_writes_nothing() -> None:
    world = a_world()
    shows(world, 1)
    delivery = told(world)
    world.heed(delivery)
    carry_out(world)
    [stored] = world.of_kind(Comment)
    world.clock.advance(minutes=20)
    world.heed(delivery)
    carry_out(world)
    assert world.of_kind(Comment) == [stored]


def test_C17_an_old_replay_reads_nothing() -> None:
    world = a_world()
    before = world.the(READING)
    assert world.heed(told(world, ago=timedelta(hours=37))) == Heeded(stale=1)
    assert world.the(READING) == before
    assert world.heed(told(world, ago=timedelta(hours=35))) == Heeded(hastened=1)


def test_a_clock_of_the_network_that_runs_ahead_hides_no_notice() -> None:
    world = a_world()
    assert world.heed(told(world, ago=timedelta(minutes=-5))) == Heeded(hastened=1)


# What nobody asked for --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("post_id", ["1_2", "9", "0" * 32])
def test_a_post_that_is_not_ours_is_counted_and_ignored(post_id: str) -> None:
    world = a_world()
    assert world.heed(told(world, a_feed_change(post_id), a_feed_change())) == Heeded(hastened=1, unknown=1)


def test_C19_an_ended_reading_stays_ended_and_what_was_told_of_it_is_noted() -> None:
    world = a_world()
    ended = world.the(READING).over()
    world.records.commit(replace=[ended])
    assert not world.the(READING).missed_a_notice
    assert world.heed(told(world)) == Heeded(ended=1)
    assert world.the(READING).is_finished
    assert world.the(READING).missed_a_notice
    assert world.queues.requests == []
    world.clock.advance(seconds=5)
    revision = world.the(READING).revision
    assert world.heed(told(world)) == Heeded(known=1)
    assert world.the(READING).revision == revision


def test_C19_what_was_told_just_before_the_post_was_gone_is_noted_as_missed() -> None:
    world = a_world()
    world.records.commit(replace=[removed(world.the(POST.id), world.clock.now())])
    world.heed(told(world))
    world.shows(Network.FACEBOOK, NotThereError("gone"))
    carry_out(world)
    assert world.the(READING).is_finished
    assert world.the(READING).missed_a_notice


def test_C11_no_notice_makes_us_read_before_the_network_lets_us() -> None:
    world = a_world()
    world.shows(Network.FACEBOOK, RateLimitedError("patience", retry_after_seconds=900))
    world.heed(told(world))
    carry_out(world)
    assert next_reading(world) == timedelta(minutes=15)
    world.clock.advance(minutes=2)
    assert world.heed(told(world)) == Heeded(known=1)
    assert next_reading(world) == timedelta(minutes=13)
    assert world.queues.requests == []


# Meanwhile --------------------------------------------------------------------------------------------------------


def test_a_notice_during_a_reading_does_not_keep_the_bookmark_from_moving() -> None:
    world = a_world()
    world.clock.advance(days=1)

    class Noticed(ModelSource):
        def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
            assert world.heed(told(world)) == Heeded(hastened=1)
            return super().read(network_post_id, cursor, page)

    world.sources[Network.FACEBOOK] = Noticed()
    shows(world, 1)
    world.read(READING)
    assert len(world.the(READING).seen) == 1
    assert next_reading(world) == timedelta(minutes=1)


def test_a_reading_that_another_overtook_does_not_move_the_bookmark_back() -> None:
    world = a_world()
    before = world.the(READING)
    overtaken = before.advanced(cursor="old", seen={"a": "1"}, now=NOW)
    world.records.commit(replace=[before.advanced(cursor="new", seen={"b": "2"}, now=NOW)])
    world.heed(told(world))
    current = world.the(READING)
    assert current.caught_up(before, overtaken) == current


ORDERS = list(permutations(range(4)))


@given(
    order=st.sampled_from(ORDERS),
    times=st.lists(st.integers(0, 2), min_size=4, max_size=4),
    pauses=st.lists(st.integers(0, 90), min_size=12, max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_C16_twice_never_or_out_of_order_everything_is_stored_once_in_the_end(
    order: tuple[int, ...], times: list[int], pauses: list[int]
) -> None:
    """Four comments are made; their notices come in any order, each never, once or twice. Polling ends the day."""
    world = a_world()
    deliveries = [told(world, a_feed_change(comment_id=f"1001_{number}")) for number in range(4)]
    waits = iter(pauses)
    for shown, number in enumerate(order):
        shows(world, *range(shown + 1))
        _heed_each(world, [deliveries[number]] * times[number], waits)
    world.clock.advance(days=1)
    dispatch_collection(records=world.records, queues=world.queues, clock=world.clock)
    carry_out(world)
    comments = world.of_kind(Comment)
    assert sorted(comment.network_id for comment in comments) == ["c0", "c1", "c2", "c3"]
    assert all(len(comment.versions) == 1 for comment in comments)


def _heed_each(world: World, deliveries: Iterable[bytes], waits: Iterable[int]) -> None:
    for delivery, seconds in zip(deliveries, waits, strict=False):
        assert json.loads(delivery)["object"] == "page"
        world.heed(delivery)
        carry_out(world)
        world.clock.advance(seconds=seconds)
