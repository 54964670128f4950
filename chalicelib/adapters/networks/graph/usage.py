"""
How much of Meta's limits is used, as every answer tells (X-App-Usage, X-Business-Use-Case-Usage).

https://developers.facebook.com/docs/graph-api/overview/rate-limiting
"""

import json
import logging
from collections.abc import Iterator
from typing import Any

import requests

from chalicelib.adapters.networks.verdicts import patience

logger = logging.getLogger(__name__)

WORRYING_PERCENT = 95
_WITHOUT_A_WORD_SECONDS = 300
_SHARES = ("call_count", "total_cputime", "total_time")


def note_usage(response: requests.Response, *_: Any, **__: Any) -> None:
    """Warn when little is left: at 100 percent Meta refuses every call."""
    used = max((_number(entry.get(share)) for entry in _entries(response) for share in _SHARES), default=0)
    if used >= WORRYING_PERCENT:
        logger.warning("%d percent of a limit of Meta is used", used)


def wait_asked(response: requests.Response) -> int:
    """Give the seconds until access returns, as the answer estimates in minutes."""
    minutes = max((_number(entry.get("estimated_time_to_regain_access")) for entry in _entries(response)), default=0)
    return patience(minutes * 60 if minutes else None, otherwise=_WITHOUT_A_WORD_SECONDS)


def _entries(response: requests.Response) -> Iterator[dict[str, Any]]:
    """Give every entry of both headers; what is malformed tells nothing."""
    app = _parsed(response.headers.get("X-App-Usage"))
    by_object = _parsed(response.headers.get("X-Business-Use-Case-Usage"))
    lists = by_object.values() if isinstance(by_object, dict) else ()
    candidates = [app, *(entry for entries in lists if isinstance(entries, list) for entry in entries)]
    yield from (entry for entry in candidates if isinstance(entry, dict))


def _parsed(header: str | None) -> Any:
    try:
        return json.loads(header or "null")
    except (ValueError, RecursionError):
        return None


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0
