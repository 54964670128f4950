"""The address of a post on Instagram as a person copies it: hostile until it is parsed, and never fetched."""

import re
from urllib.parse import urlsplit

MOST_CHARACTERS = 500

_HOSTS = frozenset({"instagram.com", "www.instagram.com", "m.instagram.com"})
_POST = re.compile(r"(?:/[A-Za-z0-9._]{1,30})?/(?:p|reel|reels|tv)/([A-Za-z0-9_-]{5,64})/?", re.ASCII)
_STORY = re.compile(r"/stories/([A-Za-z0-9._]{1,30})/([0-9]{1,30})/?", re.ASCII)


def code_of(address: str) -> str | None:
    """
    Give what names the post in an address: its short code, or a story's number; None when it is no address of a post.

    The account's name, the scheme, a closing slash and what follows `?` make no difference.
    """
    if len(address) > MOST_CHARACTERS:
        return None
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if (
        parts.scheme not in {"https", "http"}
        or host not in _HOSTS
        or port not in {None, 80, 443}
        or "@" in parts.netloc
    ):
        return None
    if post := _POST.fullmatch(parts.path):
        return post[1]
    story = _STORY.fullmatch(parts.path)
    return story[2] if story else None


def is_story(address: str) -> bool:
    """Say whether an address of Instagram's is that of a story."""
    return "/stories/" in address
