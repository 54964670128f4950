"""C11: readings share a network's limits with publishing and with each other: of two pollers here neither knows the other."""

from datetime import timedelta
from decimal import Decimal

import pytest

from chalicelib import texts_es
from chalicelib.domain.account import AccountState, account_id, new_account
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RateLimitedError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, Reading, reading_of
from chalicelib.domain.read_budget import ReadPrices
from chalicelib.domain.strain import POSTPONED_AT_MOST
from chalicelib.ports import CommentPage, NetworkUsage
from tests.builders import NOW, a_network_comment, a_post, later
from tests.world import World

MINUTE = timedelta(minutes=1)
HOT, COLD = (a_post(Network.FACEBOOK, name) for name in ("hot", "cold"))
HOT_READING, COLD_READING = (f"{post.id}#reading" for post in (HOT, COLD))
STRAINED = CommentPage((), is_whole=True, usage=NetworkUsage(percent=80))
EASY = CommentPage((), is_whole=True, usage=NetworkUsage(percent=20))


def a_world(*pages: CommentPage | RateLimitedError) -> World:
    """Give a world with a young post and one of yesterday, both due."""
    world = World()
    yesterday = reading_of(COLD, NOW - timedelta(days=1))
    world.put(HOT, COLD, reading_of(HOT, NOW), yesterday.evolve(due_at=later(minutes=1)))
    world.shows(Network.FACEBOOK, *pages)
    world.clock.advance(minutes=1)
    return world


def due_in(world: World, reading_id: str) -> timedelta:
    reading = world.the(reading_id)
    assert isinstance(reading, Reading)
    assert reading.due_at
    return reading.due_at - world.clock.now()


def the_account(world: World, network: Network = Network.FACEBOOK) -> AccountState | None:
    found = world.stored.find(account_id(network))
    return found if isinstance(found, AccountState) else None


def test_with_limits_at_ease_nothing_is_noted_and_the_rhythm_is_the_usual() -> None:
    world = a_world(EASY)
    world.collect(HOT_READING)
    assert the_account(world) is None
    assert due_in(world, HOT_READING) == MINUTE


def test_C11_when_a_limit_is_strained_what_is_hot_is_slowed_down_and_the_rest_waits() -> None:
    world = a_world(STRAINED)
    world.collect(HOT_READING)
    assert due_in(world, HOT_READING) == 3 * MINUTE
    requests = world.sources[Network.FACEBOOK].requests
    outcome = world.collect(COLD_READING)
    assert outcome.problem == texts_es.READING_GIVES_WAY
    assert world.sources[Network.FACEBOOK].requests == requests
    assert due_in(world, COLD_READING) == 15 * MINUTE


def test_C11_what_is_hot_goes_on_while_the_limit_is_strained() -> None:
    world = a_world(STRAINED)
    world.collect(HOT_READING)
    world.clock.advance(minutes=3)
    requests = world.sources[Network.FACEBOOK].requests
    world.collect(HOT_READING)
    assert world.sources[Network.FACEBOOK].requests == requests + 1


def test_what_gave_way_is_read_once_the_limit_is_free() -> None:
    world = a_world(STRAINED)
    world.collect(HOT_READING)
    world.collect(COLD_READING)
    world.shows(Network.FACEBOOK, CommentPage((a_network_comment(),), is_whole=True))
    world.clock.advance(minutes=15)
    world.collect(COLD_READING)
    assert world.of_kind(Comment)
    assert world.the(COLD_READING).postponed_since is None


def test_a_limit_that_is_always_strained_silences_nothing() -> None:
    world = a_world(STRAINED)
    source = world.sources[Network.FACEBOOK]
    read_at = []
    for _ in range(int(POSTPONED_AT_MOST / MINUTE) + 60):
        world.collect(HOT_READING)
        before = source.requests
        world.collect(COLD_READING)
        if source.requests > before:
            read_at.append(world.clock.now())
        world.clock.advance(minutes=1)
    assert read_at
    assert read_at[0] - NOW <= POSTPONED_AT_MOST + timedelta(minutes=20)


def test_many_readings_under_strain_write_the_accounts_record_seldom() -> None:
    world = a_world(STRAINED)
    for _ in range(30):
        world.collect(HOT_READING)
        world.clock.advance(minutes=3)
    account = the_account(world)
    assert account
    assert account.revision <= 90 / 5 + 1


@pytest.mark.parametrize(("told", "waits"), [(600, 10 * MINUTE), (60, MINUTE)], ids=["reset told", "not told"])
def test_C11_a_refusal_stops_both_pollers_and_only_one_calls(told: int, waits: timedelta) -> None:
    world = a_world(RateLimitedError("(#4) Application request limit reached", retry_after_seconds=told))
    world.collect(HOT_READING)
    assert world.sources[Network.FACEBOOK].requests == 1
    for reading_id in (HOT_READING, COLD_READING):
        world.collect(reading_id)
        assert due_in(world, reading_id) == waits
    assert world.sources[Network.FACEBOOK].requests == 1


def test_C11_a_pause_that_publishing_was_asked_for_is_kept_by_reading() -> None:
    world = a_world(EASY)
    world.put(new_account(Network.FACEBOOK, NOW).blocked(later(minutes=20), "pausa"))
    world.collect(HOT_READING)
    assert world.sources[Network.FACEBOOK].requests == 0
    assert due_in(world, HOT_READING) == 19 * MINUTE


def test_C11_reading_that_rests_holds_no_post_back() -> None:
    world = a_world(RateLimitedError("limit", retry_after_seconds=600))
    world.collect(HOT_READING)
    account = the_account(world)
    assert account
    assert not account.is_blocked(world.clock.now())


def test_the_limits_of_one_network_hold_no_other_back() -> None:
    world = a_world(STRAINED)
    on_instagram = a_post(Network.INSTAGRAM, "cold")
    reading = reading_of(on_instagram, NOW - timedelta(days=1)).evolve(due_at=later(minutes=1))
    world.put(on_instagram, reading)
    world.shows(Network.INSTAGRAM, EASY)
    world.collect(HOT_READING)
    world.collect(reading.id)
    assert world.sources[Network.INSTAGRAM].requests == 1


# X ----------------------------------------------------------------------------------------------------------------


def an_x_world(*pages: CommentPage | RateLimitedError) -> World:
    world = World()
    post = a_post(Network.X, "100")
    world.put(post, reading_of(post, NOW))
    world.shows(Network.X, *pages)
    world.clock.advance(minutes=1)
    return world


def test_C11_of_two_pollers_on_X_the_second_finds_the_bookmark_waiting() -> None:
    world = an_x_world(RateLimitedError("429", retry_after_seconds=700))
    world.collect(X_ACCOUNT_READING)
    world.collect(X_ACCOUNT_READING)
    assert world.sources[Network.X].requests == 1
    assert due_in(world, X_ACCOUNT_READING) == timedelta(seconds=700)


def test_C11_mentions_are_slowed_down_when_little_is_left_of_their_limit() -> None:
    world = an_x_world(CommentPage((), usage=NetworkUsage(percent=90, free_in_seconds=600)))
    world.collect(X_ACCOUNT_READING)
    assert due_in(world, X_ACCOUNT_READING) == 3 * MINUTE


def a_mention(network_id: str) -> CommentPage:
    said = a_network_comment(network_id, network=Network.X, network_post_id="100", network_post_at=NOW)
    return CommentPage((said,), cursor=network_id, shown=(network_id,))


def prices(budget: str) -> ReadPrices:
    return ReadPrices(mention=Decimal("0.001"), post=Decimal("0.005"), monthly_budget=Decimal(budget))


def test_what_the_mentions_show_is_counted_once_a_day_in_the_write_that_moves_the_bookmark() -> None:
    world = an_x_world(a_mention("201"))
    world.collect(X_ACCOUNT_READING)
    for _ in range(5):
        world.clock.advance(minutes=1)
        versions = len(world.stored.versions)
        world.collect(X_ACCOUNT_READING)
        assert len(world.stored.versions) == versions + 1
    assert world.the(X_ACCOUNT_READING).reads_by_day == {"2026-11-23": 1}
    world.clock.advance(minutes=24 * 60)
    world.collect(X_ACCOUNT_READING)
    assert world.the(X_ACCOUNT_READING).reads_by_day == {"2026-11-23": 1, "2026-11-24": 1}


def test_when_the_months_budget_is_spent_mentions_go_slower_and_a_person_sees_it() -> None:
    world = an_x_world(*[a_mention(str(number)) for number in range(201, 203)])
    world.sources[Network.X].readings = [[a_mention(str(number))] for number in range(201, 230)]
    world.catalogue.reads = prices("0.01")
    for _ in range(200):
        world.collect(X_ACCOUNT_READING)
        world.clock.advance(minutes=1)
    reading = world.the(X_ACCOUNT_READING)
    assert reading.attention.reason == texts_es.READS_SPENT
    # Ten in as many minutes, then every half hour: none is lost and none is silently left.
    assert 15 <= len(world.of_kind(Comment)) <= 17
    assert [record.id for record in world.records.waiting()] == [X_ACCOUNT_READING]
    since = reading.attention.since
    world.clock.advance(minutes=31)
    world.collect(X_ACCOUNT_READING)
    assert world.the(X_ACCOUNT_READING).attention.since == since


def test_in_a_new_month_the_mentions_are_read_as_ever() -> None:
    world = an_x_world(a_mention("201"))
    world.catalogue.reads = prices("0")
    world.collect(X_ACCOUNT_READING)
    assert world.the(X_ACCOUNT_READING).attention
    world.catalogue.reads = prices("0.01")
    world.clock.set(later(days=10))
    world.collect(X_ACCOUNT_READING)
    assert world.the(X_ACCOUNT_READING).attention is None
    assert due_in(world, X_ACCOUNT_READING) == MINUTE
