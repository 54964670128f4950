"""What a delivery does on a network, and where its machine is."""

from enum import StrEnum


class Action(StrEnum):
    """What the one call does."""

    PUBLISH = "publish"
    REPLY = "reply"
    TAKE_DOWN = "take_down"
    EDIT = "edit"


class DeliveryState(StrEnum):
    """Where the machine is; see the picture in `delivery`."""

    READY = "ready"
    CLAIMED = "claimed"
    INTENT = "intent"
    ACCEPTED = "accepted"
    UNKNOWN = "unknown"
    DONE = "done"
    REFUSED = "refused"
    HELD = "held"
    TASK = "task"
    CANCELLED = "cancelled"


FINAL_STATES = frozenset({DeliveryState.DONE, DeliveryState.CANCELLED})
PERSONS_STATES = frozenset({DeliveryState.HELD, DeliveryState.REFUSED, DeliveryState.TASK})
IDLE_STATES = frozenset({DeliveryState.READY, *PERSONS_STATES})
