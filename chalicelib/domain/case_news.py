"""
What a department says of a case, version 1 of the message (manual 4.2).

A closing says how it ended. Where it says nothing it was attended: that is what closing means to who does not say.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from chalicelib import texts_es
from chalicelib.domain.case_states import ReferralState
from chalicelib.domain.errors import InvalidInputError


class NewsAct(StrEnum):
    """What a department can say of a referral."""

    PULLED = "pulled"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"
    RETURNED = "returned"


class Outcome(StrEnum):
    """How a case was closed."""

    ATTENDED = "attended"
    NOT_COMPETENT = "not_competent"
    """Nobody in the municipality attends it: one that another department attends is returned, not closed."""
    DUPLICATE = "duplicate"
    CANNOT_ATTEND = "cannot_attend"


NEEDS_NOTE = frozenset({Outcome.NOT_COMPETENT, Outcome.CANNOT_ATTEND})
"""The image office and the citizen who asks again must be able to learn why, or whose it is."""

STATE_AFTER = {
    NewsAct.PULLED: ReferralState.PULLED,
    NewsAct.ACCEPTED: ReferralState.ACCEPTED,
    NewsAct.IN_PROGRESS: ReferralState.IN_PROGRESS,
    NewsAct.CLOSED: ReferralState.CLOSED,
}
ORDER = list(STATE_AFTER.values())

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class DepartmentNews(BaseModel):
    """
    What a department tells of a referral. `news_id` is the department's own, so that telling it twice changes nothing.

    `outcome` says how it was closed and belongs to no other act. Some outcomes need a `note` (`NEEDS_NOTE`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Literal[1] = 1
    news_id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    folio: Annotated[str, StringConstraints(pattern=r"^LEO-\d{8}-\d{6}$")]
    department_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    act: NewsAct
    outcome: Outcome | None = None
    note: Note = ""
    department_folio: Annotated[str, StringConstraints(max_length=64)] | None = None

    @property
    def how_it_ended(self) -> Outcome | None:
        """Give how the case was closed; None where it was not."""
        return (self.outcome or Outcome.ATTENDED) if self.act is NewsAct.CLOSED else None

    def check(self) -> None:
        """
        See that it says what it must.

        Raises:
            InvalidInputError: an outcome of something else than a closing, or one that needs a note and has none.
        """
        if self.outcome is not None and self.act is not NewsAct.CLOSED:
            raise InvalidInputError(texts_es.OUTCOME_OF_CLOSINGS_ONLY)
        if self.outcome in NEEDS_NOTE and not self.note:
            raise InvalidInputError(texts_es.CLOSING_NEEDS_NOTE)
