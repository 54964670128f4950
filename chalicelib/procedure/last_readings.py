"""
Policy on corrections, C19: what citizens wrote below a post is read once more before the post comes down.

Between two readings of a cold post lies a day: without this, what was written on the last of them would go with the post. The
take-down does not wait for it. Who reads after the post is gone finds what the network still shows, and ends.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import NotFoundError, RecordConflictError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import Reading
from chalicelib.ports import Records, WorkQueues
from chalicelib.procedure.amending import amend

_READ_POST_BY_POST = frozenset(SOCIAL_NETWORKS) - {Network.X}
"""X is read for the whole account, every minute."""


def ask_for_last_readings(
    deliveries: Iterable[Delivery], *, records: Records, queues: WorkQueues, now: datetime
) -> None:
    """
    Ask for the comments of posts that are to come down, at once and for the last time.

    Safe to repeat. A bookmark that others are moving just now is being read already.
    """
    for delivery in deliveries:
        if delivery.network in _READ_POST_BY_POST and delivery.network_id and delivery.published_at:
            post_id = ids.post_id(local_day(delivery.published_at), delivery.network, delivery.network_id)
            _ask_for(ids.reading_id(post_id), records, queues, now)


def _ask_for(reading_id: str, records: Records, queues: WorkQueues, now: datetime) -> None:
    with suppress(NotFoundError, RecordConflictError):
        reading = amend(records, reading_id, Reading, lambda known: known.left(now))
        if reading.due_at and reading.due_at <= now:
            queues.read_comments(reading.id)
