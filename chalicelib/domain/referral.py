"""
Referrals: a complaint, service request or suggestion at its department, under a folio (manual 4.2, 4.3).

P4: one folio per matter of a comment, at one department at a time; the citizen is told once that it was referred and once
that it was closed, or the reason why not is recorded. What a department has still to be told of is in `outbox`, and the case
is due until its queue has it.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import end_of_day, local_day, working_days_after
from chalicelib.domain.case_message import CaseMessage, Change, ChangeMessage, PendingChange
from chalicelib.domain.comment import Classification, Comment, CommentKind, Matter, Urgency
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

DELIVER_WITHIN = timedelta(minutes=5)
DISPUTE_WITHIN = timedelta(days=1)
OPEN_SHELF, ENDED_SHELF = "open", "ended"
"""How the places of a department's cases begin: its open ones are read without going through years of ended ones."""

MAX_RETURNS = 3
"""After so many returns a person decides where it belongs."""


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


class NewsAct(StrEnum):
    """What a department can say of a referral."""

    PULLED = "pulled"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"
    RETURNED = "returned"


_STATE_AFTER = {
    NewsAct.PULLED: ReferralState.PULLED,
    NewsAct.ACCEPTED: ReferralState.ACCEPTED,
    NewsAct.IN_PROGRESS: ReferralState.IN_PROGRESS,
    NewsAct.CLOSED: ReferralState.CLOSED,
}
_ORDER = list(_STATE_AFTER.values())

Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class DepartmentNews(BaseModel):
    """
    What a department tells of a referral. `news_id` is the department's own, so that telling it twice changes nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: Literal[1] = 1
    news_id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    folio: Annotated[str, StringConstraints(pattern=r"^LEO-\d{8}-\d{6}$")]
    department_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    act: NewsAct
    note: Note = ""
    department_folio: Annotated[str, StringConstraints(max_length=64)] | None = None


class Act(BaseModel):
    """One line of a referral's history: who did what, when."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime
    by: str
    act: str
    note: str = ""
    news_id: str | None = None


class Notice(BaseModel):
    """A duty to tell the citizen: the delivery that does it, or the reason why nobody is told."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    delivery: str | None = None
    reason: str | None = None


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
    due_on: date
    state: ReferralState = ReferralState.OPENED
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

    def delivered(self, now: datetime) -> "Referral":
        """Note that the department's queue holds the case. News that was faster than this note stays."""
        state = ReferralState.REFERRED if self.state is ReferralState.OPENED else self.state
        return self.acted(ReferralState.REFERRED, now, note=self.department_id, state=state).at_department()

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
            note=news.note,
            news_id=news.news_id,
            department_folio=news.department_folio or self.department_folio,
        )
        if self.is_ended or news.department_id != self.department_id:
            return heard
        if news.act is NewsAct.RETURNED:
            return heard._returned(default_department, now)
        return heard._moved(_STATE_AFTER[news.act])

    def _moved(self, state: ReferralState) -> "Referral":
        if state is ReferralState.CLOSED:
            return self.on_duty(state=state)
        reached = _ORDER.index(self.state) if self.state in _ORDER else -1
        if _ORDER.index(state) <= reached:
            return self
        if self.duty is Duty.REFER and self.acknowledgement is None:
            # The news was faster than the note of the delivery: that the citizen be told is still due (Q17).
            return self.evolve(state=state)
        return self.evolve(state=state).at_department()

    def at_department(self) -> "Referral":
        """The department has it: its deadline runs, once it was told of every change."""
        return self.on_duty(is_there=True)

    def acknowledged(self, notice: "Notice") -> "Referral":
        """Note how the citizen is told, or why not; now the department's deadline is what is due."""
        return self.on_duty(is_there=True, acknowledgement=notice)

    def overdue(self, now: datetime) -> "Referral":
        """Show a person that the department let its deadline pass; look again the next day."""
        attention = self.attention or Attention(
            reason=texts_es.referral_overdue(self.id, self.department_id), since=now
        )
        return self.evolve(attention=attention, due_at=now + timedelta(days=1))

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
        return changed.on_duty(
            now=now,
            state=ReferralState.OPENED,
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
        return self.evolve(**changes, **_duty_of(changed, is_there=is_there, now=now))

    def message(self, now: datetime) -> CaseMessage:
        """Write the case as its department receives it."""
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
        )

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


def _duty_of(case: Referral, *, is_there: bool, now: datetime | None) -> dict[str, object]:
    """
    Say what is due about a case: a department to be told, neighbours to be told, the way to its department, its deadline.

    What a machine has still to do is due minutes after the last act, so that a worker that died is noticed.
    """
    last = now or case.history[-1].at
    attention = _attention_of(case, last)
    if case.outbox:
        return _due(Duty.REFER, case.outbox[0].at + DELIVER_WITHIN, attention)
    if case.is_ended:
        return _due(Duty.REFER, last + DELIVER_WITHIN, None) if case.untold_pages else _due(None, None, None)
    if case.state is ReferralState.DISPUTED:
        return _due(Duty.PERSON, last + DISPUTE_WITHIN, case.attention)
    is_on_its_way = case.state is ReferralState.OPENED or (case.duty is Duty.REFER and case.acknowledgement is None)
    if is_on_its_way and not is_there:
        return _due(Duty.REFER, last + DELIVER_WITHIN, attention)
    if case.duty is Duty.DEPARTMENT and case.attention and not is_there:
        # It is overdue, and a person sees it: that does not change with what is written into it.
        attention = attention or (None if case.attention.is_urgent else case.attention)
        return _due(Duty.DEPARTMENT, case.due_at, attention)
    return _due(Duty.DEPARTMENT, end_of_day(case.due_on), attention)


def _attention_of(case: Referral, now: datetime) -> Attention | None:
    """Keep before a person what no department takes, and what is urgent until a person has read it."""
    if case.is_ended:
        return None
    if case.state is ReferralState.DISPUTED:
        return case.attention
    if not case.is_unseen:
        return None
    since = case.attention.since if case.attention else now
    return Attention(reason=texts_es.urgent_comment(case.urgency or ""), since=since, is_urgent=True)


def _due(duty: Duty | None, due_at: datetime | None, attention: Attention | None) -> dict[str, object]:
    return {"duty": duty, "due_at": due_at, "attention": attention}


def open_referral(
    comment: Comment,
    *,
    number: int,
    candidates: tuple[str, ...],
    default_department: str,
    working_days: int,
    now: datetime,
    matter: int | None = None,
) -> Referral:
    """
    Open a case for a comment, or for one of its matters: to the likeliest candidate, or the default department.

    An urgent one is before a person from its first moment, unless it was a person who said so.
    """
    today = local_day(now)
    reading = comment.classification
    about: Classification | Matter = reading if matter is None else comment.matters[matter]
    opened = Referral(
        id=ids.folio(today, number),
        created_at=now,
        comment=comment.id,
        network=comment.network,
        answer_id=comment.answer_id,
        author_handle=comment.author_handle,
        author_id=comment.author_id,
        text=comment.text if isinstance(about, Classification) else about.excerpt,
        comment_kind=about.comment_kind,
        is_urgent=reading.is_urgent,
        urgency=reading.urgency,
        seen_by=reading.decided_by,
        place=reading.place,
        matter=matter,
        written_at=comment.written_at,
        publication=comment.publication,
        department_id=candidates[0] if candidates else default_department,
        candidates=candidates,
        due_on=working_days_after(today, working_days),
        duty=Duty.REFER,
        due_at=now + DELIVER_WITHIN,
        history=(Act(at=now, by="", act=ReferralState.OPENED, note=_note_about(comment)),),
    )
    return opened.on_duty(now=now)


def _note_about(comment: Comment) -> str:
    """Give what the first department should know: that it looks like somebody else's, for one."""
    return next((candidate.note for candidate in comment.classification.candidates[:1]), "")
