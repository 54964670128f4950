"""3.1 on X: what was deleted, hidden or edited is noticed by looking again, and nothing is buried that was there."""

from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.errors import RateLimitedError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, X_LOOKS_READING, Reading, reading_of
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.ports import CommentPage
from tests.builders import NOW, a_network_comment, a_post, later
from tests.mortality import Death
from tests.world import World

POST = a_post(Network.X, "100")
HOUR = timedelta(hours=1)


def said(network_id: str, text: str = "gracias", at: datetime = NOW, **changes: object) -> NetworkComment:
    return a_network_comment(
        network_id, text, network=Network.X, at=at, network_post_id="100", network_post_at=NOW, **changes
    )


def a_world(*comments: NetworkComment) -> World:
    """Give a world that has read these comments as mentions, and may look at them."""
    world = World()
    world.put(POST, reading_of(POST, NOW))
    world.shows(Network.X, CommentPage(tuple(comments), cursor="999"))
    world.conversations.readings = [[CommentPage(())]]
    world.lookup.there = {comment.network_id: comment for comment in comments}
    world.clock.advance(minutes=1)
    world.collect(X_ACCOUNT_READING)
    return world


def the_looks(world: World) -> Reading:
    found = world.the(X_LOOKS_READING)
    assert isinstance(found, Reading)
    return found


def run_for(world: World, duration: timedelta) -> None:
    """Let the looks come as often as they are due."""
    end = world.clock.now() + duration
    while (due_at := the_looks(world).due_at) is not None and due_at <= end:
        world.clock.set(max(due_at, world.clock.now()))
        world.collect(X_LOOKS_READING)
    world.clock.set(end)


def the(world: World, network_id: str) -> Comment:
    [comment] = [one for one in world.of_kind(Comment) if one.network_id == network_id]
    assert isinstance(comment, Comment)
    return comment


def test_a_comment_is_looked_at_five_times_in_a_week_and_no_oftener() -> None:
    world = a_world(said("201"))
    run_for(world, timedelta(days=10))
    assert world.lookup.asked == [["201"]] * 5


def test_what_is_as_it_was_is_not_written() -> None:
    world = a_world(said("201"))
    run_for(world, timedelta(days=10))
    assert the(world, "201").revision == 1


def test_C08_what_two_looks_in_a_row_do_not_find_gets_a_tombstone() -> None:
    world = a_world(said("201"), said("202"))
    world.lookup.gone = {"201"}
    run_for(world, 80 * timedelta(minutes=1))
    assert the(world, "201").deleted_at is None
    run_for(world, 30 * timedelta(minutes=1))
    assert the(world, "201").deleted_at
    assert the(world, "201").text == "gracias"
    assert the(world, "202").deleted_at is None
    asked = [ids for ids in world.lookup.asked if "201" in ids]
    assert asked == [["201", "202"], ["201"]]


def test_C08_one_look_that_finds_nothing_buries_nothing() -> None:
    world = a_world(said("201"))
    world.lookup.gone = {"201"}
    run_for(world, 70 * timedelta(minutes=1))
    world.lookup.gone = set()
    run_for(world, timedelta(days=8))
    assert the(world, "201").deleted_at is None


def test_C09_a_protected_author_hides_and_deletes_nothing_and_the_comment_may_come_back() -> None:
    world = a_world(said("201"))
    world.lookup.hidden = {"201"}
    run_for(world, 8 * HOUR)
    hidden = the(world, "201")
    assert (hidden.versions[-1].is_hidden, hidden.deleted_at, len(hidden.versions)) == (True, None, 2)
    world.lookup.hidden = set()
    run_for(world, timedelta(days=2))
    shown = the(world, "201")
    assert (shown.versions[-1].is_hidden, shown.deleted_at, len(shown.versions)) == (False, None, 3)


def test_C07_an_edit_is_a_version_and_what_it_says_now_is_referred() -> None:
    world = a_world(said("201", "ok"))
    world.lookup.there["201"] = said("201", "queja: un bache", answer_id="301")
    run_for(world, 2 * HOUR)
    edited = the(world, "201")
    assert [version.text for version in edited.versions] == ["ok", "queja: un bache"]
    assert (edited.answer_id, edited.state) == ("301", CommentState.TO_REFER)
    run_for(world, timedelta(days=8))
    assert len(the(world, "201").versions) == 2


def test_an_account_that_was_closed_and_opens_again_brings_its_comments_back() -> None:
    world = a_world(said("201"))
    world.lookup.gone = {"201"}
    run_for(world, 3 * HOUR)
    assert the(world, "201").deleted_at
    world.lookup.gone = set()
    run_for(world, timedelta(days=2))
    assert the(world, "201").deleted_at is None


def test_an_id_that_is_not_answered_proves_nothing() -> None:
    world = a_world(said("201"), said("202"))
    world.lookup.unanswered = {"201"}
    run_for(world, timedelta(days=8))
    assert len(world.lookup.asked) == 5
    assert the(world, "201").deleted_at is None


def test_a_hundred_go_in_one_request() -> None:
    world = a_world(*(said(str(1000 + number)) for number in range(250)))
    run_for(world, 2 * HOUR)
    assert [len(ids) for ids in world.lookup.asked] == [100, 100, 50]


@pytest.mark.parametrize(
    "error", [RateLimitedError("429", retry_after_seconds=900), TransientServiceError("503")], ids=["429", "503"]
)
def test_C11_a_look_that_fails_stays_under_way_and_counts_as_none(error: TransientServiceError) -> None:
    world = a_world(said("201"))
    world.lookup.gone, world.lookup.error = {"201"}, error
    run_for(world, 2 * HOUR)
    assert len(world.lookup.asked) > 2
    assert the(world, "201").deleted_at is None
    world.lookup.error = None
    run_for(world, 20 * timedelta(minutes=1))
    assert the(world, "201").deleted_at is None
    run_for(world, 2 * HOUR)
    assert the(world, "201").deleted_at


def test_a_refusal_is_shown_to_a_person_and_not_repeated_oftener_than_hourly() -> None:
    world = a_world(said("201"))
    world.lookup.error = RejectedByServiceError("403", code="not_permitted")
    run_for(world, 6 * HOUR)
    assert 5 <= len(world.lookup.asked) <= 6
    assert [record.id for record in world.records.waiting()] == [X_LOOKS_READING]


@pytest.mark.parametrize("step", range(1, 10))
@pytest.mark.parametrize("is_after", [True, False])
def test_C13_whoever_looks_may_die_at_any_step(step: int, *, is_after: bool) -> None:
    world = a_world(said("201", "ok"), said("202"), said("203"))
    world.lookup.there["201"] = said("201", "queja: un bache", answer_id="301")
    world.lookup.gone = {"202"}
    run_for(world, 61 * timedelta(minutes=1))
    for _ in range(2):
        world.clock.set(max(the_looks(world).due_at or world.clock.now(), world.clock.now()))
        world.steps.arm(step, is_after=is_after)
        with suppress(Death):
            world.collect(X_LOOKS_READING)
        world.steps.arm(None)
    run_for(world, 2 * HOUR)
    assert [version.text for version in the(world, "201").versions] == ["ok", "queja: un bache"]
    assert the(world, "202").deleted_at
    assert the(world, "203").revision == 1


def test_no_more_is_looked_at_than_the_budget_leaves() -> None:
    world = a_world(*(said(str(1000 + number), at=later(seconds=number)) for number in range(50)))
    # Of twenty-three days in thirty, six tenths: forty-six cents, which is ninety-two posts; eighty were read today.
    world.catalogue.reads = ReadPrices(mention=Decimal("0.001"), post=Decimal("0.005"), monthly_budget=Decimal("0.50"))
    run_for(world, 2 * HOUR)
    [asked] = world.lookup.asked
    assert len(asked) == 46
    assert sum(the_looks(world).reads_by_day.values()) == 46
    run_for(world, 30 * HOUR)
    assert sum(len(ids) for ids in world.lookup.asked) * Decimal("0.005") <= Decimal("0.30") * 25 / 30
