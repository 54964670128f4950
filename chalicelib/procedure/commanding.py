"""
Persons' orders over everything that goes out: general stop, restricted mode, blackout windows declared late (policies).

Each order is an official record (7), stored in the same act as what the publisher reads. Whoever lifts one wakes what it held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.blackout import BlackoutWindow, is_among
from chalicelib.domain.control import (
    CONTROL_ID,
    MAX_DECLARED_WINDOWS,
    DeclaredWindow,
    PublishingControl,
    RestrictedMode,
    no_orders,
)
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError
from chalicelib.domain.gate import LONGEST_HOLD
from chalicelib.domain.people import Person
from chalicelib.domain.publishing_order import OrderAct, PublishingOrder, order_of
from chalicelib.domain.records import Duty
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.asking import SOON

_ATTEMPTS = 5
_BETWEEN_WAKING = timedelta(seconds=2)

Change = Callable[[PublishingControl, datetime], tuple[PublishingControl, PublishingOrder] | None]


@dataclass(frozen=True)
class CommandPorts:
    """What carrying out an order needs from outside."""

    records: Records
    catalogue: Catalogue
    queues: WorkQueues
    clock: Clock


def stop_everything(why: str, by: Person, ports: CommandPorts) -> PublishingControl:
    """
    Stop posts, replies and edits on every network, at once. Taking down and reading go on.

    Safe to repeat: a stop that is in force stays as it was ordered.
    """

    def change(control: PublishingControl, now: datetime) -> tuple[PublishingControl, PublishingOrder] | None:
        if control.stop:
            return None
        order = order_of(OrderAct.STOP, by=by.username, why=why, now=now)
        return control.stopped(order.signed), order

    return _order(change, ports)


def resume(why: str, by: Person, ports: CommandPorts) -> PublishingControl:
    """
    Lift the general stop; what it held goes out by itself, one after another.

    Raises:
        InvalidInputError: nothing is stopped.
    """

    def change(control: PublishingControl, now: datetime) -> tuple[PublishingControl, PublishingOrder]:
        if control.stop is None:
            raise InvalidInputError(texts_es.NOT_STOPPED)
        order = order_of(OrderAct.RESUME, by=by.username, why=why, now=now, lifts=control.stop.id)
        return control.resumed(), order

    return _wake_after(_order(change, ports), ports)


def restrict(why: str, until: datetime | None, by: Person, ports: CommandPorts) -> PublishingControl:
    """
    Let only the exempt classes out (health, education, civil protection, services), until an instant or until it is lifted.

    A new order takes the place of the one in force.

    Raises:
        InvalidInputError: the end is past.
    """

    def change(control: PublishingControl, now: datetime) -> tuple[PublishingControl, PublishingOrder]:
        if until is not None and until <= now:
            raise InvalidInputError(texts_es.RESTRICTION_ENDS_IN_THE_PAST)
        order = order_of(OrderAct.RESTRICT, by=by.username, why=why, now=now, until=until)
        return control.restricting(RestrictedMode(**order.signed.model_dump(), until=until)), order

    return _wake_after(_order(change, ports), ports)


def lift_restriction(why: str, by: Person, ports: CommandPorts) -> PublishingControl:
    """
    Lift the restricted mode; what it held goes out by itself.

    Raises:
        InvalidInputError: it is not on.
    """

    def change(control: PublishingControl, now: datetime) -> tuple[PublishingControl, PublishingOrder]:
        if control.restricted is None or not control.restricted.is_on(now):
            raise InvalidInputError(texts_es.NOT_RESTRICTED)
        order = order_of(OrderAct.LIFT_RESTRICTION, by=by.username, why=why, now=now, lifts=control.restricted.id)
        return control.restricting(None), order

    return _wake_after(_order(change, ports), ports)


def declare_window(window: BlackoutWindow, why: str, by: Person, ports: CommandPorts) -> PublishingControl:
    """
    Declare a blackout window, also one that is open already; from this moment it binds like those of the catalogue.

    Raises:
        InvalidInputError: it ends before it begins or is over, its territory is unknown, or too many are declared.
    """

    def change(control: PublishingControl, now: datetime) -> tuple[PublishingControl, PublishingOrder]:
        _check(window, control, ports.catalogue, now)
        order = order_of(OrderAct.DECLARE_WINDOW, by=by.username, why=why, now=now, window=window)
        return control.declaring(DeclaredWindow(**window.model_dump(), order=order.signed), now), order

    return _order(change, ports)


def lift_window(window_id: str, why: str, by: Person, ports: CommandPorts) -> PublishingControl:
    """
    Lift a declared window, by the id of the order that declared it; what it held goes out by itself.

    Raises:
        NotFoundError: no window in force was declared by that order.
    """

    def change(control: PublishingControl, now: datetime) -> tuple[PublishingControl, PublishingOrder]:
        found = [window for window in control.not_over(now) if window.order.id == window_id]
        if not found:
            raise NotFoundError(texts_es.NOT_FOUND)
        window = BlackoutWindow.model_validate(found[0].model_dump(exclude={"order"}))
        order = order_of(OrderAct.LIFT_WINDOW, by=by.username, why=why, now=now, window=window, lifts=window_id)
        return control.lifting(window_id), order

    return _wake_after(_order(change, ports), ports)


def _check(window: BlackoutWindow, control: PublishingControl, catalogue: Catalogue, now: datetime) -> None:
    if window.closes_at <= max(window.opens_at, now):
        raise InvalidInputError(texts_es.WINDOW_ENDS_TOO_EARLY)
    if not is_among(window.territory, (*catalogue.territories, *catalogue.other_territories)):
        raise InvalidInputError(texts_es.territory_unknown(window.territory, catalogue.territories))
    if len(control.not_over(now)) >= MAX_DECLARED_WINDOWS:
        raise InvalidInputError(texts_es.TOO_MANY_WINDOWS)


def _order(change: Change, ports: CommandPorts) -> PublishingControl:
    """Store an order and what is in force after it, together; again if somebody else ordered at the same moment."""
    for _ in range(_ATTEMPTS):
        now = ports.clock.now()
        known = ports.records.find(CONTROL_ID)
        control = known if isinstance(known, PublishingControl) else no_orders(now)
        changed = change(control, now)
        if changed is None:
            return control
        after, order = changed
        try:
            if known is None:
                ports.records.commit(insert=[order, after])
            else:
                ports.records.commit(insert=[order], replace=[after])
        except RecordConflictError:
            continue
        return after
    raise RecordConflictError(texts_es.CONFLICT)


def _wake_after(control: PublishingControl, ports: CommandPorts) -> PublishingControl:
    """
    Have what the gate held looked at now, two seconds apart, and not at its next look by itself.

    What moves meanwhile, or is not reached, looks by itself at the latest after `LONGEST_HOLD`: nothing is lost here.
    """
    now = ports.clock.now()
    held = [record for record in ports.records.due(Duty.PUBLISH, now + LONGEST_HOLD) if _is_held_by_gate(record)]
    for place, delivery in enumerate(held):
        at = now + place * _BETWEEN_WAKING
        try:
            ports.records.commit(replace=[delivery.evolve(due_at=at)])
        except RecordConflictError:
            continue
        if at - now <= SOON:
            ports.queues.publish(delivery.id, delay_seconds=int((at - now).total_seconds()))
    return control


def _is_held_by_gate(record: object) -> bool:
    return (
        isinstance(record, Delivery)
        and record.state is DeliveryState.HELD
        and record.gate is not None
        and not record.gate.passed
    )
