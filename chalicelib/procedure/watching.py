"""
2.5 Vigilancia: what should have gone out and did not is seen by somebody other than who sends it (P6).

It shares nothing with the dispatcher and the publisher but the records, so that it notices when they stand still.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Attention, Duty
from chalicelib.domain.turns import Hold
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import store

OVERDUE_AFTER = timedelta(minutes=5)
PATIENCE_WITH_TURNS = timedelta(minutes=30)
"""How long a delivery may wait for its account's turn, or for a pause the network asked for, before it counts as overdue."""

_HORIZON = PATIENCE_WITH_TURNS + OVERDUE_AFTER
_MOST = 1000
_TURNS = frozenset(Hold) - {Hold.BREAKER}
_WAITING = frozenset({DeliveryState.READY, DeliveryState.ACCEPTED, DeliveryState.UNKNOWN})


def watch_deliveries(*, records: Records, clock: Clock) -> list[Delivery]:
    """
    Find what was due five minutes ago, is not final and waits for nobody; show it to a person. Safe to repeat.

    Returns:
        The overdue deliveries, the longest due first; also those that a person was shown before.
    """
    now = clock.now()
    due = records.due(Duty.PUBLISH, now + _HORIZON, _MOST)
    overdue = [record for record in due if isinstance(record, Delivery) and is_overdue(record, now)]
    for delivery in overdue:
        _show(delivery, now, records)
    return overdue


def is_overdue(delivery: Delivery, now: datetime) -> bool:
    """Say whether a delivery is late without a reason that a person was told, or that will pass soon."""
    waits = PATIENCE_WITH_TURNS if _waits_for_its_turn(delivery, now) else OVERDUE_AFTER
    is_told = delivery.state is DeliveryState.HELD
    return not delivery.is_finished and not is_told and delivery.not_before + waits <= now


def _waits_for_its_turn(delivery: Delivery, now: datetime) -> bool:
    """A slot or the end of a pause is ahead; one that passed long ago excuses nothing."""
    is_ahead = delivery.due_at is not None and delivery.due_at + OVERDUE_AFTER > now
    return delivery.state in _WAITING and delivery.reason_code in _TURNS and is_ahead


def _show(delivery: Delivery, now: datetime, records: Records) -> None:
    """Put it before a person, unless a worker may be at it: its own next write counts for more."""
    is_at_work = delivery.is_leased(now) or (delivery.due_at is not None and delivery.due_at + OVERDUE_AFTER > now)
    if delivery.attention is not None or is_at_work:
        return
    try:
        store(records, delivery.evolve(attention=Attention(reason=texts_es.OVERDUE, since=now)))
    except RecordConflictError:
        # Somebody goes on with it after all.
        return
