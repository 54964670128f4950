"""Where a case stands (manual 4.2)."""

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
