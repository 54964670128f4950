"""The usage headers of both Meta APIs: percent of the allowance, and minutes to wait when it is used up."""

import json
import math
from collections.abc import Mapping

from local.networks.calls import Call
from local.networks.people import ACCOUNTS
from local.networks.world import World

FULL_PERCENT = 100


def headers(world: World, call: Call, *, wait_seconds: float = 0) -> Mapping[str, str]:
    """Write the headers. A wait means that the allowance is used up."""
    percent = FULL_PERCENT if wait_seconds else world.settings.graph_usage_percent
    use = {"call_count": percent, "total_cputime": percent, "total_time": percent}
    kind, owner = _use_case(call)
    wait = {"type": kind, **use, "estimated_time_to_regain_access": math.ceil(wait_seconds / 60)}
    return {"X-App-Usage": json.dumps(use), "X-Business-Use-Case-Usage": json.dumps({owner: [wait]})}


def _use_case(call: Call) -> tuple[str, str]:
    if call.network == "instagram":
        return "instagram", ACCOUNTS.instagram.user_id
    return "pages", ACCOUNTS.facebook.page_id
