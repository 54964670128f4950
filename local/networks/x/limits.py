"""How often X may be asked, per user and 15 minutes (https://docs.x.com/x-api/fundamentals/rate-limits)."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta

from local.networks.calls import Call
from local.networks.world import World

WINDOW = timedelta(minutes=15)

LIMITS = {
    "x.create_post": 100,
    "x.delete_post": 50,
    "x.posts": 5_000,
    "x.post": 900,
    "x.me": 75,
    "x.user": 900,
    "x.mentions": 300,
    "x.timeline": 900,
    "x.search": 300,
    "x.media_upload": 500,
    "x.media_status": 1_000,
    "x.media_initialize": 1_875,
    "x.media_append": 1_875,
    "x.media_finalize": 1_875,
    "x.media_metadata": 500,
}

CITIZENS_LIMIT = 1_000_000
"""Citizens write with X's own application, which has no such limit."""


def count(world: World, call: Call) -> tuple[bool, Mapping[str, str]]:
    """Count a request. Gives whether it is within the limit, and the headers that say how much is left until when."""
    operation = call.operations[0]
    limit = _limit(world, call, operation)
    window = world.windows.setdefault((call.person.key, operation), deque())
    now = world.now()
    while window and now - window[0] >= WINDOW:
        window.popleft()
    if is_within := len(window) < limit:
        window.append(now)
    return is_within, headers(limit, max(0, limit - len(window)), (window[0] if window else now) + WINDOW)


def headers(limit: int, remaining: int, reset_at: datetime) -> dict[str, str]:
    """Write the headers."""
    return {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(remaining),
        "x-rate-limit-reset": str(int(reset_at.timestamp()) + 1),
    }


def _limit(world: World, call: Call, operation: str) -> int:
    if not call.person.is_us:
        return CITIZENS_LIMIT
    return world.settings.x_limits.get(operation, LIMITS[operation])
