"""
An account that listens to what its network asks (2.5): once an answer asks for patience, nothing more is called until then.

It wraps whatever account a worker was given, so that a look right after a write is put off as surely as the next write.
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import RateLimitedError
from chalicelib.domain.staged import Staged
from chalicelib.ports import Clock, NetworkAccount, OutgoingPost, PublishedPost, RawAnswer

AnswerT = TypeVar("AnswerT")


class ListeningAccount:
    """`ports.NetworkAccount` over another. A call inside a rest that was asked for raises RateLimitedError and reaches nobody."""

    def __init__(self, account: NetworkAccount, clock: Clock) -> None:
        """Take the account of one network; nothing has been asked yet."""
        self._account = account
        self._clock = clock
        self._rests_until: datetime | None = None

    @property
    def settle_seconds(self) -> int:
        """How long the network may take to show what it accepted."""
        return self._account.settle_seconds

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long the answers heard so far, refusals included, still ask to make no call."""
        if self._rests_until is None:
            return 0
        return max(0, math.ceil((self._rests_until - self._clock.now()).total_seconds()))

    @property
    def last_look(self) -> tuple[RawAnswer, ...]:
        """What the network answered when a post was last read back."""
        return self._account.last_look

    def refuses_repeats(self, action: Action) -> bool:
        """Say whether the network itself refuses a repeat."""
        return self._account.refuses_repeats(action)

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Upload what the post needs."""
        return self._call(lambda: self._account.stage(post, staged))

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Publish, in one call."""
        return self._call(lambda: self._account.publish(post, staged))

    def reply(self, comment_id: str, text: str) -> str:
        """Answer a comment, in one call."""
        return self._call(lambda: self._account.reply(comment_id, text))

    def edit(self, network_id: str, text: str) -> None:
        """Write another text over a post of ours, in one call."""
        self._call(lambda: self._account.edit(network_id, text))

    def take_down(self, network_id: str) -> None:
        """Remove a post, in one call."""
        self._call(lambda: self._account.take_down(network_id))

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Give what the network shows under an id of ours."""
        return self._call(lambda: self._account.read_back(network_id))

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find posts of ours with this content."""
        return self._call(lambda: self._account.find_posts(post, staged, since))

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find answers of ours to a comment."""
        return self._call(lambda: self._account.find_replies(comment_id, text, since))

    def locate(self, address: str) -> PublishedPost | None:
        """Find the post of ours at an address."""
        return self._call(lambda: self._account.locate(address))

    def _call(self, call: Callable[[], AnswerT]) -> AnswerT:
        seconds = self.asked_to_wait_seconds
        if seconds:
            raise RateLimitedError("the network asked for rest", retry_after_seconds=seconds)
        try:
            return call()
        except RateLimitedError as error:
            self._hear(error.retry_after_seconds)
            raise
        finally:
            self._hear(self._account.asked_to_wait_seconds)

    def _hear(self, seconds: int) -> None:
        until = self._clock.now() + timedelta(seconds=seconds)
        if seconds > 0 and (self._rests_until is None or until > self._rests_until):
            self._rests_until = until
