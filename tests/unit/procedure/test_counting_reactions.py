"""4.4, 5.1: how each post was received goes on record as its network counts it, seldom enough, and never guessed."""

from datetime import timedelta

import pytest

from chalicelib.domain.account import AccountState, account_id
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    NotThereError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post, Reading, reading_of, received, removed
from chalicelib.domain.reactions import Reactions
from chalicelib.ports import CommentPage
from chalicelib.procedure.changing import note_changes
from chalicelib.procedure.counting_answers import count_answers
from chalicelib.procedure.counting_reactions import is_time_to_count
from chalicelib.procedure.recounting import close_day
from tests.builders import NOW, TODAY, a_post, later
from tests.world import World

FACEBOOK, INSTAGRAM, ON_X = (a_post(network) for network in (Network.FACEBOOK, Network.INSTAGRAM, Network.X))


def a_world(post: Post = FACEBOOK, told: Reactions | None = None, page: CommentPage | None = None) -> World:
    """Give a world where a post's comments are due, and a network that tells how it was received."""
    world = World()
    world.put(post, reading_of(post, NOW))
    world.shows(post.network, page or CommentPage((), is_whole=True))
    world.reaction_counts.reactions = {post.network_id: told} if told else {}
    world.clock.advance(minutes=1)
    return world


def read(world: World, post: Post = FACEBOOK, **span: float) -> None:
    """Let time pass, and read the comments as if they were due, of a post where people are still at it."""
    world.clock.advance(**span)
    reading = the_reading(world, post)
    world.records.commit(replace=[reading.enlivened(world.clock.now()).evolve(due_at=world.clock.now())])
    world.collect(reading.id)


def the_reading(world: World, post: Post = FACEBOOK) -> Reading:
    reading = world.the(f"{post.id}#reading")
    assert isinstance(reading, Reading)
    return reading


def the_post(world: World, post: Post = FACEBOOK) -> Post:
    found = world.the(post.id)
    assert isinstance(found, Post)
    return found


def versions(world: World, post: Post = FACEBOOK) -> int:
    return sum(record.id == post.id for record in world.stored.versions)


def test_what_facebook_tells_is_kept_with_the_post_and_when() -> None:
    world = a_world(told=Reactions(likes=12, shares=3))
    read(world)
    post = the_post(world)
    assert (post.reactions, post.reactions_at) == (Reactions(likes=12, shares=3), world.clock.now())


def test_what_instagram_tells_along_with_the_comments_is_kept_without_a_call() -> None:
    world = a_world(INSTAGRAM, page=CommentPage((), is_whole=True, reactions=Reactions(likes=8)))
    read(world, INSTAGRAM)
    assert the_post(world, INSTAGRAM).reactions == Reactions(likes=8)
    assert world.reaction_counts.asked == []


def test_what_X_tells_along_with_the_answers_is_kept_without_a_call() -> None:
    world = World()
    world.put(ON_X, reading_of(ON_X, NOW))
    world.answer_counts.counts = {"p1": 2}
    world.answer_counts.reactions = {"p1": Reactions(likes=5, shares=0, views=900)}
    count_answers(records=world.records, counts=world.answer_counts, clock=world.clock)
    assert the_post(world, ON_X).reactions == Reactions(likes=5, shares=0, views=900)
    assert len(world.answer_counts.asked_since) == 1


def test_they_are_asked_for_every_six_hours_in_the_first_week_and_once_a_day_until_the_thirtieth() -> None:
    world = a_world(told=Reactions(likes=1))
    for _ in range(31 * 12):
        read(world, hours=2)
    asked = len(world.reaction_counts.asked)
    assert 4 * 7 + 22 <= asked <= 4 * 7 + 24
    read(world, days=1)
    assert len(world.reaction_counts.asked) == asked


def test_reactions_that_change_at_every_reading_make_at_most_fifty_two_versions_of_a_post() -> None:
    world = a_world()
    for number in range(31 * 12):
        world.reaction_counts.reactions = {"p1": Reactions(likes=number)}
        read(world, hours=2)
    assert 40 < versions(world) - 1 <= 52


def test_reactions_that_stay_the_same_write_nothing() -> None:
    world = a_world(told=Reactions(likes=12))
    read(world)
    before = versions(world)
    for _ in range(9):
        read(world, hours=6)
    assert len(world.reaction_counts.asked) == 10
    assert versions(world) == before


def test_what_a_network_does_not_tell_is_unknown_and_never_nought() -> None:
    world = a_world()
    read(world)
    assert the_post(world).reactions is None
    assert versions(world) == 1


def test_what_is_told_no_more_leaves_the_last_count() -> None:
    world = a_world(told=Reactions(likes=12))
    read(world)
    world.reaction_counts.reactions = {}
    read(world, hours=6)
    assert the_post(world).reactions == Reactions(likes=12)


@pytest.mark.parametrize(
    "error",
    [
        RateLimitedError("429", retry_after_seconds=60),
        TransientServiceError("503"),
        CredentialsRejectedError("dead"),
        RejectedByServiceError("no such field", code="100"),
        NotThereError("gone"),
    ],
)
def test_C11_a_refusal_stops_no_reading_and_is_asked_again_at_the_next_count(error: ExternalServiceError) -> None:
    world = a_world(told=Reactions(likes=12))
    world.reaction_counts.error = error
    read(world)
    assert the_reading(world).attention is None
    assert the_reading(world).read_at == world.clock.now()
    read(world, hours=5)
    assert len(world.reaction_counts.asked) == 1
    world.reaction_counts.error = None
    read(world, hours=1)
    assert the_post(world).reactions == Reactions(likes=12)


def test_C11_a_limit_met_while_counting_is_told_to_all_readers() -> None:
    world = a_world()
    world.reaction_counts.error = RateLimitedError("429", retry_after_seconds=60)
    read(world)
    account = world.the(account_id(Network.FACEBOOK))
    assert isinstance(account, AccountState)
    assert account.reads_rest_until == world.clock.now() + timedelta(seconds=60)


def test_a_reading_that_fails_asks_for_no_reactions_and_the_next_one_does() -> None:
    world = a_world(told=Reactions(likes=12))
    world.shows(Network.FACEBOOK, TransientServiceError("503"))
    read(world)
    assert world.reaction_counts.asked == []
    world.shows(Network.FACEBOOK, CommentPage((), is_whole=True))
    read(world, minutes=5)
    assert world.reaction_counts.asked == ["p1"]


def test_C20_a_reading_that_goes_on_from_a_page_asks_for_none() -> None:
    reading = reading_of(FACEBOOK, NOW)
    assert is_time_to_count(reading, NOW)
    assert not is_time_to_count(reading.evolve(next_page="2"), NOW)


def test_a_post_that_was_taken_down_meanwhile_keeps_both_facts() -> None:
    world = a_world(told=Reactions(likes=12))
    world.records.commit(replace=[removed(the_post(world), NOW)])
    read(world)
    assert (the_post(world).removed_at, the_post(world).reactions) == (NOW, Reactions(likes=12))


def test_P7_reactions_that_come_after_a_day_was_closed_have_it_counted_anew() -> None:
    world = a_world(told=Reactions(likes=12))
    read(world)
    world.clock.advance(days=1)
    closed = close_day(TODAY, records=world.records, clock=world.clock)
    world.reaction_counts.reactions = {"p1": Reactions(likes=40)}
    read(world)
    assert the_post(world).reactions_at == world.clock.now()
    assert note_changes([(FACEBOOK.kind, FACEBOOK.id)], records=world.records, clock=world.clock) == {TODAY}
    again = close_day(TODAY, records=world.records, clock=world.clock)
    told = [
        next(cells["reactions"]["likes"] for cells in day.counted.cells.values() if "reactions" in cells)
        for day in (closed, again)
        if day.counted
    ]
    assert told == [12, 40]


def test_an_older_count_never_overwrites_a_newer_one() -> None:
    known = received(FACEBOOK, Reactions(likes=9), later(minutes=2))
    assert received(known, Reactions(likes=3), later(minutes=1)) == known
