"""What a network tells us by itself: that something happened below a post of ours. A hint, never a source of records."""

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
