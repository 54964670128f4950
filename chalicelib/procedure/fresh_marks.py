"""
7: the machine's own marks in a table that came back: they are no official records and are not archived.

They begin anew so that nothing is lost and nothing goes out unseen: what was published is read again from its beginning, where a
comment that is on record writes nothing (P3), and everything that goes out is stopped until a person lifts it.
"""

from collections.abc import Iterable
from datetime import timedelta

from chalicelib.domain.control import CONTROL_ID, PublishingControl, SignedOrder
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import SOCIAL_NETWORKS
from chalicelib.domain.post import Post, Reading, reading_of
from chalicelib.domain.rhythm import LEFT_AFTER
from chalicelib.procedure.rebuilding_ports import RebuildingPorts
from chalicelib.texts_es import rebuilding as texts

_ATTEMPTS = 20


def stop_everything(ports: RebuildingPorts) -> None:
    """
    Stop everything that goes out, also over a control that a restore brought back; a stop in force stays as it is.

    Raises:
        RecordConflictError: others kept changing the control.
    """
    now = ports.clock.now()
    order = SignedOrder(by=texts.REBUILT_BY, at=now, why=texts.STOPPED)
    for _ in range(_ATTEMPTS):
        if ports.table.fill([PublishingControl(id=CONTROL_ID, created_at=now, revision=1, stop=order)]):
            return
        there = ports.table.find_each([CONTROL_ID]).get(CONTROL_ID)
        if not isinstance(there, PublishingControl):
            continue
        if there.stop is not None:
            return
        stopped = there.stopped(order).evolve(revision=there.revision + 1)
        try:
            ports.table.advance(stopped, over=there.revision)
        except RecordConflictError:
            continue
        return
    raise RecordConflictError(CONTROL_ID)


def bookmarks(posts: Iterable[Post], ports: RebuildingPorts) -> list[Reading]:
    """Open the bookmarks of what went out in the last thirty days; X has one, which begins at the oldest of it."""
    earliest = ports.clock.now() - LEFT_AFTER - timedelta(days=1)
    live = [one for one in posts if one.network in SOCIAL_NETWORKS and one.removed_at is None]
    recent = [one for one in live if one.published_at >= earliest]
    opened = [reading_of(post, post.published_at) for post in sorted(recent, key=lambda post: post.published_at)]
    first = {reading.id: reading for reading in reversed(opened)}
    return [reading.model_copy(update={"revision": 1}) for reading in first.values()]
