"""The accounts' health: told in time and once; a network that is silent is not a dead token; renewed secrets count."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.account_health import NOTICE_DAYS, AccountHealth, health_id
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Duty
from chalicelib.ports import AccountStanding
from chalicelib.procedure.probing import Probed, probe_accounts
from tests.builders import NOW
from tests.model_network import Answer
from tests.world import World

HOUR = timedelta(hours=1)
META = (Network.FACEBOOK, Network.INSTAGRAM)


def probe(world: World) -> tuple[Probed, ...]:
    return probe_accounts(records=world.records, probes=world.probes.__getitem__, clock=world.clock)


def news(world: World) -> list[Network]:
    return [one.health.network for one in probe(world) if one.is_news]


def health(world: World, network: Network = Network.FACEBOOK) -> AccountHealth:
    found = world.the(health_id(network))
    assert isinstance(found, AccountHealth)
    return found


def stands(missing: frozenset[str] = frozenset(), expires_at: datetime | None = None) -> AccountStanding:
    return AccountStanding("123", "Municipio de León", frozenset({"pages_manage_posts"}), missing, expires_at)


def test_an_account_in_order_waits_for_nobody_and_is_asked_once_a_day() -> None:
    world = World()
    for _ in range(48):
        probe(world)
        world.clock.advance(minutes=60)
    assert world.probes[Network.X].requests == 3
    assert world.records.waiting() == []
    assert health(world, Network.X).account_name == "@municipio"


def test_P25_a_dead_token_is_told_at_once_and_once_and_a_renewed_secret_clears_it() -> None:
    world = World()
    world.probes[Network.FACEBOOK].standing = CredentialsRejectedError("session expired")
    assert news(world) == [Network.FACEBOOK]
    assert (health(world).duty, health(world).is_finished) == (Duty.PERSON, False)
    world.clock.advance(minutes=60)
    assert news(world) == []
    assert [record.id for record in world.records.waiting()] == ["HEALTH-facebook"]
    world.probes[Network.FACEBOOK].standing = stands()
    world.clock.advance(minutes=60)
    assert news(world) == []
    assert health(world).problem is None
    assert world.records.waiting() == []


def test_P25_each_notice_of_the_expiry_is_given_once_fourteen_seven_three_and_one_day_before() -> None:
    world = World()
    expires_at = NOW + timedelta(days=20)
    world.probes[Network.FACEBOOK].standing = stands(expires_at=expires_at)
    told = []
    for _ in range(21 * 24):
        if news(world):
            told.append(-(-(expires_at - world.clock.now()) // timedelta(days=1)))
        world.clock.advance(minutes=60)
    assert told == list(NOTICE_DAYS)
    assert "vencieron" in (health(world).problem or "")


def test_P25_a_probe_that_comes_late_gives_the_nearest_notice_only() -> None:
    world = World()
    world.probes[Network.FACEBOOK].standing = stands(expires_at=NOW + timedelta(days=2, hours=12))
    assert news(world) == [Network.FACEBOOK]
    assert health(world).notices_sent == (3,)
    assert "26/11/2026" in (health(world).problem or "")


def test_P25_a_new_expiry_begins_its_notices_anew() -> None:
    world = World()
    world.probes[Network.FACEBOOK].standing = stands(expires_at=NOW + timedelta(days=5))
    assert news(world) == [Network.FACEBOOK]
    world.probes[Network.FACEBOOK].standing = stands(expires_at=NOW + timedelta(days=60))
    world.clock.advance(minutes=60)
    assert news(world) == []
    assert (health(world).problem, health(world).notices_sent) == (None, ())


def test_P25_a_permission_that_was_removed_is_named_and_told_once() -> None:
    world = World()
    lacking = frozenset({"pages_manage_posts", "instagram_content_publish"})
    world.probes[Network.FACEBOOK].standing = stands(missing=lacking)
    assert news(world) == [Network.FACEBOOK]
    assert "instagram_content_publish, pages_manage_posts" in (health(world).problem or "")
    world.clock.advance(minutes=60)
    assert news(world) == []


def test_P26_a_suspended_account_is_told() -> None:
    world = World()
    world.probes[Network.X].standing = RejectedByServiceError("suspended", code="account_blocked")
    assert news(world) == [Network.X]


@pytest.mark.parametrize("error", [TransientServiceError("503"), RateLimitedError("429", retry_after_seconds=900)])
def test_a_network_that_does_not_answer_is_no_dead_token_and_is_asked_again_within_the_hour(
    error: ExternalServiceError,
) -> None:
    world = World()
    world.probes[Network.FACEBOOK].standing = error
    assert news(world) == []
    assert (health(world).unreachable_since, health(world).problem) == (world.clock.now(), None)
    world.clock.advance(minutes=60)
    probe(world)
    assert world.probes[Network.FACEBOOK].requests == 2
    world.probes[Network.FACEBOOK].standing = stands()
    world.clock.advance(minutes=60)
    probe(world)
    assert health(world).unreachable_since is None


def test_P6_a_network_silent_for_a_day_is_shown_to_a_person_once() -> None:
    world = World()
    world.probes[Network.FACEBOOK].standing = TransientServiceError("503")
    told = []
    for hour in range(30):
        told += [hour for _ in news(world)]
        world.clock.advance(minutes=60)
    assert told == [24]


def test_a_dead_token_stays_known_while_the_network_is_silent() -> None:
    world = World()
    world.probes[Network.FACEBOOK].standing = CredentialsRejectedError("expired")
    probe(world)
    world.probes[Network.FACEBOOK].standing = TransientServiceError("503")
    world.clock.advance(minutes=60)
    assert news(world) == []
    assert health(world).problem
    assert [record.id for record in world.records.waiting()] == ["HEALTH-facebook"]


# Rotation in mid run ----------------------------------------------------------------------------------------------


def test_P25_a_token_that_dies_between_upload_and_post_holds_the_post_which_goes_out_with_the_renewed_one() -> None:
    world = World()
    world.released(Network.X)
    world.accounts[Network.X].answers = [Answer.DEAD_TOKEN, Answer.DEAD_TOKEN]
    world.carry_out()
    held = world.delivery()
    assert (held.state, held.duty) == (DeliveryState.HELD, Duty.PUBLISH)
    world.run()
    assert world.delivery().state is DeliveryState.DONE
    assert len(world.accounts[Network.X].live) == 1


def test_P25_a_token_that_dies_between_two_posts_loses_neither() -> None:
    world = World()
    world.released(*META)
    world.carry_out(world.delivery(Network.FACEBOOK).id)
    world.accounts[Network.INSTAGRAM].answers = [Answer.DEAD_TOKEN]
    world.run()
    for network in META:
        assert world.delivery(network).state is DeliveryState.DONE
        assert len(world.accounts[network].live) == 1
