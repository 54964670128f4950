"""When what a network shows is what we sent: networks normalise, trim, shorten links and put mentions in front."""

import re
from collections.abc import Iterable

from chalicelib.domain.same_text import comparable
from chalicelib.ports import PublishedPost

__all__ = ["comparable", "in_order", "without_leading_mentions"]

_LEADING_MENTIONS = re.compile(r"^(?:@\w+\s+)+")


def without_leading_mentions(text: str) -> str:
    """Drop the mentions that X puts in front of an answer."""
    return _LEADING_MENTIONS.sub("", text)


def in_order(posts: Iterable[PublishedPost]) -> tuple[PublishedPost, ...]:
    """List what was found once each, the oldest first."""
    unique = {post.network_id: post for post in posts}
    return tuple(sorted(unique.values(), key=lambda post: (post.published_at, post.network_id)))
