"""
Finds what is due and asks for it to be done (P6). Runs every minute; asking twice is harmless.

What a message asked for is found here again if the message was lost, because every unfinished record says when somebody
must look at it.
"""

import math
from datetime import datetime, timedelta

from chalicelib.domain.records import Duty, Record
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.release import SOON

_CLOCK_TOLERANCE = timedelta(seconds=5)


def dispatch_publications(*, records: Records, queues: WorkQueues, clock: Clock) -> int:
    """
    Ask for every delivery due within the next minute, each to the second, and every bulletin due for preparation.

    Manual 2.5. Returns how many were asked for.
    """
    now = clock.now()
    deliveries = records.due(Duty.PUBLISH, now + SOON)
    for delivery in deliveries:
        queues.publish(delivery.id, delay_seconds=_seconds_until(delivery, now))
    bulletins = records.due(Duty.PREPARE, now)
    for bulletin in bulletins:
        queues.prepare(bulletin.id)
    return len(deliveries) + len(bulletins)


def dispatch_collection(*, records: Records, queues: WorkQueues, clock: Clock) -> int:
    """
    Ask for the comments of every post due to be read, and for every referral that is still to be made.

    Manual 3.1, 4.2. Returns how many were asked for.
    """
    now = clock.now()
    readings = records.due(Duty.COLLECT, now + _CLOCK_TOLERANCE)
    for reading in readings:
        queues.read_comments(reading.id)
    cases = records.due(Duty.REFER, now)
    for case in cases:
        queues.refer(case.id)
    return len(readings) + len(cases)


def _seconds_until(record: Record, now: datetime) -> int:
    """Whole seconds until a record is due, rounded up so that its message never comes early."""
    return max(0, math.ceil((record.due_at - now).total_seconds())) if record.due_at else 0
