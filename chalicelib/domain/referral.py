"""
Referrals: a complaint, service request or suggestion at its department, under a folio (manual 4.2, 4.3).

P4: one folio per matter of a comment, at one department at a time; the citizen is told once that it was referred and once
that it was closed, or the reason why not is recorded. What a department has still to be told of is in `outbox`, and the case
is due until its queue has it.
"""

from datetime import datetime
from typing import ClassVar

from chalicelib import texts_es
from chalicelib.domain.case import Case
from chalicelib.domain.case_duty import DELIVER_WITHIN, DISPUTE_WITHIN, LOOK_AGAIN_AFTER
from chalicelib.domain.case_history import Act, Notice
from chalicelib.domain.case_news import ORDER, STATE_AFTER, DepartmentNews, NewsAct, Outcome
from chalicelib.domain.case_states import AT_DEPARTMENT, ENDED, TAKEN_BACK, Lateness, ReferralState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Attention, Duty, RecordKind

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


class Referral(Case):
    """A case at a department (canalización), and everything that happens to it; its fields are those of `Case`."""

    kind: ClassVar[RecordKind] = RecordKind.REFERRAL

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
        if self.is_ended or news.department_id != self.department_id or self._is_before_return(news):
            return self._kept(heard)
        if news.act is NewsAct.RETURNED:
            return heard._returned(default_department, now)
        if news.act is NewsAct.CLOSED:
            return heard.on_duty(state=ReferralState.CLOSED, outcome=news.how_it_ended)
        moved = heard._moved(STATE_AFTER[news.act])
        return self._kept(heard) if moved == heard else moved

    def _is_before_return(self, news: DepartmentNews) -> bool:
        """Of who returned it, that it was pulled is news from before: it takes the case from nobody who decides now."""
        was_returned = self.state is ReferralState.DISPUTED and news.department_id in self.returned_by
        return was_returned and news.act is NewsAct.PULLED

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
