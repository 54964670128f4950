"""
What the networks let one account write in a time, as data; what they do not publish, they tell in their answers.

Sources, as of 2026: X — rate limits of the API v2 (POST /2/tweets 100 and DELETE /2/tweets/{id} 50 per 15 minutes and user; a
guide says 200); Instagram — IG User Media reference (400 containers per 24 hours) and content publishing limit (50 or 100
posts per 24 hours). The smaller number stands. Facebook publishes none: its usage headers are honoured.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.delivery_times import LEASE
from chalicelib.domain.networks import Network


class WriteKind(StrEnum):
    """The kinds of write that are counted apart."""

    POST = "post"
    REPLY = "reply"
    REMOVAL = "removal"


def kind_of(action: Action) -> WriteKind:
    """Give the kind that a delivery's call is counted as; an edit counts as a post."""
    return {Action.REPLY: WriteKind.REPLY, Action.TAKE_DOWN: WriteKind.REMOVAL}.get(action, WriteKind.POST)


@dataclass(frozen=True)
class CallBudget:
    """
    At most `most` calls by writes of these kinds in any `seconds`.

    A write is one call; where `is_per_picture`, one for each picture of a carousel besides.
    """

    kinds: frozenset[WriteKind]
    most: int
    seconds: int
    is_per_picture: bool = False
    calls_each: int = 1

    def with_pictures(self, most_pictures: int) -> "CallBudget":
        """Count each write at its worst, with as many pictures as the municipality sends."""
        return replace(self, calls_each=most_pictures + 1) if self.is_per_picture else self

    @property
    def window(self) -> timedelta:
        """How long a write counts: its call comes within a lease of being counted, so no window of the network's holds more."""
        return timedelta(seconds=self.seconds) + LEASE

    @property
    def most_writes(self) -> int:
        """How many writes fit."""
        return self.most // self.calls_each


_QUARTER_SECONDS, _DAY_SECONDS = 900, 86_400
_POSTS = frozenset({WriteKind.POST})

BUDGETS: Mapping[Network, tuple[CallBudget, ...]] = MappingProxyType(
    {
        Network.X: (
            CallBudget(frozenset({WriteKind.POST, WriteKind.REPLY}), 100, _QUARTER_SECONDS),
            CallBudget(frozenset({WriteKind.REMOVAL}), 50, _QUARTER_SECONDS),
        ),
        Network.INSTAGRAM: (
            CallBudget(_POSTS, 400, _DAY_SECONDS, is_per_picture=True),
            CallBudget(_POSTS, 50, _DAY_SECONDS),
        ),
    }
)
"""By network; what is not here has no published number."""
