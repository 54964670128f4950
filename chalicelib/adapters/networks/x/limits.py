"""
Until when X asks not to be called, by the headers of its answers (docs.x.com, rate limits).

X counts per endpoint: reading our own posts too often blocks nothing but that reading. The day's limits of an app and of a
user stand in headers of their own, as observed; the documentation only gives the numbers.
"""

import re
import time
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

import requests

from chalicelib.adapters.networks.transport import SAFE_METHODS
from chalicelib.adapters.networks.verdicts import patience
from chalicelib.domain.errors import RateLimitedError

_FAMILIES = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")
_TOO_MANY = 429
_ID = re.compile(r"/[0-9]+(?=/|$)")


class Blocks:
    """The blocks X stated in this process, each by its endpoint. `seconds` is our clock; only differences count."""

    def __init__(self, seconds: Callable[[], float] = time.time) -> None:
        """Begin without any."""
        self._seconds = seconds
        self._until: dict[tuple[str, str], float] = {}

    @property
    def on_writing_seconds(self) -> int:
        """How long some endpoint that writes is blocked; a block on a reading is none on a write."""
        waits = (self._left(endpoint) for endpoint in self._until if endpoint[0] not in SAFE_METHODS)
        return max(waits, default=0)

    def check(self, method: str, path: str) -> None:
        """Raise RateLimitedError inside a block, before anything is sent."""
        if left := self._left(_endpoint(method, path)):
            raise RateLimitedError(f"X: {method} is blocked for {left} s", retry_after_seconds=left)

    def note(self, method: str, path: str, response: requests.Response) -> None:
        """Remember what an answer says of its endpoint; the newest word counts."""
        endpoint = _endpoint(method, path)
        if wait := asked_wait(response):
            self._until[endpoint] = self._seconds() + wait
        else:
            self._until.pop(endpoint, None)

    def _left(self, endpoint: tuple[str, str]) -> int:
        left = self._until.get(endpoint, 0.0) - self._seconds()
        return patience(left) if left > 0 else 0


def asked_wait(response: requests.Response) -> int:
    """
    Read how many seconds an answer asks to wait, by X's own clock, which may not be ours (P28, C11); 0 when it does not.

    The longest of the limits that are used up; where a 429 says of none that it is, the one it tells the end of.
    """
    used_up = [family for family in _FAMILIES if _number(response, f"{family}-remaining") in {0.0, -1.0}]
    if response.status_code == _TOO_MANY:
        return max((_until_reset(response, family) for family in used_up or _FAMILIES[:1]), default=60)
    return max(
        (_until_reset(response, family) for family in used_up if _number(response, f"{family}-reset")), default=0
    )


def _until_reset(response: requests.Response, family: str) -> int:
    reset = _number(response, f"{family}-reset")
    return patience(None if reset is None else reset - _now_at(response))


def _number(response: requests.Response, header: str) -> float | None:
    try:
        return float(response.headers[header])
    except (KeyError, ValueError):
        return None


def _now_at(response: requests.Response) -> float:
    try:
        told = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError, OverflowError):
        return time.time()
    return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()


def _endpoint(method: str, path: str) -> tuple[str, str]:
    return method.upper(), _ID.sub("/{id}", path.partition("?")[0])
