"""C19: what citizens wrote below a post is read before it comes down, stays when it is down, and is referred."""

from datetime import timedelta

import pytest

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import NotThereError, RateLimitedError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post, Reading, removed
from chalicelib.domain.referral import Referral
from chalicelib.ports import CommentPage
from tests.builders import a_network_comment
from tests.fakes import Work
from tests.world import World

A_COLD_WEEK = timedelta(days=7)


def published() -> tuple[World, str]:
    """Give a world with a cold post on Facebook, read this morning, and its bookmark."""
    world = World()
    world.released(Network.FACEBOOK)
    world.run()
    post = next(iter(world.of_kind(Post)))
    reading_id = ids.reading_id(ids.post_id(local_day(post.published_at), post.network, post.network_id))
    world.clock.advance(seconds=A_COLD_WEEK.total_seconds())
    shows(world, post)
    world.read(reading_id)
    world.queues.take()
    world.clock.advance(minutes=10)
    return world, reading_id


def shows(world: World, post: Post, *numbers: int) -> None:
    seen = tuple(
        a_network_comment(f"c{number}", f"queja {number}", network_post_id=post.network_id) for number in numbers
    )
    world.shows(Network.FACEBOOK, CommentPage(seen, is_whole=True))


def the_post(world: World) -> Post:
    found: Post = next(iter(world.of_kind(Post)))
    return found


def the_reading(world: World, reading_id: str) -> Reading:
    found = world.the(reading_id)
    assert isinstance(found, Reading)
    return found


def test_C19_taking_a_post_down_has_its_comments_read_first_however_cold_it_is() -> None:
    world, reading_id = published()
    shows(world, the_post(world), 1)
    world.take_down()
    works = [request.work for request in world.queues.requests]
    assert works.index(Work.READ_COMMENTS) < works.index(Work.PUBLISH)
    assert world.queues.ids(Work.READ_COMMENTS) == [reading_id]
    assert world.read(reading_id).new == 1


def test_C19_what_was_collected_stays_and_is_referred_when_the_post_is_gone() -> None:
    world, reading_id = published()
    shows(world, the_post(world), 1)
    world.take_down()
    world.read(reading_id)
    world.records.commit(replace=[removed(the_post(world), world.clock.now())])
    (comment,) = world.of_kind(Comment)
    world.refer(comment.id)
    world.shows(Network.FACEBOOK, NotThereError("gone"))
    world.clock.advance(minutes=1)
    world.read(reading_id)
    assert the_reading(world, reading_id).is_finished
    assert len(world.of_kind(Referral)) == 1
    assert world.of_kind(Comment)[0].deleted_at is None


def test_C19_what_a_network_still_lists_of_a_post_that_is_gone_is_read_once_and_then_no_more() -> None:
    world, reading_id = published()
    world.take_down()
    world.records.commit(replace=[removed(the_post(world), world.clock.now())])
    shows(world, the_post(world), 1, 2)
    assert world.read(reading_id).new == 2
    assert the_reading(world, reading_id).is_finished
    world.clock.advance(days=2)
    assert world.read(reading_id).new == 0


def test_C19_a_last_reading_that_fails_is_not_the_last() -> None:
    world, reading_id = published()
    world.take_down()
    world.records.commit(replace=[removed(the_post(world), world.clock.now())])
    world.shows(Network.FACEBOOK, RateLimitedError("patience", retry_after_seconds=600))
    world.read(reading_id)
    assert not the_reading(world, reading_id).is_finished
    world.clock.advance(minutes=11)
    shows(world, the_post(world), 1)
    assert world.read(reading_id).new == 1
    assert the_reading(world, reading_id).is_finished


def test_C19_while_the_post_is_not_down_yet_its_comments_are_read_on_and_a_while_later_no_faster_than_others() -> None:
    world, reading_id = published()
    world.take_down()
    for _ in range(3):
        assert world.read(reading_id).problem is None
        world.clock.advance(minutes=1)
    assert not the_reading(world, reading_id).is_finished
    world.clock.advance(minutes=10)
    world.read(reading_id)
    due_at = the_reading(world, reading_id).due_at
    assert due_at
    assert due_at - world.clock.now() > timedelta(hours=23)


@pytest.mark.parametrize("minutes", [0, 30])
def test_C11_a_last_reading_is_not_asked_for_before_the_network_lets_us(minutes: int) -> None:
    world, reading_id = published()
    until = world.clock.now() + timedelta(minutes=minutes)
    world.records.commit(replace=[the_reading(world, reading_id).delayed(until)])
    world.take_down()
    assert the_reading(world, reading_id).due_at == until
    assert world.queues.ids(Work.READ_COMMENTS) == ([reading_id] if minutes == 0 else [])
