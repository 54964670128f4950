"""One attempt per call: no repeats, no redirects, always a time-out, and nothing taken from the environment."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from requests.adapters import HTTPAdapter

_SUCCESS = 2
SAFE_METHODS = frozenset({"GET", "HEAD"})
KEEP_SECONDS = 20
"""How long a connection is kept for another reading."""


def _without_parameters(record: logging.LogRecord) -> bool:
    """Cut what follows `?` off the addresses in a log line: it may carry a proof, or the very token."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            f"{arg.partition('?')[0]}?…" if isinstance(arg, str) and "?" in arg else arg for arg in record.args
        )
    return True


logging.getLogger("urllib3.connectionpool").addFilter(_without_parameters)


@dataclass(frozen=True)
class Timeouts:
    """How long to wait for a connection, and then for each answer, in seconds."""

    connect_seconds: float = 5
    read_seconds: float = 20


class OneAttemptAdapter(HTTPAdapter):
    """
    Sends every request exactly once (P2).

    A connection that was kept may be dead since the process last slept. So a write never takes one, for nobody could say
    whether it had arrived; a reading takes one only if it was used a moment ago.
    """

    def __init__(self, seconds: Callable[[], float] = time.time) -> None:
        super().__init__(max_retries=0)
        self._seconds = seconds
        self._used_at = 0.0

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send a request."""
        idle_seconds = self._seconds() - self._used_at
        if request.method not in SAFE_METHODS or not 0 <= idle_seconds <= KEEP_SECONDS:
            self.poolmanager.clear()
        self._used_at = self._seconds()
        return super().send(request, *args, **kwargs)


class NetworkSession(requests.Session):
    """A session that sends once, follows no redirect and reads neither proxies nor `.netrc` from the environment."""

    def __init__(self, timeouts: Timeouts) -> None:
        super().__init__()
        self.trust_env = False
        self._timeout = (timeouts.connect_seconds, timeouts.read_seconds)
        for scheme in ("https://", "http://"):
            self.mount(scheme, OneAttemptAdapter())

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        """
        Send a request and give its answer when it is a 2xx.

        Raises:
            requests.HTTPError: any other status; the message names no address, because an address may carry a proof.
        """
        kwargs |= {"timeout": self._timeout, "allow_redirects": False}
        response = super().request(method, url, *args, **kwargs)
        if response.status_code // 100 != _SUCCESS:
            raise requests.HTTPError(f"status {response.status_code}", response=response)
        return response
