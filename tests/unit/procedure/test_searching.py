"""3.1 on X: what does not mention us is found, seldom, by the same path as a mention, and never for ever in vain."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib import texts_es
from chalicelib.domain.account_health import unknown_health
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RateLimitedError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, X_LOOKS_READING, X_SEARCH_READING, Reading, reading_of
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.domain.records import Duty
from chalicelib.ports import CommentPage
from chalicelib.procedure.searching import MOST_CONVERSATIONS
from tests.builders import NOW, a_network_comment, a_post, later
from tests.fakes import Work
from tests.mortality import Death
from tests.world import World

HOUR = timedelta(hours=1)
POST = a_post(Network.X, "100")
EMPTY = CommentPage(())


class Asked:
    """`ports.CommentSource` that keeps what was asked, and gives what it is told to."""

    def __init__(self, *pages: CommentPage | Exception) -> None:
        self.asked: list[tuple[str | None, str | None, str | None]] = []
        self._pages = list(pages)

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        self.asked.append((network_post_id, cursor, page))
        following = self._pages.pop(0) if self._pages else EMPTY
        if isinstance(following, Exception):
            raise following
        return following


def a_world(*pages: CommentPage | Exception, posts: int = 1) -> tuple[World, Asked]:
    """Give a world with posts on X just out, whose mentions were read once; and the search that it asks."""
    world, asked = World(), Asked(*pages)
    published = [a_post(Network.X, str(100 + number)) for number in range(posts)]
    world.put(*published, reading_of(published[0], NOW))
    world.conversations = asked  # type: ignore[assignment]
    world.shows(Network.X, EMPTY)
    world.clock.advance(minutes=1)
    world.collect(X_ACCOUNT_READING)
    return world, asked


def the_search(world: World) -> Reading:
    found = world.the(X_SEARCH_READING)
    assert isinstance(found, Reading)
    return found


def quiet(network_id: str = "201", text: str = "queja: un bache") -> NetworkComment:
    return a_network_comment(
        network_id, text, network=Network.X, at=later(minutes=5), network_post_id="100", network_post_at=NOW
    )


def run_for(world: World, duration: timedelta) -> None:
    """Let the search come as often as it is due."""
    end = world.clock.now() + duration
    while (due_at := the_search(world).due_at) is not None and due_at <= end:
        world.clock.set(max(due_at, world.clock.now()))
        world.collect(X_SEARCH_READING)
    world.clock.set(end)


def test_an_account_whose_mentions_are_read_is_searched_and_looked_at_again() -> None:
    world, _ = a_world()
    for reading_id in (X_SEARCH_READING, X_LOOKS_READING):
        reading = world.the(reading_id)
        assert (reading.duty, reading.is_finished) == (Duty.COLLECT, False)
        assert reading.due_at


def test_a_post_is_searched_for_at_five_ages_and_no_oftener() -> None:
    world, asked = a_world()
    run_for(world, timedelta(days=8))
    assert [one[0] for one in asked.asked] == ["100"] * 5


def test_a_comment_that_is_found_is_stored_classified_and_referred_as_any_other() -> None:
    world, _ = a_world(CommentPage((quiet(),), shown=("201",)))
    run_for(world, 2 * HOUR)
    [comment] = world.of_kind(Comment)
    assert (comment.network_id, comment.publication, comment.revision) == ("201", POST.publication, 1)
    assert world.queues.ids(Work.REFER) == [comment.id]


@pytest.mark.parametrize("first", ["mention", "search"])
def test_C16_whichever_way_brings_a_comment_first_it_is_recorded_once(first: str) -> None:
    world, _ = a_world(CommentPage((quiet(),)))

    def mention() -> None:
        world.clock.advance(minutes=1)
        world.shows(Network.X, CommentPage((quiet(),)))
        world.collect(X_ACCOUNT_READING)

    if first == "mention":
        mention()
    run_for(world, 2 * HOUR)
    if first == "search":
        mention()
    [comment] = world.of_kind(Comment)
    assert (comment.revision, len(comment.versions), world.classifier.calls) == (1, 1, 2)


def test_several_posts_are_one_query_and_more_than_fit_are_searched_next() -> None:
    world, asked = World(), Asked()
    posts = [
        a_post(Network.X, str(100 + number), published_at=later(seconds=number))
        for number in range(MOST_CONVERSATIONS + 3)
    ]
    world.put(*posts, reading_of(posts[0], NOW))
    world.conversations = asked  # type: ignore[assignment]
    world.shows(Network.X, EMPTY)
    world.clock.advance(minutes=1)
    world.collect(X_ACCOUNT_READING)
    run_for(world, 2 * HOUR)
    first, second = (str(one[0]).split(",") for one in asked.asked)
    assert (len(first), len(second)) == (MOST_CONVERSATIONS, 3)
    assert {*first, *second} == {post.network_id for post in posts}


def test_a_search_begins_where_the_one_before_ended() -> None:
    world, asked = a_world()
    run_for(world, 7 * HOUR)
    assert [one[1] for one in asked.asked] == [
        (NOW - timedelta(minutes=15)).isoformat(),
        (NOW + HOUR - timedelta(minutes=15)).isoformat(),
    ]


def test_what_mentions_us_is_left_out_once_our_name_is_known() -> None:
    world, asked = a_world()
    world.put(unknown_health(Network.X, NOW).evolve(account_name="@leon"))
    run_for(world, 2 * HOUR)
    assert asked.asked[0][0] == "100,@leon"


def test_posts_of_other_networks_and_older_than_a_week_are_not_searched_for() -> None:
    world, asked = a_world()
    world.put(a_post(Network.FACEBOOK, "900"))
    run_for(world, timedelta(days=9))
    count = len(asked.asked)
    run_for(world, timedelta(days=30))
    assert len(asked.asked) == count
    assert all("900" not in str(one[0]) for one in asked.asked)


def test_a_plan_without_search_is_shown_to_a_person_and_asked_again_once_a_day() -> None:
    refusals = [RejectedByServiceError("403", code="not_permitted") for _ in range(3)]
    world, asked = a_world(*refusals, CommentPage((quiet(),)))
    run_for(world, timedelta(hours=3))
    assert [record.id for record in world.records.waiting()] == [X_SEARCH_READING]
    attention = the_search(world).attention
    assert attention
    assert attention.reason == texts_es.SEARCH_REFUSED
    since = attention.since
    run_for(world, timedelta(days=2))
    assert len(asked.asked) == 3
    kept = the_search(world).attention
    assert kept
    assert kept.since == since
    run_for(world, timedelta(days=1))
    assert len(asked.asked) >= 4
    assert world.of_kind(Comment)
    assert the_search(world).attention is None


def test_C11_a_search_that_must_wait_stays_under_way_and_nothing_is_lost() -> None:
    world, asked = a_world(
        RateLimitedError("429", retry_after_seconds=600), TransientServiceError("503"), CommentPage((quiet(),))
    )
    run_for(world, 2 * HOUR)
    assert [one[0] for one in asked.asked] == ["100"] * 3
    assert [comment.network_id for comment in world.of_kind(Comment)] == ["201"]


@pytest.mark.parametrize("step", range(1, 8))
@pytest.mark.parametrize("is_after", [True, False])
def test_C13_a_searcher_may_die_at_any_step_and_the_comment_is_found(step: int, *, is_after: bool) -> None:
    page = CommentPage((quiet(),), shown=("201",))
    world, _ = a_world(page, page, page)
    world.clock.advance(minutes=70)
    world.steps.arm(step, is_after=is_after)
    with suppress(Death):
        world.collect(X_SEARCH_READING)
    world.steps.arm(None)
    run_for(world, 2 * HOUR)
    [comment] = world.of_kind(Comment)
    assert len(comment.versions) == 1


def test_a_flood_is_read_on_with_the_same_query() -> None:
    pages = [CommentPage((quiet(str(1000 + number)),), next_page=str(number)) for number in range(200)]
    world, asked = a_world(*pages, CommentPage((quiet("5000"),)))
    run_for(world, 2 * HOUR)
    assert {one[0] for one in asked.asked} == {"100"}
    assert len(world.of_kind(Comment)) == 201
    assert the_search(world).network_post_id is None


def test_a_search_that_the_budget_has_no_room_for_waits_and_is_made_up_for() -> None:
    world, asked = a_world(CommentPage((quiet(),), shown=("201",)))
    world.catalogue.reads = ReadPrices(mention=Decimal("0.001"), post=Decimal("0.005"), monthly_budget=Decimal(0))
    run_for(world, 5 * HOUR)
    assert asked.asked == []
    world.catalogue.reads = world.catalogue.reads.model_copy(update={"monthly_budget": Decimal(30)})
    run_for(world, 2 * HOUR)
    assert [comment.network_id for comment in world.of_kind(Comment)] == ["201"]
    assert sum(the_search(world).reads_by_day.values()) == 1


def test_a_search_ends_where_its_budget_does() -> None:
    pages = [
        CommentPage((quiet(str(1000 + number)),), next_page=str(number), shown=(str(1000 + number),))
        for number in range(50)
    ]
    world, asked = a_world(*pages)
    # Of twenty-three days in thirty, eight tenths of ten cents: six cents, which is twelve posts.
    world.catalogue.reads = ReadPrices(mention=Decimal("0.001"), post=Decimal("0.005"), monthly_budget=Decimal("0.10"))
    run_for(world, 3 * HOUR)
    assert len(asked.asked) == 12
    assert sum(the_search(world).reads_by_day.values()) == 12
