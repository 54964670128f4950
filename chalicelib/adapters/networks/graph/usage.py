"""
How much of Meta's limits is used, as every answer tells (X-App-Usage, X-Business-Use-Case-Usage).

https://developers.facebook.com/docs/graph-api/overview/rate-limiting
"""

import json
import logging
import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import requests

from chalicelib.adapters.networks.verdicts import patience
from chalicelib.ports import NetworkUsage

logger = logging.getLogger(__name__)

WORRYING_PERCENT = 95
SPENT_PERCENT = 100
_WITHOUT_A_WORD_SECONDS = 300
_LARGEST = 10**9
"""A larger number, or none at all, is no percent and no minute."""
_SHARES = ("call_count", "total_cputime", "total_time")
_USE_CASES = {"Facebook": "pages", "Instagram": "instagram"}


class Usage:
    """
    What the answers of one network said last of its limits: those of the app, and those of its own use case.

    `seconds` is the time that passes also while the process sleeps.
    """

    def __init__(self, network: str, seconds: Callable[[], float] = time.time) -> None:
        """Take the network's name."""
        self._use_case = _USE_CASES.get(network, network)
        self._seconds = seconds
        self._blocked_until = 0.0
        self.told: NetworkUsage | None = None
        """What the last answer told, for those who share the limits."""

    @property
    def wait_seconds(self) -> int:
        """Give for how long no call is to be made, in whole seconds; 0 when nothing stands in the way."""
        return max(0, math.ceil(self._blocked_until - self._seconds()))

    def note(self, response: requests.Response, *_: Any, **__: Any) -> None:
        """Warn when little is left; at 100 percent Meta refuses every call until the time it tells."""
        entries = list(_entries(response, self._use_case))
        used = max((_number(entry.get(share)) for entry in entries for share in _SHARES), default=0)
        if entries:
            minutes = max((_number(entry.get("estimated_time_to_regain_access")) for entry in entries), default=0)
            self.told = NetworkUsage(percent=used, free_in_seconds=patience(minutes * 60) if minutes else None)
        if used >= WORRYING_PERCENT:
            logger.warning("%d percent of a limit of Meta is used", used)
        if used >= SPENT_PERCENT:
            self.refused(_wait_told(entries))
        elif entries:
            # What an answer says now outweighs an estimate made before it.
            self._blocked_until = 0.0

    def refused(self, retry_after_seconds: int) -> None:
        """Note that a call was refused for a limit, with headers or without."""
        self._blocked_until = max(self._blocked_until, self._seconds() + retry_after_seconds)


def wait_asked(response: requests.Response) -> int:
    """Give the seconds until access returns, as the answer estimates in minutes."""
    return _wait_told(list(_entries(response)))


def _wait_told(entries: list[dict[str, Any]]) -> int:
    minutes = max((_number(entry.get("estimated_time_to_regain_access")) for entry in entries), default=0)
    return patience(minutes * 60 if minutes else None, otherwise=_WITHOUT_A_WORD_SECONDS)


def _entries(response: requests.Response, use_case: str | None = None) -> Iterator[dict[str, Any]]:
    """Give every entry of both headers that is not of another use case; what is malformed tells nothing."""
    app = _parsed(response.headers.get("X-App-Usage"))
    by_object = _parsed(response.headers.get("X-Business-Use-Case-Usage"))
    lists = by_object.values() if isinstance(by_object, dict) else ()
    candidates = [app, *(entry for entries in lists if isinstance(entries, list) for entry in entries)]
    for entry in candidates:
        if isinstance(entry, dict) and (use_case is None or entry.get("type", use_case) == use_case):
            yield entry


def _parsed(header: str | None) -> Any:
    try:
        return json.loads(header or "null")
    except (ValueError, RecursionError):
        return None


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value <= _LARGEST else 0
