"""
What a network tells us by itself: that something happened below a post of ours. A hint, never a source of records.

What it brought is kept as received all the same: `Heard` says where it is to lie, and by what a cancellation finds it.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.networks import Network


@dataclass(frozen=True)
class Notice:
    """
    A network says that comments of a post changed.

    `post_ids` are the ids under which the post may be recorded, the likeliest first: digits, or two such joined by `_`.
    `sent_at` (aware UTC) is when the network says that it told us; None where it does not say.
    """

    network: Network
    post_ids: tuple[str, ...]
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Heard:
    """
    What a delivery of notices tells: the notices, and how many of its changes tell of something else or of nothing readable.

    `network` is the one it is of. `comments` are the comments it names, each by its id below the post (`comment_part`), whatever
    is told of them; None where that cannot be told: then it may hold the words of any.
    """

    notices: tuple[Notice, ...] = ()
    ignored: int = 0
    network: Network = Network.FACEBOOK
    comments: frozenset[str] | None = None


def comment_part(network_id: str) -> str:
    """Give a comment's own part of the id that a network gives it, which may begin with its post's: `1001_5005` → `5005`."""
    return network_id.rpartition("_")[2]
