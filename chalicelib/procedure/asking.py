"""
2.5 How a delivery is asked for: in its own lane, and to the second.

A message may come late or twice, never early: its delay is rounded up to whole seconds, as the queue counts them.
"""

import math
from datetime import datetime, timedelta

from chalicelib.domain.delivery import Action, Delivery
from chalicelib.domain.work import Lane
from chalicelib.ports import WorkQueues

SOON = timedelta(seconds=75)
"""What is due within it is asked for now. The clock strikes every minute, some seconds early or late: none falls between."""

LIVE = "live"
"""The priority of what happens now."""


def ask_for(delivery: Delivery, now: datetime, queues: WorkQueues, *, behind_seconds: int = 0) -> None:
    """Ask for a delivery that is due soon; `behind_seconds` lets others of its account go first."""
    delay = seconds_until(delivery.due_at, now) + behind_seconds
    queues.publish(delivery.id, delay_seconds=delay, lane=lane_of(delivery))


def ask_if_soon(delivery: Delivery, now: datetime, queues: WorkQueues) -> None:
    """Ask for a delivery when it is near; the dispatcher finds what is farther off, or was lost."""
    if delivery.due_at is not None and delivery.due_at - now <= SOON:
        ask_for(delivery, now, queues)


def lane_of(delivery: Delivery) -> Lane:
    """Choose the queue: live coverage and take-downs overtake, replies stay among themselves."""
    if delivery.action is Action.REPLY:
        return Lane.REPLIES
    is_urgent = delivery.priority == LIVE or delivery.action is Action.TAKE_DOWN
    return Lane.LIVE if is_urgent else Lane.POSTS


def seconds_until(due_at: datetime | None, now: datetime) -> int:
    """Give the whole seconds until an instant, rounded up so that a message never comes early."""
    return max(0, math.ceil((due_at - now).total_seconds())) if due_at else 0
