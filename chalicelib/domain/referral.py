"""
Referrals: a complaint, service request or suggestion at its department, under a folio (manual 4.2, 4.3).

P4: one folio per comment, at one department at a time; the citizen is told once that it was referred and once that it was
closed, or the reason why not is recorded.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import end_of_day, local_day, working_days_after
from chalicelib.domain.comment import Comment, CommentKind
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Attention, Duty, Record, RecordKind

DELIVER_WITHIN = timedelta(minutes=5)
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


class CaseMessage(BaseModel):
    """What a department finds in its queue. Versioned; the folio makes a repeated message recognisable."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    version: Literal[1] = 1
    folio: str
    department_id: str
    comment_kind: CommentKind
    is_urgent: bool
    text: str
    network: Network
    author_handle: str | None
    written_at: AwareDatetime
    referred_at: AwareDatetime
    due_on: date


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
    """A case at a department (canalización). `due_on` is the local day by which it must be closed."""

    kind: ClassVar[RecordKind] = RecordKind.REFERRAL

    comment: str
    network: Network
    answer_id: str
    author_handle: str | None = None
    text: str
    comment_kind: CommentKind
    is_urgent: bool = False
    written_at: AwareDatetime
    publication: str | None = None
    department_id: str
    candidates: tuple[str, ...] = ()
    returned_by: tuple[str, ...] = ()
    department_folio: str | None = None
    due_on: date
    state: ReferralState = ReferralState.OPENED
    history: tuple[Act, ...] = Field(min_length=1)
    acknowledgement: Notice | None = None
    closing: Notice | None = None

    @property
    def is_finished(self) -> bool:
        """Closed by its department."""
        return self.state is ReferralState.CLOSED

    def delivered(self, now: datetime) -> "Referral":
        """Note that the department's queue holds the case. News that was faster than this note stays."""
        act = Act(at=now, by="", act=ReferralState.REFERRED, note=self.department_id)
        state = ReferralState.REFERRED if self.state is ReferralState.OPENED else self.state
        return self.evolve(state=state, history=(*self.history, act))._at_department()

    def knows(self, news: DepartmentNews) -> bool:
        """Say whether this department's news was recorded already."""
        return any((act.by, act.news_id) == (news.department_id, news.news_id) for act in self.history)

    def told(self, news: DepartmentNews, *, default_department: str, now: datetime) -> "Referral":
        """
        Record what the department says. News of a closed case, or older than what is known, is kept and changes nothing.

        Raises:
            InvalidInputError: the case is not at that department.
        """
        if news.department_id != self.department_id and news.department_id not in self.returned_by:
            raise InvalidInputError(texts_es.not_your_referral(self.id))
        act = Act(at=now, by=news.department_id, act=news.act, note=news.note, news_id=news.news_id)
        heard = self.evolve(
            history=(*self.history, act), department_folio=news.department_folio or self.department_folio
        )
        if self.is_finished or news.department_id != self.department_id:
            return heard
        if news.act is NewsAct.RETURNED:
            return heard._returned(default_department, now)
        return heard._moved(_STATE_AFTER[news.act])

    def _moved(self, state: ReferralState) -> "Referral":
        if state is ReferralState.CLOSED:
            return self.evolve(state=state, due_at=None, duty=None, attention=None)
        reached = _ORDER.index(self.state) if self.state in _ORDER else -1
        if _ORDER.index(state) <= reached:
            return self
        if self.duty is Duty.REFER and self.acknowledgement is None:
            # The news was faster than the note of the delivery: that the citizen be told is still due (Q17).
            return self.evolve(state=state)
        return self.evolve(state=state)._at_department()

    def _at_department(self) -> "Referral":
        """The department has it: its deadline runs."""
        return self.evolve(duty=Duty.DEPARTMENT, due_at=end_of_day(self.due_on), attention=None)

    def acknowledged(self, notice: "Notice") -> "Referral":
        """Note how the citizen is told, or why not; now the department's deadline is what is due."""
        return self.evolve(acknowledgement=notice)._at_department()

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
            duty=Duty.PERSON,
            due_at=now + timedelta(days=1),
            attention=Attention(reason=reason, since=now),
        )

    def _returned(self, default_department: str, now: datetime) -> "Referral":
        """Send it on: to the next candidate, then to the default department; after too many returns, to a person."""
        returned_by = (*self.returned_by, self.department_id)
        choices = [*self.candidates, default_department]
        following = next((choice for choice in choices if choice not in returned_by), None)
        if following is None or len(returned_by) > MAX_RETURNS:
            return self.evolve(returned_by=returned_by).disputed(texts_es.referral_disputed(self.id), now)
        return self.evolve(
            state=ReferralState.OPENED,
            returned_by=returned_by,
            department_id=following,
            department_folio=None,
            duty=Duty.REFER,
            due_at=now + DELIVER_WITHIN,
        )

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
        )


def open_referral(
    comment: Comment,
    *,
    number: int,
    candidates: tuple[str, ...],
    default_department: str,
    working_days: int,
    now: datetime,
) -> Referral:
    """Open a case for a comment: to the likeliest candidate, or the default department where none is likely."""
    today = local_day(now)
    return Referral(
        id=ids.folio(today, number),
        created_at=now,
        comment=comment.id,
        network=comment.network,
        answer_id=comment.answer_id,
        author_handle=comment.author_handle,
        text=comment.text,
        comment_kind=comment.classification.comment_kind,
        is_urgent=comment.classification.is_urgent,
        written_at=comment.written_at,
        publication=comment.publication,
        department_id=candidates[0] if candidates else default_department,
        candidates=candidates,
        due_on=working_days_after(today, working_days),
        duty=Duty.REFER,
        due_at=now + DELIVER_WITHIN,
        history=(Act(at=now, by="", act=ReferralState.OPENED, note=_note_about(comment)),),
    )


def _note_about(comment: Comment) -> str:
    """Give what the first department should know: that it looks like somebody else's, for one."""
    return next((candidate.note for candidate in comment.classification.candidates[:1]), "")
