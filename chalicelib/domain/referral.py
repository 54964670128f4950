"""
Referrals: a complaint, service request or suggestion at its department, under a folio (manual 4.2, 4.3).

P4: one folio per matter of a comment, at one department at a time; the citizen is told once that it was referred and once
that it was closed, or the reason why not is recorded. What a department has still to be told of is in `outbox`, and the case
is due until its queue has it.
"""

from datetime import date, datetime
from typing import ClassVar

from pydantic import AwareDatetime, Field

from chalicelib import texts_es
from chalicelib.domain.case_duty import DELIVER_WITHIN, DISPUTE_WITHIN, LOOK_AGAIN_AFTER, REISSUE_AFTER, duty_of
from chalicelib.domain.case_history import Act, Notice
from chalicelib.domain.case_message import MAX_TEXT_CHARACTERS, CaseMessage, Change, ChangeMessage, PendingChange
from chalicelib.domain.case_news import ORDER, STATE_AFTER, DepartmentNews, NewsAct, Outcome
from chalicelib.domain.case_states import AT_DEPARTMENT, ENDED, TAKEN_BACK, Lateness, ReferralState
from chalicelib.domain.comment import CommentKind, Urgency
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

__all__ = [
    "AT_DEPARTMENT",
    "ENDED",
    "MAX_ACTS",
    "MAX_NOTES",
    "MAX_RETURNS",
    "TAKEN_BACK",
    "Act",
    "DepartmentNews",
    "Lateness",
    "NewsAct",
    "Notice",
    "Outcome",
    "Referral",
    "ReferralState",
]
"""Whoever works on a referral finds its words here."""

REISSUED = "reissued"
MAX_ACTS, MAX_NOTES = 400, 30_000
"""How many acts, and how many characters of notes, a history keeps: a department that never stops must not fill the record."""

MAX_RETURNS = 3
"""After so many returns a person decides where it belongs."""


class Referral(Record):
    """
    A case at a department (canalización). `due_on` is the local day by which it must be closed.

    `leg` counts the ways it was sent on, `former` names the departments from which a person took it. `count` is how many
    comments say the same; the later ones are listed in `pages` records of their own, of which `told_pages` were told of the
    closing. `matter` is which subject of its comment it is, where the comment has several.
    """

    kind: ClassVar[RecordKind] = RecordKind.REFERRAL

    comment: str
    network: Network
    answer_id: str
    author_handle: str | None = None
    author_id: str | None = None
    text: str
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

    def delivered(self, now: datetime, *, remind_at: datetime | None = None) -> "Referral":
        """Note that the department's queue holds the case. News that was faster than this note stays."""
        state = ReferralState.REFERRED if self.state is ReferralState.OPENED else self.state
        noted = self.acted(ReferralState.REFERRED, now, note=self.department_id, state=state, remind_at=remind_at)
        return noted.on_duty(is_there=True, issued_at=now, issues=self.issues + 1)

    def reissued(self, now: datetime) -> "Referral":
        """Note that the department's queue took it once more, since nobody pulled it."""
        return self.acted(REISSUED, now, note=self.department_id).on_duty(issued_at=now, issues=self.issues + 1)

    def sent(self, changes: frozenset[str]) -> "Referral":
        """Note that the queues hold these changes; what else is to be done about the case is due again."""
        outbox = tuple(change for change in self.outbox if change.change_id not in changes)
        return self if len(outbox) == len(self.outbox) else self.on_duty(outbox=outbox)

    def knows(self, news: DepartmentNews) -> bool:
        """Say whether this department's news was recorded already."""
        return any((act.by, act.news_id) == (news.department_id, news.news_id) for act in self.history)

    def told(self, news: DepartmentNews, *, default_department: str, now: datetime) -> "Referral":
        """
        Record what the department says. News of an ended case, or older than what is known, is kept and changes nothing.

        Raises:
            InvalidInputError: the case is not at that department.
        """
        if news.department_id not in {self.department_id, *self.returned_by, *self.former}:
            raise InvalidInputError(texts_es.not_your_referral(self.id))
        heard = self.acted(
            news.act,
            now,
            by=news.department_id,
            note=news.note if self._has_room_for(news.note) else "",
            news_id=news.news_id,
            department_folio=news.department_folio or self.department_folio,
        )
        if self.is_ended or news.department_id != self.department_id:
            return self._kept(heard)
        if news.act is NewsAct.RETURNED:
            return heard._returned(default_department, now)
        if news.act is NewsAct.CLOSED:
            return heard.on_duty(state=ReferralState.CLOSED, outcome=news.how_it_ended)
        moved = heard._moved(STATE_AFTER[news.act])
        return self._kept(heard) if moved == heard else moved

    def _kept(self, heard: "Referral") -> "Referral":
        """Keep what was said though it changes nothing, as long as there is room for it."""
        return heard if len(self.history) < MAX_ACTS else self

    def _has_room_for(self, note: str) -> bool:
        return sum(len(act.note) for act in self.history) + len(note) <= MAX_NOTES

    def _moved(self, state: ReferralState) -> "Referral":
        reached = ORDER.index(self.state) if self.state in ORDER else -1
        if ORDER.index(state) <= reached:
            return self
        # That it was not pulled is over. A deadline that passed stays passed: what is said now is waited for once more.
        lateness = Lateness.OVERDUE if self.lateness in {Lateness.OVERDUE, Lateness.ESCALATED} else None
        look_at = self.history[-1].at + LOOK_AGAIN_AFTER if lateness else None
        if self.duty is Duty.REFER and self.acknowledgement is None:
            # The news was faster than the note of the delivery: that the citizen be told is still due (Q17).
            return self.evolve(state=state, lateness=lateness)
        return self.on_duty(is_there=True, state=state, lateness=lateness, look_at=look_at)

    def acknowledged(self, notice: "Notice") -> "Referral":
        """Note how the citizen is told, or why not; now the department's deadline is what is due."""
        return self.on_duty(is_there=True, acknowledgement=notice)

    def disputed(self, reason: str, now: datetime) -> "Referral":
        """Put a case that no department takes before a person, who decides where it belongs."""
        return self.evolve(
            state=ReferralState.DISPUTED,
            duty=Duty.REFER if self.outbox else Duty.PERSON,
            due_at=self.outbox[0].at + DELIVER_WITHIN if self.outbox else now + DISPUTE_WITHIN,
            attention=Attention(reason=reason, since=now, is_urgent=self.is_unseen),
        )

    def _returned(self, default_department: str, now: datetime) -> "Referral":
        """Send it on: to the next candidate, then to the default department; after too many returns, to a person."""
        returned_by = (*self.returned_by, self.department_id)
        choices = [*self.candidates, default_department]
        following = next((choice for choice in choices if choice not in {*returned_by, *self.former}), None)
        if following is None or len(returned_by) > MAX_RETURNS:
            return self.evolve(returned_by=returned_by).disputed(texts_es.referral_disputed(self.id), now)
        return self.sent_on(following, now, returned_by=returned_by)

    def sent_on(self, department_id: str, now: datetime, **changes: object) -> "Referral":
        """Put it on its way to a department."""
        changed = self.model_copy(update=changes)
        # A new deadline is not late; the same deadline is as late at the next department as it was here.
        is_late = "due_on" not in changes and self.lateness is not Lateness.REMINDED
        return changed.on_duty(
            now=now,
            state=ReferralState.OPENED,
            outcome=None,
            lateness=self.lateness if is_late else None,
            look_at=self.look_at if is_late else None,
            issues=0,
            issued_at=None,
            remind_at=None,
            department_id=department_id,
            department_folio=None,
            leg=self.leg + 1,
        )

    @property
    def is_unseen(self) -> bool:
        """Say whether it is urgent and no person has read it yet."""
        return self.urgency is not None and not self.seen_by

    def acted(
        self, act: str, now: datetime, *, by: str = "", note: str = "", news_id: str | None = None, **changes: object
    ) -> "Referral":
        """Write a line of the history, and change what it changes."""
        line = Act(at=now, by=by, act=act, note=note, news_id=news_id)
        return self.evolve(history=(*self.history, line), **changes)

    def on_duty(self, *, is_there: bool = False, now: datetime | None = None, **changes: object) -> "Referral":
        """Change it, and say who must look at it next (P6); `is_there` once its department's queue holds it."""
        changed = self.model_copy(update=changes)
        return self.evolve(**changes, **duty_of(changed, is_there=is_there, now=now))

    @property
    def _fits(self) -> bool:
        return len(self.text) <= MAX_TEXT_CHARACTERS

    def message(self, now: datetime) -> CaseMessage:
        """Write the case as its department receives it."""
        return CaseMessage(
            folio=self.id,
            department_id=self.department_id,
            comment_kind=self.comment_kind,
            is_urgent=self.is_urgent,
            text=self.text[:MAX_TEXT_CHARACTERS],
            is_whole=self._fits,
            network=self.network,
            author_handle=self.author_handle,
            written_at=self.written_at,
            referred_at=now,
            due_on=self.due_on,
            place=self.place,
            count=self.count,
            issue=self.issues + 1,
        )

    def with_pending(self, what: Change, department_id: str, because: str, now: datetime) -> "Referral":
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
            text=self.text[:MAX_TEXT_CHARACTERS] if is_mine else None,
            is_whole=self._fits or not is_mine,
        )
