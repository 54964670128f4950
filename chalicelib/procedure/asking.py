"""
2.5 How a delivery is asked for: in its own lane, and to the second.

A message may come late or twice, never early: its delay is rounded up to whole seconds, as the queue counts them.
"""

import math
from datetime import datetime, timedelta

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Duty
from chalicelib.domain.staged import Staged
from chalicelib.domain.work import Lane
from chalicelib.ports import WorkQueues

SOON = timedelta(seconds=75)
"""What is due within it is asked for now. The clock strikes every minute, some seconds early or late: none falls between."""

PREPARED_AHEAD = frozenset({Network.INSTAGRAM})
"""Where a post needs a container first, which takes seconds and which nobody sees: it is made before the hour."""

LEAST_AHEAD = timedelta(seconds=10)
"""What is due sooner is not prepared ahead any more: it would meet the worker that publishes it."""

LIVE = "live"
"""The priority of what happens now."""


def ask_for(delivery: Delivery, now: datetime, queues: WorkQueues, *, behind_seconds: int = 0) -> None:
    """Ask for a delivery that is due soon; `behind_seconds` lets others of its account go first. Not what a person has."""
    if delivery.duty is not Duty.PUBLISH:
        return
    delay = seconds_until(delivery.due_at, now) + behind_seconds
    queues.publish(delivery.id, delay_seconds=delay, lane=lane_of(delivery))


def ask_if_soon(delivery: Delivery, now: datetime, queues: WorkQueues) -> None:
    """Ask for a delivery when it is near; the dispatcher finds what is farther off, or was lost."""
    if delivery.due_at is not None and delivery.due_at - now <= SOON:
        ask_for(delivery, now, queues)


def prepare_if_slow(delivery: Delivery, now: datetime, queues: WorkQueues) -> None:
    """Ask at once for what takes time before its hour; whoever comes early finds it and prepares it, no more."""
    if is_worth_preparing(delivery, now):
        queues.publish(delivery.id, lane=lane_of(delivery))


def is_worth_preparing(delivery: Delivery, now: datetime) -> bool:
    """Say whether a post that nothing was sent or uploaded of is due soon, but not at once, where preparing takes time."""
    is_slow = delivery.action is Action.PUBLISH and delivery.network in PREPARED_AHEAD
    is_new = delivery.state is DeliveryState.READY and delivery.is_untouched and delivery.staged == Staged()
    return is_slow and is_new and delivery.due_at is not None and LEAST_AHEAD <= delivery.due_at - now <= SOON


def lane_of(delivery: Delivery) -> Lane:
    """Choose the queue: live coverage and take-downs overtake, replies stay among themselves."""
    if delivery.action is Action.REPLY:
        return Lane.REPLIES
    is_urgent = delivery.priority == LIVE or delivery.action is Action.TAKE_DOWN
    return Lane.LIVE if is_urgent else Lane.POSTS


def seconds_until(due_at: datetime | None, now: datetime) -> int:
    """Give the whole seconds until an instant, rounded up so that a message never comes early."""
    return max(0, math.ceil((due_at - now).total_seconds())) if due_at else 0
