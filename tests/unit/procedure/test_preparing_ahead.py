"""2.5, to the second: what takes time is made ready before the hour, and promises nothing (P1, P2, P27)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.account import account_id
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    OutcomeUnknownError,
    RateLimitedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from chalicelib.procedure.asking import LEAST_AHEAD
from chalicelib.procedure.commanding import stop_everything
from chalicelib.procedure.dispatching import dispatch_publications
from chalicelib.procedure.preparing_ahead import TOO_NEAR
from tests.builders import NOW, the_image_office
from tests.fakes import Request, Work
from tests.model_network import ModelAccount
from tests.world import World

DUE = NOW + timedelta(minutes=10)
INSTAGRAM = Network.INSTAGRAM


class ContainerAccount(ModelAccount):
    """Takes two looks, as Instagram does: the container is made, and can go out when it is looked at again."""

    made: int = 0
    meanwhile: Callable[[], object] = staticmethod(lambda: None)

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        if self.stagings:
            return super().stage(post, staged)
        self.meanwhile()
        if staged.container_id is None:
            self.made += 1
            return Staged(container_id=f"c{self.made}")
        return super().stage(post, staged)


def a_world(ahead: timedelta = timedelta(seconds=60)) -> tuple[World, ContainerAccount]:
    """Give a world in which a post on Instagram is due soon."""
    world = World()
    account = ContainerAccount(world.clock, world.steps, name="instagram")
    world.accounts[INSTAGRAM] = account
    world.prepared(INSTAGRAM)
    world.authorise()
    world.schedule(DUE)
    world.queues.take()
    world.clock.set(DUE - ahead)
    return world, account


def early(world: World) -> None:
    """Let a worker come before the hour."""
    world.carry_out(world.delivery(INSTAGRAM).id)


def is_out_once_on_time(world: World, account: ContainerAccount, late: timedelta = timedelta(seconds=10)) -> bool:
    world.run()
    (shown,) = account.live
    assert world.delivery(INSTAGRAM).state is DeliveryState.DONE
    return DUE <= shown.published_at <= DUE + late


def test_what_is_slow_is_asked_for_at_once_and_at_its_hour_and_nothing_else_is() -> None:
    world = World()
    world.prepared(*SOCIAL_NETWORKS)
    world.authorise()
    world.schedule(DUE)
    world.clock.set(DUE - timedelta(seconds=60))
    world.queues.take()
    dispatch_publications(records=world.records, queues=world.queues, clock=world.clock)
    asked: dict[Network, list[Request]] = {network: [] for network in SOCIAL_NETWORKS}
    for request in world.queues.take():
        asked[next(one for one in SOCIAL_NETWORKS if world.delivery(one).id == request.record_id)].append(request)
    assert {network: len(requests) for network, requests in asked.items()} == {
        **dict.fromkeys(SOCIAL_NETWORKS, 1),
        INSTAGRAM: 2,
    }
    assert Request(Work.PUBLISH, world.delivery(INSTAGRAM).id, 0) in asked[INSTAGRAM]


def test_a_container_is_made_before_the_hour_and_the_post_goes_out_at_the_hour() -> None:
    world, account = a_world()
    before = world.delivery(INSTAGRAM)
    early(world)
    ready = world.delivery(INSTAGRAM)
    assert (ready.staged.container_id, ready.state, ready.tries, ready.epoch) == ("c1", before.state, 0, 0)
    assert (ready.due_at, ready.duty, account.live, account.calls) == (DUE, before.duty, [], [])
    assert is_out_once_on_time(world, account, late=timedelta())
    assert account.made == 1


def test_without_it_the_container_is_made_at_the_hour() -> None:
    world, account = a_world()
    world.clock.set(DUE)
    assert is_out_once_on_time(world, account)
    assert account.live[0].published_at > DUE


@pytest.mark.parametrize(
    "error",
    [
        TransientServiceError("refused"),
        OutcomeUnknownError("reset"),
        RejectedByServiceError("no", code="media_refused"),
        CredentialsRejectedError("expired"),
    ],
)
def test_what_fails_before_the_hour_leaves_the_delivery_as_it_was(error: ExternalServiceError) -> None:
    world, account = a_world()
    before = world.delivery(INSTAGRAM)
    account.stagings = [error]
    early(world)
    assert world.delivery(INSTAGRAM) == before
    assert is_out_once_on_time(world, account)


def test_P08_a_rest_that_was_asked_for_before_the_hour_is_kept_by_all() -> None:
    world, account = a_world()
    account.stagings = [RateLimitedError("too many", retry_after_seconds=900)]
    early(world)
    assert world.the(account_id(INSTAGRAM)).is_blocked(world.clock.now())
    early(world)
    assert (account.made, account.stagings) == (0, [])


def test_P27_what_was_revoked_is_not_prepared() -> None:
    world, account = a_world()
    world.revoke()
    early(world)
    assert (account.made, account.live) == (0, [])


def test_P29_while_everything_is_stopped_nothing_is_prepared() -> None:
    world, account = a_world()
    stop_everything("sismo", the_image_office(), world.commanding)
    before = world.delivery(INSTAGRAM)
    early(world)
    assert (account.made, world.delivery(INSTAGRAM)) == (0, before)


def test_P27_what_is_revoked_after_it_was_prepared_does_not_go_out() -> None:
    world, account = a_world()
    early(world)
    world.revoke()
    world.pass_time(DUE + timedelta(minutes=30))
    assert (account.made, account.live) == (1, [])


def test_P27_what_is_set_for_another_hour_forgets_what_was_prepared() -> None:
    world, _ = a_world()
    early(world)
    world.schedule(DUE + timedelta(hours=30))
    assert world.delivery(INSTAGRAM).staged == Staged()


def test_P14_whoever_changed_it_meanwhile_wins_and_what_was_prepared_is_left_behind() -> None:
    world, account = a_world()
    account.meanwhile = lambda: world.schedule(DUE + timedelta(seconds=1))
    with pytest.raises(RecordConflictError):
        early(world)
    account.meanwhile = lambda: None
    assert world.delivery(INSTAGRAM).staged == Staged()
    assert is_out_once_on_time(world, account, late=timedelta(seconds=20))


def test_P15_what_took_until_the_hour_is_not_kept_so_that_nobody_is_crossed() -> None:
    world, account = a_world()
    account.meanwhile = lambda: world.clock.set(DUE - TOO_NEAR + timedelta(seconds=1))
    before = world.delivery(INSTAGRAM)
    early(world)
    assert world.delivery(INSTAGRAM) == before


@pytest.mark.parametrize("ahead", [LEAST_AHEAD - timedelta(seconds=1), timedelta(seconds=76), timedelta(hours=3)])
def test_P27_too_near_or_too_early_nothing_is_prepared(ahead: timedelta) -> None:
    world, account = a_world(ahead)
    early(world)
    assert account.made == 0


def test_P14_what_is_prepared_twice_is_made_once() -> None:
    world, account = a_world()
    early(world)
    early(world)
    assert account.made == 1
