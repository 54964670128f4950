"""When what a network shows is what we sent: networks normalise, trim, shorten links and put mentions in front."""

import re
import unicodedata
from collections.abc import Iterable

from chalicelib.ports import PublishedPost

_SCHEME = re.compile(r"\bhttps?://", re.IGNORECASE)
_CLOSING_SLASH = re.compile(r"/(?=\s|$)")
_LEADING_MENTIONS = re.compile(r"^(?:@\w+\s+)+")


def comparable(text: str) -> str:
    """Reduce a text to what survives every network: NFC, single spaces, links without scheme or closing slash."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return _CLOSING_SLASH.sub("", _SCHEME.sub("", plain))


def without_leading_mentions(text: str) -> str:
    """Drop the mentions that X puts in front of an answer."""
    return _LEADING_MENTIONS.sub("", text)


def in_order(posts: Iterable[PublishedPost]) -> tuple[PublishedPost, ...]:
    """List what was found once each, the oldest first."""
    unique = {post.network_id: post for post in posts}
    return tuple(sorted(unique.values(), key=lambda post: (post.published_at, post.network_id)))
