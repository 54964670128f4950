"""
What is recorded of a case at a department, how it is written to that department, and what is due about it (manual 4.2).

What a department has still to be told of is in `outbox`, and the case is due until its queue has it.
"""

from datetime import date, datetime
from typing import Self

from pydantic import AwareDatetime, Field

from chalicelib.domain.case_duty import REISSUE_AFTER, duty_of
from chalicelib.domain.case_history import Act, Notice
from chalicelib.domain.case_message import CaseMessage, Change, ChangeMessage, PendingChange
from chalicelib.domain.case_news import Outcome
from chalicelib.domain.case_states import ENDED, Lateness, ReferralState
from chalicelib.domain.classification import CommentKind, Urgency
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record

OPEN_SHELF, ENDED_SHELF = "open", "ended"
"""How the places of a department's cases begin: its open ones are read without going through years of ended ones."""


class Case(Record):
    """
    The record of a case, without what happens to it: `referral.Referral` is what is stored.

    `due_on` is the local day by which it must be closed. `leg` counts the ways it was sent on, `former` names the departments
    from which a person took it. `count` is how many comments say the same; the later ones are listed in `pages` records of their
    own, of which `told_pages` were told of the closing. `matter` is which subject of its comment it is, where there are several.
    """

    comment: str
    network: Network
    answer_id: str
    author_handle: str | None = None
    author_id: str | None = None
    text: str
    cancelled_at: AwareDatetime | None = None
    comment_kind: CommentKind
    is_urgent: bool = False
    urgency: Urgency | None = None
    seen_by: str = ""
    place: str | None = None
    matter: int | None = None
    written_at: AwareDatetime
    publication: str | None = None
    department_id: str
    candidates: tuple[str, ...] = ()
    returned_by: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    leg: int = 1
    department_folio: str | None = None
    issues: int = 0
    """How often its department's queue took it, on this leg; `issued_at` is the last time."""
    issued_at: AwareDatetime | None = None
    remind_at: AwareDatetime | None = None
    """When its department is reminded, if it has not pulled it by then."""
    due_on: date
    lateness: Lateness | None = None
    look_at: AwareDatetime | None = None
    """When somebody looks at it next because it is late."""
    state: ReferralState = ReferralState.OPENED
    outcome: Outcome | None = None
    """How its department closed it."""
    history: tuple[Act, ...] = Field(min_length=1)
    acknowledgement: Notice | None = None
    closing: Notice | None = None
    outbox: tuple[PendingChange, ...] = ()
    count: int = 1
    pages: int = 0
    told_pages: int = 0

    @property
    def is_finished(self) -> bool:
        """Ended, and nobody is left to be told of it: no department, no neighbour."""
        return self.is_ended and not self.outbox and not self.untold_pages

    @property
    def is_ended(self) -> bool:
        """Say whether no department has to attend it any more."""
        return self.state in ENDED

    @property
    def place_in_list(self) -> str:
        """Its place in a list of cases: the nearest deadline first, then the folio. Tells where a page went on."""
        return f"{self.due_on.isoformat()}.{self.id}"

    @property
    def shelf(self) -> tuple[str, str]:
        """Its department, and its place among that department's open or ended cases."""
        return self.department_id, f"{ENDED_SHELF if self.is_ended else OPEN_SHELF}.{self.place_in_list}"

    @property
    def untold_pages(self) -> int:
        """How many pages of neighbours have still to be told that the case was closed."""
        return self.pages - self.told_pages if self.state is ReferralState.CLOSED else 0

    @property
    def is_unheard(self) -> bool:
        """Say whether its department's queue has it, and its department has not said a word of it."""
        return self.state is ReferralState.REFERRED

    def is_to_be_reissued(self, now: datetime) -> bool:
        """Say whether its department's queue is about to forget it."""
        return self.is_unheard and (self.issued_at or self.created_at) + REISSUE_AFTER <= now

    @property
    def is_unseen(self) -> bool:
        """Say whether it is urgent and no person has read it yet."""
        return self.urgency is not None and not self.seen_by

    def acted(
        self, act: str, now: datetime, *, by: str = "", note: str = "", news_id: str | None = None, **changes: object
    ) -> Self:
        """Write a line of the history, and change what it changes."""
        line = Act(at=now, by=by, act=act, note=note, news_id=news_id)
        return self.evolve(history=(*self.history, line), **changes)

    def on_duty(self, *, is_there: bool = False, now: datetime | None = None, **changes: object) -> Self:
        """Change it, and say who must look at it next (P6); `is_there` once its department's queue holds it."""
        changed = self.model_copy(update=changes)
        return self.evolve(**changes, **duty_of(changed, is_there=is_there, now=now))

    def message(self, now: datetime) -> CaseMessage:
        """Write the case as its department receives it, once `discretion` has cut it and hid what it need not know."""
        return CaseMessage(
            folio=self.id,
            department_id=self.department_id,
            comment_kind=self.comment_kind,
            is_urgent=self.is_urgent,
            text=self.text,
            network=self.network,
            author_handle=self.author_handle,
            written_at=self.written_at,
            referred_at=now,
            due_on=self.due_on,
            place=self.place,
            count=self.count,
            issue=self.issues + 1,
        )

    def with_pending(self, what: Change, department_id: str, because: str, now: datetime) -> Self:
        """Put a change into the outbox, to be told to a department."""
        change = PendingChange(
            change_id=f"{self.id}-{len(self.history)}-{len(self.outbox)}",
            what=what,
            department_id=department_id,
            because=because,
            at=now,
        )
        return self.model_copy(update={"outbox": (*self.outbox, change)})

    def change_message(self, change: PendingChange) -> ChangeMessage:
        """Write a change as a department receives it; the text only where it attends the case."""
        is_mine = change.what is Change.CORRECTED and change.department_id == self.department_id
        return ChangeMessage(
            what=change.what,
            change_id=change.change_id,
            folio=self.id,
            department_id=change.department_id,
            because=change.because,
            comment_kind=self.comment_kind,
            is_urgent=self.is_urgent,
            count=self.count,
            changed_at=change.at,
            text=self.text if is_mine else None,
        )
