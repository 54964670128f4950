"""What goes into the API and comes out of it about cases at the departments (4.2, 4.3)."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.api.fields import Note, Reason
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.networks import Network
from chalicelib.domain.referral import Lateness, NewsAct, Outcome, ReferralState


class _View(BaseModel):
    # What a request does not show is never built.
    model_config = ConfigDict(defer_build=True)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# In -------------------------------------------------------------------------------------------------------------------


class NewsBody(_Body):
    """
    What a department says of a case. `news_id` makes telling it twice harmless.

    The department is the person's own; a `department_id` that says otherwise is refused.
    """

    news_id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    act: NewsAct
    outcome: Outcome | None = None
    """How it was closed; without it, attended."""
    note: Note = ""
    department_folio: Annotated[str, StringConstraints(max_length=64)] | None = None
    department_id: str | None = None


class AssignmentBody(_Body):
    """Which department attends a case from now on, and why; the reason stays in its history."""

    department_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    reason: Reason


class ReferralsQuery(_Body):
    """
    Referrals of a day, or without a day those still open, the nearest deadline first.

    A department reads its own, a page at a time: of a state that ended too. `after` is the `next` of the page before; without
    `limit` a department gets 50, the office all.
    """

    day: date | None = None
    department_id: str | None = None
    state: ReferralState | None = None
    limit: Annotated[int, Field(ge=1, le=100)] | None = None
    after: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}\.LEO-\d{8}-\d{6}$")] | None = None


# Out ------------------------------------------------------------------------------------------------------------------


class ActView(_View):
    """One line of a case's history."""

    at: AwareDatetime
    by: str
    act: str
    note: str


class NoLongerIts(StrEnum):
    """Why a case is not a department's any more: it returned it, or a person moved it."""

    RETURNED = "returned"
    MOVED = "moved"


class ToldView(_View):
    """What a citizen was told of a case: what, in answer to which comment, how far it came, and why not where it did not."""

    what: str
    comment: str
    delivery: str | None
    state: str | None
    text: str | None
    reason: str | None
    reason_code: str | None
    permalink: str | None


class ReferralView(_View):
    """
    A case: where it is, until when, and what happened.

    A department that had it and tells late news of it gets its own part alone, with the state `returned` or `moved`.
    """

    folio: str
    comment: str
    network: Network
    kind: CommentKind
    text: str
    author_handle: str | None
    department_id: str
    department_folio: str | None
    state: ReferralState | NoLongerIts
    outcome: Outcome | None
    """How its department closed it."""
    lateness: Lateness | None
    """How far its department's silence was escalated."""
    is_urgent: bool
    place: str | None
    count: int
    """How many comments say the same."""
    neighbours: list[str]
    """The first of those that joined it, by their ids; only where one case is asked for."""
    due_on: date
    acknowledged: str | None
    closing_told: str | None
    history: list[ActView]
    told: list[ToldView] = []
    """What citizens were told of it; only where one case is asked for."""


class ReferralList(_View):
    """Cases, the nearest deadline first; `next` is what to ask for `after` where there may be more."""

    referrals: list[ReferralView]
    next: str | None = None
