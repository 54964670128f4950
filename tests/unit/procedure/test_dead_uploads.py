"""P22: a network forgets after a day what was uploaded for a post; no way back to a post goes out with what is gone."""

from datetime import datetime, timedelta

import pytest

from chalicelib import texts_es
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
    UploadGoneError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from tests.model_network import ModelAccount
from tests.world import World

UPLOADS_LAST = timedelta(hours=24)


class ForgetfulAccount(ModelAccount):
    """Still shows an upload that it no longer takes, as X was seen to: only publishing tells that it is gone."""

    failures: list[ExternalServiceError]
    uploaded_at: dict[str, datetime]
    used: list[str]

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        if not staged.media_ids:
            media_id = f"m{len(self.uploaded_at) + 1}"
            self.uploaded_at[media_id] = self.clock.now()
            return Staged(media_ids=(media_id,), is_ready=True)
        return super().stage(post, staged)

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        (media_id,) = staged.media_ids
        self.used.append(media_id)
        if self.failures:
            raise self.failures.pop(0)
        if self.clock.now() - self.uploaded_at[media_id] > UPLOADS_LAST:
            raise UploadGoneError("Your media IDs are invalid.")
        return super().publish(post, staged)


def a_world(*failures: ExternalServiceError) -> tuple[World, ForgetfulAccount]:
    """Give a world in which the first tries to publish fail."""
    world = World()
    account = ForgetfulAccount(world.clock, world.steps, refuses_duplicates=True)
    account.failures, account.uploaded_at, account.used = list(failures), {}, []
    world.accounts[Network.X] = account
    world.released(Network.X)
    world.carry_out()
    return world, account


def goes_out_once(world: World, account: ForgetfulAccount, *used: str) -> bool:
    """Carry it on until it waits for nobody; say whether one post came out, with a live upload."""
    for _ in range(6):
        if world.delivery().is_finished:
            break
        world.clock.advance(minutes=1)
        world.carry_out()
    assert world.delivery().state is DeliveryState.DONE, world.delivery().reason
    assert account.used == list(used)
    return len(account.live) == 1


def decided(world: World, verdict: Verdict) -> None:
    decision = PersonDecision(verdict=verdict, by="directora", at=world.clock.now())
    delivery = world.delivery()
    changed = {Verdict.LOOK_AGAIN: delivery.look_again, Verdict.PUBLISH_ANYWAY: delivery.publish_anyway}[verdict]
    world.records.commit(replace=[changed(decision, world.clock.now())])


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(TransientServiceError("connection refused"), id="a try that failed for a passing reason"),
        pytest.param(CredentialsRejectedError("expired"), id="a hold until the token is renewed"),
        pytest.param(RejectedByServiceError("locked", code="account_blocked"), id="a hold until the account is free"),
        pytest.param(OutcomeUnknownError("reset"), id="a doubt that reading settled"),
    ],
)
def test_P22_what_goes_on_by_itself_a_day_later_is_uploaded_anew(failure: ExternalServiceError) -> None:
    world, account = a_world(failure)
    world.clock.advance(minutes=25 * 60)
    assert goes_out_once(world, account, "m1", "m1", "m2")


@pytest.mark.parametrize("verdict", [Verdict.LOOK_AGAIN, Verdict.PUBLISH_ANYWAY])
def test_P22_what_a_person_sends_on_after_a_refusal_is_uploaded_anew(verdict: Verdict) -> None:
    world, account = a_world(RejectedByServiceError("no", code="media_refused"))
    assert world.delivery().state is DeliveryState.REFUSED
    decided(world, verdict)
    assert goes_out_once(world, account, "m1", "m2")


def test_P22_a_refusal_after_a_doubt_is_looked_for_and_then_uploaded_anew() -> None:
    world, account = a_world(OutcomeUnknownError("reset"), RejectedByServiceError("no", code="media_refused"))
    world.clock.advance(minutes=25 * 60)
    world.carry_out()
    world.clock.advance(minutes=1)
    world.carry_out()
    assert world.delivery().state is DeliveryState.REFUSED
    decided(world, Verdict.LOOK_AGAIN)
    assert goes_out_once(world, account, "m1", "m1", "m1", "m2")


def test_P22_what_is_gone_is_forgotten_at_once_and_is_no_refusal() -> None:
    world, _ = a_world(TransientServiceError("connection refused"))
    world.clock.advance(minutes=25 * 60)
    again = world.carry_out()
    assert (again.state, again.staged) == (DeliveryState.READY, Staged())
    assert again.reason == texts_es.UPLOAD_GONE
