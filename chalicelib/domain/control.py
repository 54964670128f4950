"""
What persons set over everything that goes out: the general stop for emergencies, the restricted mode, declared windows.

One record, `CONTROL`, in the partition `state`: what is in force now, as the publisher reads it. It is folded from the
orders, which are official records (`publishing_order`) stored in the same act.
"""

from datetime import datetime
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.blackout import BlackoutWindow
from chalicelib.domain.records import Record, RecordKind

CONTROL_ID = "CONTROL"

MAX_DECLARED_WINDOWS = 50
"""How many windows persons may have declared that are not over: the record is read before every write to a network."""


class SignedOrder(BaseModel):
    """A person's order: who, when and why. `id` names its official record."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = ""
    by: str
    at: AwareDatetime
    why: str


class RestrictedMode(SignedOrder):
    """A person's order that only the exempt classes go out; without `until`, until somebody lifts it."""

    until: AwareDatetime | None = None

    def is_on(self, at: datetime) -> bool:
        """Say whether it holds at an instant."""
        return self.at <= at and (self.until is None or at < self.until)


class DeclaredWindow(BlackoutWindow):
    """A window that a person declared, without a new version of the catalogue."""

    order: SignedOrder


class PublishingControl(Record):
    """The orders in force. `stop` holds everything until it is lifted."""

    kind: ClassVar[RecordKind] = RecordKind.CONTROL

    stop: SignedOrder | None = None
    restricted: RestrictedMode | None = None
    windows: tuple[DeclaredWindow, ...] = ()

    @property
    def is_finished(self) -> bool:
        """An order is a fact; it is in force until another follows."""
        return True

    def stopped(self, order: SignedOrder) -> "PublishingControl":
        """Stop everything."""
        return self.evolve(stop=order)

    def resumed(self) -> "PublishingControl":
        """Lift the general stop."""
        return self.evolve(stop=None)

    def restricting(self, mode: RestrictedMode | None) -> "PublishingControl":
        """Let only the exempt classes out, or everything again."""
        return self.evolve(restricted=mode)

    def declaring(self, window: DeclaredWindow, now: datetime) -> "PublishingControl":
        """Add a window; those that are over are only in the orders from now on."""
        return self.evolve(windows=(*self.not_over(now), window))

    def lifting(self, window_id: str) -> "PublishingControl":
        """Lift a declared window before its time."""
        return self.evolve(windows=tuple(window for window in self.windows if window.order.id != window_id))

    def not_over(self, now: datetime) -> tuple[DeclaredWindow, ...]:
        """Give the declared windows that are open or still to come."""
        return tuple(window for window in self.windows if window.closes_at > now)


def no_orders(now: datetime) -> PublishingControl:
    """Give the control before anybody ordered anything."""
    return PublishingControl(id=CONTROL_ID, created_at=now)
