"""Addresses of posts on X, as a person pastes them. Hostile until taken apart."""

import re
from urllib.parse import urlsplit

_HOSTS = frozenset({"x.com", "twitter.com"})
_PREFIXES = ("www.", "mobile.", "m.")
_PATH = re.compile(r"/(?:i/web|i|[A-Za-z0-9_]{1,15})/status(?:es)?/([0-9]{1,19})(?:/(?:photo|video)/[0-9])?/?")
_MAX_ADDRESS = 500


def post_id_of(address: str, base_url: str) -> str | None:
    """Give the id of the post an address names on X, or at the address X is reached at; None for any other address."""
    if len(address) > _MAX_ADDRESS:
        return None
    try:
        parts = urlsplit(address.strip())
        is_ours = parts.hostname is not None and _is_x(parts.hostname, base_url)
    except ValueError:
        return None
    if not is_ours or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return None
    match = _PATH.fullmatch(parts.path)
    return match[1] if match else None


def _is_x(host: str, base_url: str) -> bool:
    for prefix in _PREFIXES:
        host = host.removeprefix(prefix)
    return host in _HOSTS or host == urlsplit(base_url).hostname
