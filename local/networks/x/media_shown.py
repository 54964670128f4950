"""An upload as X shows it: its id, how long it lives, and how far the processing is."""

from math import ceil
from typing import Any

from local.networks.calls import Answer
from local.networks.state import Medium
from local.networks.world import World
from local.networks.x.problems import problem_of
from local.networks.x.shown import media_key

WAITING_PERCENT = 25


def described(world: World, medium: Medium) -> dict[str, Any]:
    """Show what stands in every answer about an upload."""
    left = int((medium.expires_at - world.now()).total_seconds())
    return {"id": medium.id, "media_key": media_key(medium.id, medium.category), "expires_after_secs": left}


def answer(world: World, medium: Medium, *, is_status: bool = False) -> Answer:
    """Show an upload; how far the processing is only where it matters, or was asked. Why it failed stands beside it."""
    is_processed = medium.ready_at <= world.now() and not medium.failure_said
    data = described(world, medium) if is_status else {**described(world, medium), "size": medium.total_bytes}
    if is_status or not is_processed:
        data["processing_info"] = _processing(world, medium)
    has_failed = medium.failure_said and medium.ready_at <= world.now()
    errors = {"errors": [problem_of(medium.failure_said or "")]} if has_failed else {}
    return Answer(200, {"data": data, **errors})


def _processing(world: World, medium: Medium) -> dict[str, Any]:
    """Say how far the processing is: waiting for the first quarter of its time, then in progress."""
    now, begun = world.now(), medium.finalized_at or medium.created_at
    if medium.sha256 is None:
        return {"state": "pending", "check_after_secs": 1, "progress_percent": 0}
    if medium.ready_at > now:
        whole, left = medium.ready_at - begun, medium.ready_at - now
        percent = int(100 * (1 - left / whole))
        state = "pending" if percent < WAITING_PERCENT else "in_progress"
        return {"state": state, "check_after_secs": ceil(left.total_seconds()), "progress_percent": percent}
    if medium.failure_said:
        return {"state": "failed", "progress_percent": 0}
    return {"state": "succeeded", "progress_percent": 100}
