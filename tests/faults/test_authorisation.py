"""P1: what was not authorised, or no longer, does not go out; a small number of what `tests.faults.authorisation` tries."""

from datetime import datetime

import pytest

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.procedure.sending import choosing
from chalicelib.procedure.sending.posts import PostSending
from tests.faults.authorisation import TRICKS, run


def test_P1_P27_P32_nothing_goes_out_after_a_change_a_revocation_or_the_end_of_its_term() -> None:
    tried = run(250, 1)
    assert (tried["out"], tried["unseen"], tried["failing_seeds"]) == (0, 0, [])
    assert len(tried["tricks"]) == len(TRICKS)


class _UncheckedPosts(PostSending):
    """A publisher that trusts whoever released it."""

    def _gate(self, delivery: Delivery, now: datetime) -> None:
        del delivery, now


def test_P1_the_attempts_find_a_publisher_that_does_not_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(choosing._KINDS, Action.PUBLISH, _UncheckedPosts)
    assert run(60, 1)["out"] > 20


class _ForgetfulPosts(PostSending):
    """A publisher that checks once, and not again when the upload is over."""

    def check_again(self, delivery: Delivery, now: datetime) -> str:
        del now
        return self._content(delivery)[1]


def test_P27_the_attempts_find_a_publisher_that_does_not_check_again_before_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(choosing._KINDS, Action.PUBLISH, _ForgetfulPosts)
    assert run(100, 1)["out"] > 0
