"""How much of a limit of X is used, by the headers of an answer (docs.x.com, rate limits): each endpoint has its own."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from chalicelib.adapters.networks.verdicts import patience
from chalicelib.ports import NetworkUsage

_LARGEST = 10**12


def usage_told(headers: Mapping[str, str]) -> NetworkUsage | None:
    """Read what an answer tells, by X's own clock, which may not be ours (C11); None where it tells nothing sound."""
    limit, left = (_number(headers, f"x-rate-limit-{word}") for word in ("limit", "remaining"))
    if not limit or left is None or left > limit:
        return None
    reset = _number(headers, "x-rate-limit-reset")
    free_in = None if reset is None else patience(reset - _now_at(headers))
    return NetworkUsage(percent=100 * (1 - left / limit), free_in_seconds=free_in)


def _number(headers: Mapping[str, str], name: str) -> float | None:
    try:
        number = float(headers[name])
    except (KeyError, ValueError):
        return None
    return number if 0 <= number <= _LARGEST else None


def _now_at(headers: Mapping[str, str]) -> float:
    try:
        return parsedate_to_datetime(headers["Date"]).timestamp()
    except (KeyError, ValueError, OverflowError):
        return time.time()
