"""Where a case stands, and how late it is (manual 4.2). Lateness lies beside the state: a late case may be in progress."""

from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands."""

    OPENED = "opened"
    REFERRED = "referred"
    PULLED = "pulled"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    """A person found that it was no case, before its department pulled it."""
    CANCELLED = "cancelled"
    """The same, after its department pulled it."""


ENDED = frozenset({ReferralState.CLOSED, ReferralState.WITHDRAWN, ReferralState.CANCELLED})
TAKEN_BACK = frozenset({ReferralState.WITHDRAWN, ReferralState.CANCELLED})
AT_DEPARTMENT = frozenset(
    {ReferralState.REFERRED, ReferralState.PULLED, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS}
)


class Lateness(StrEnum):
    """How far silence has been escalated."""

    REMINDED = "reminded"
    """Its department did not pull it within its hours: it was reminded, and a person sees it."""
    OVERDUE = "overdue"
    """Its deadline passed: its department and the default department were told."""
    ESCALATED = "escalated"
    """Nothing came of that: it is before a person."""
