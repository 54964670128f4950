"""
Finds what is due and asks for it to be done (P6). Runs every minute; asking twice is harmless.

What a message asked for is found here again if the message was lost, because every unfinished record says when somebody
must look at it.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.post import X_ACCOUNT_READING, Reading
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.asking import LIVE, SOON, ask_for, prepare_if_slow

_CLOCK_TOLERANCE = timedelta(seconds=5)
_FURTHEST_BEHIND = 30
_MOST = 2000
"""How much one run asks for: a flood of answers to citizens must not hide the post that is due."""

_ORDER = {LIVE: 0, "high": 1}


def dispatch_publications(*, records: Records, queues: WorkQueues, clock: Clock) -> int:
    """
    Ask for every delivery due within the next minute, each to the second, and every bulletin due for preparation.

    What takes time before its hour is asked for at once as well. Manual 2.5. Returns how many were asked for.
    """
    now = clock.now()
    deliveries = records.due(Duty.PUBLISH, now + SOON, _MOST)
    for delivery, behind in _in_order(deliveries):
        ask_for(delivery, now, queues, behind_seconds=behind)
        prepare_if_slow(delivery, now, queues)
    bulletins = records.due(Duty.PREPARE, now)
    for bulletin in bulletins:
        queues.prepare(bulletin.id)
    return len(deliveries) + len(bulletins)


def dispatch_collection(*, records: Records, queues: WorkQueues, clock: Clock) -> int:
    """
    Ask for the comments of every post due to be read, and for every referral that is still to be made or that is late.

    Manual 3.1, 4.2. Returns how many were asked for.
    """
    now = clock.now()
    readings = records.due(Duty.COLLECT, now + _CLOCK_TOLERANCE)
    for reading in sorted(readings, key=_reading_place):
        queues.read_comments(reading.id)
    cases = [*records.due(Duty.REFER, now), *records.due(Duty.DEPARTMENT, now)]
    for case in cases:
        queues.refer(case.id)
    return len(readings) + len(cases)


def _reading_place(record: Record) -> tuple[bool, float]:
    """
    Put an account's mentions first: its network keeps the newest only, a post shows all of its comments whenever it is read.

    Then the youngest posts: where a limit of the network ends the readings, they are done.
    """
    since = record.watched_since if isinstance(record, Reading) else record.created_at
    return record.id != X_ACCOUNT_READING, -since.timestamp()


def _in_order(due: Sequence[Record]) -> list[tuple[Delivery, int]]:
    """
    Put replies last, the rest in the order of priority, then of time; posts of one account due at one instant, a second apart.

    They wait for each other anyway (the distance between posts): the second decides which of them goes first.
    """
    deliveries = [record for record in due if isinstance(record, Delivery)]
    ahead: Counter[tuple[str, object]] = Counter()
    ordered = []
    for delivery in sorted(deliveries, key=_place):
        instant = (delivery.network, delivery.due_at)
        behind = min(ahead[instant], _FURTHEST_BEHIND) if _waits_for_others(delivery) else 0
        ordered.append((delivery, behind))
        ahead[instant] += _waits_for_others(delivery)
    return ordered


def _place(delivery: Delivery) -> tuple[bool, int, datetime]:
    return delivery.action is Action.REPLY, _ORDER.get(delivery.priority, len(_ORDER)), delivery.not_before


def _waits_for_others(delivery: Delivery) -> bool:
    is_new = delivery.state is DeliveryState.READY and delivery.action is Action.PUBLISH
    return is_new and delivery.part == 1 and delivery.priority != LIVE
