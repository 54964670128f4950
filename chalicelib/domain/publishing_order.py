"""A person's order over everything that goes out, as an official record: kept three years, archived, never changed (7)."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib.domain import ids
from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.calendar import local_day
from chalicelib.domain.control import SignedOrder
from chalicelib.domain.records import Record, RecordKind


class OrderAct(StrEnum):
    """What a person ordered."""

    STOP = "stop"
    RESUME = "resume"
    RESTRICT = "restrict"
    LIFT_RESTRICTION = "lift_restriction"
    DECLARE_WINDOW = "declare_window"
    LIFT_WINDOW = "lift_window"


class PublishingOrder(Record):
    """
    One order: what, who, when (`created_at`) and why.

    `window` is what was declared or lifted, `until` the end that a restriction was given, `lifts` the order it ends.
    """

    kind: ClassVar[RecordKind] = RecordKind.ORDER

    act: OrderAct
    by: str
    why: str
    window: BlackoutWindow | None = None
    until: AwareDatetime | None = None
    lifts: str | None = None

    @property
    def is_finished(self) -> bool:
        """An order is a fact."""
        return True

    @property
    def signed(self) -> SignedOrder:
        """Give the order as the control shows it."""
        return SignedOrder(id=self.id, by=self.by, at=self.created_at, why=self.why)


def order_of(
    act: OrderAct,
    *,
    by: str,
    why: str,
    now: datetime,
    window: BlackoutWindow | None = None,
    until: datetime | None = None,
    lifts: str | None = None,
) -> PublishingOrder:
    """Write an order down: the same act of the same person on the same thing at the same instant is the same order."""
    about = (window.name, window.opens_at.isoformat(), window.closes_at.isoformat()) if window else ()
    order_id = ids.order_id(local_day(now), act, by, now.isoformat(), lifts or "", *about)
    return PublishingOrder(
        id=order_id, created_at=now, act=act, by=by, why=why, window=window, until=until, lifts=lifts
    )
