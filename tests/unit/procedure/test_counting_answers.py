"""C05: what X counts below our posts stands beside what is on record; a gap shows, and nothing is ever called complete."""

from datetime import timedelta

import pytest

from chalicelib.domain import ids
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, Post, Reading, reading_of, removed
from chalicelib.procedure.counting_answers import count_answers
from tests.builders import NOW, a_comment, a_network_comment, a_post, later
from tests.mortality import Death
from tests.world import World

POST = a_post(Network.X, "p1")


def a_world(*posts: Post) -> World:
    world = World()
    world.put(*(posts or (POST,)), reading_of(POST, NOW))
    return world


def an_answer(name: str, *, to: str = "p1", parent: str | None = None) -> Comment:
    return a_comment(a_network_comment(name, network=Network.X, network_post_id=to, parent_id=parent))


def count(world: World, **counts: int) -> int:
    world.answer_counts.counts = counts
    return count_answers(records=world.records, counts=world.answer_counts, clock=world.clock)


def the_count(world: World, post: Post = POST) -> Reading:
    found = world.the(ids.reading_id(post.id))
    assert isinstance(found, Reading)
    return found


def test_C05_direct_answers_on_record_stand_beside_what_X_counts() -> None:
    world = a_world()
    world.put(an_answer("c1"), an_answer("c2"), an_answer("c3", parent="c1"), an_answer("c4", to="p9"))
    world.put(an_answer("c5").deleted(NOW))
    assert count(world, p1=5) == 1
    coverage = the_count(world).coverage
    assert coverage
    assert (coverage.network_count, coverage.listed, coverage.own, coverage.gap) == (5, 2, 0, 3)
    assert coverage.counted_at == world.clock.now()


def test_C05_a_count_that_is_met_is_not_called_complete() -> None:
    world = a_world()
    world.put(an_answer("c1"))
    count(world, p1=1)
    assert the_count(world).coverage
    assert not the_count(world).is_covered
    assert the_count(world).is_finished


def test_the_next_part_of_a_thread_is_an_answer_of_ours() -> None:
    second = a_post(Network.X, "p2", published_at=later(seconds=40))
    world = a_world(POST, second)
    count(world, p1=1, p2=0)
    first, last = the_count(world).coverage, the_count(world, second).coverage
    assert first
    assert last
    assert (first.own, first.gap, last.own) == (1, 0, 0)


def test_C11_who_dies_while_counting_does_not_ask_for_the_counts_every_minute() -> None:
    world = a_world(POST, a_post(Network.X, "p2"))
    world.steps.arm(2)
    with pytest.raises(Death):
        count(world, p1=1, p2=1)
    world.steps.arm(None)
    world.clock.advance(minutes=1)
    assert count(world, p1=1, p2=1) == 0
    world.clock.advance(hours=1)
    assert count(world, p1=1, p2=1) == 2


def test_it_is_counted_every_six_hours_and_the_week_alone() -> None:
    world = a_world()
    assert count(world, p1=1) == 1
    world.clock.advance(hours=5)
    assert count(world, p1=2) == 0
    world.clock.advance(hours=1)
    assert count(world, p1=2) == 1
    coverage = the_count(world).coverage
    assert coverage
    assert coverage.network_count == 2
    assert world.answer_counts.asked_since[-1] == world.clock.now() - timedelta(days=7)
    world.clock.advance(days=9)
    assert count(world, p1=3) == 0


@pytest.mark.parametrize(
    "error",
    [
        RateLimitedError("429", retry_after_seconds=60),
        TransientServiceError("503"),
        CredentialsRejectedError("dead"),
        RejectedByServiceError("credits", code="402"),
    ],
)
def test_C11_a_network_that_does_not_tell_is_asked_in_an_hour_and_the_last_count_stays(
    error: ExternalServiceError,
) -> None:
    world = a_world()
    count(world, p1=1)
    before = the_count(world)
    world.clock.advance(hours=7)
    world.answer_counts.error = error
    assert count(world, p1=2) == 0
    assert the_count(world) == before
    world.answer_counts.error = None
    assert count(world, p1=2) == 0
    world.clock.advance(hours=1)
    assert count(world, p1=2) == 1


def test_a_post_that_was_taken_down_and_one_that_X_does_not_list_are_not_counted() -> None:
    gone = removed(a_post(Network.X, "p2"), NOW)
    world = a_world(POST, gone)
    assert count(world, p2=4, p7=1) == 0
    assert world.records.find(ids.reading_id(gone.id)) is None


def test_before_there_is_a_post_on_X_nothing_is_asked() -> None:
    world = World()
    assert count(world) == 0
    assert world.answer_counts.asked_since == []
    assert world.records.find(X_ACCOUNT_READING) is None
