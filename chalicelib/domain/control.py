"""
What persons set over everything that goes out: the general stop for emergencies, the restricted mode, declared windows.

One record, `CONTROL`, in the partition `state`; each of its versions names who set it, when and why, and is archived.
"""

from datetime import datetime
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain.records import Record, RecordKind

CONTROL_ID = "CONTROL"


class SignedOrder(BaseModel):
    """A person's order: who, when and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    by: str
    at: AwareDatetime
    why: str


class PublishingControl(Record):
    """The orders in force. `stop` holds everything until it is lifted."""

    kind: ClassVar[RecordKind] = RecordKind.CONTROL

    stop: SignedOrder | None = None

    @property
    def is_finished(self) -> bool:
        """An order is a fact; it is in force until another follows."""
        return True


def no_orders(now: datetime) -> PublishingControl:
    """Give the control before anybody ordered anything."""
    return PublishingControl(id=CONTROL_ID, created_at=now)
