"""P19: once a network asked for patience, this worker calls it no more — not to write, not to look."""

import pytest

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import RateLimitedError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost
from chalicelib.procedure.listening import ListeningAccount
from tests.builders import NOW
from tests.fakes import FakeClock
from tests.model_network import Answer, ModelAccount
from tests.mortality import Steps

POST = OutgoingPost("Hola")
READY = Staged(is_ready=True)


def an_account(**changes: object) -> tuple[ListeningAccount, ModelAccount, FakeClock]:
    clock = FakeClock()
    inner = ModelAccount(clock, Steps())
    for name, value in changes.items():
        setattr(inner, name, value)
    return ListeningAccount(inner, clock), inner, clock


def test_it_does_what_the_account_does() -> None:
    account, inner, _ = an_account()
    account.stage(POST, READY)
    published = account.publish(POST, READY)
    answered = account.reply("c1", "Gracias")
    account.edit(published, "Hola otra vez")
    assert account.read_back(published)
    assert account.locate(f"https://x.example/{published}")
    assert [post.network_id for post in account.find_replies("c1", "Gracias", NOW)] == [answered]
    account.take_down(published)
    assert account.find_posts(POST, READY, NOW) == ()
    assert inner.calls == ["publish", "reply", "edit", "take_down"]
    assert (account.settle_seconds, account.asked_to_wait_seconds) == (inner.settle_seconds, 0)
    assert account.refuses_repeats(Action.PUBLISH) == inner.refuses_repeats(Action.PUBLISH)


def test_after_a_rate_limit_nothing_reaches_the_network_until_it_ends() -> None:
    account, inner, clock = an_account(answers=[Answer.PATIENCE])
    with pytest.raises(RateLimitedError):
        account.publish(POST, READY)
    assert account.asked_to_wait_seconds == 900
    clock.advance(seconds=899)
    for call in (
        lambda: account.publish(POST, READY),
        lambda: account.read_back("x1"),
        lambda: account.take_down("x1"),
    ):
        with pytest.raises(RateLimitedError) as refused:
            call()
        assert refused.value.retry_after_seconds == 1
    assert inner.calls == ["publish"]
    clock.advance(seconds=1)
    account.publish(POST, READY)
    assert inner.calls == ["publish", "publish"]


def test_a_header_that_asks_for_rest_counts_from_the_answer_that_carried_it() -> None:
    account, inner, clock = an_account(patience_seconds=60)
    account.publish(POST, READY)
    clock.advance(seconds=20)
    assert account.asked_to_wait_seconds == 40
    with pytest.raises(RateLimitedError):
        account.read_back("x1")
    assert inner.calls == ["publish"]
