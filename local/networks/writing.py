"""The one way a post or comment comes into the world, on any network."""

from datetime import timedelta

from local.networks.calls import Call
from local.networks.people import Person
from local.networks.state import Entry, NetworkName, Version
from local.networks.world import World

NO_HINTS = Call(method="", path="", url="", raw_query="", headers={}, body=b"")
"""Stands for a request that no fault rule is about."""


def write(
    world: World,
    network: NetworkName,
    entry_id: str,
    author: Person,
    text: str,
    *,
    root_id: str | None = None,
    parent_id: str | None = None,
    call: Call = NO_HINTS,
) -> Entry:
    """
    Publish a text under an id. Without `root_id` it starts a post of its own.

    The faults `read_back_lag` and `vanishes`, when the call carries them, decide when it can be read, and whether ever.
    """
    now = world.now()
    lag = call.hints.get("read_back_lag")
    entry = Entry(
        network=network,
        author=author.key,
        sequence=len(world.state.entries) + 1,
        created_at=now,
        visible_at=now + timedelta(seconds=(lag.seconds or 0) if lag else 0),
        versions=[Version(entry_id, text, now, author.key)],
        root_id=root_id or entry_id,
        parent_id=parent_id,
        removed_at=now if "vanishes" in call.hints else None,
    )
    return world.add(entry)
