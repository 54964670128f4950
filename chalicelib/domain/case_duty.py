"""
What is due about a case, and what of it waits for a person (P6; manual 4.2).

What a machine has still to do is due minutes after the last act, so that a worker that died is noticed.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import texts_es
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.case_states import Lateness, ReferralState
from chalicelib.domain.records import Attention, Duty

if TYPE_CHECKING:
    from chalicelib.domain.case import Case

DELIVER_WITHIN = timedelta(minutes=5)
DISPUTE_WITHIN = timedelta(days=1)
LOOK_AGAIN_AFTER = timedelta(days=1)
"""A person who has a late case before them is looked for again so much later."""

REISSUE_AFTER = timedelta(days=10)
"""A queue of SQS forgets after 14 days (Q04): what nobody pulled is put there again well before that."""


def duty_of(case: "Case", *, is_there: bool, now: datetime | None) -> dict[str, object]:
    """Say what is due: a department to be told, neighbours to be told, the way to its department, its deadline."""
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
    return _due(Duty.DEPARTMENT, _next_look(case), attention)


def _next_look(case: "Case") -> datetime:
    """Give when time brings something: a reminder, a queue about to forget it, its deadline, a person to be told."""
    is_late = case.lateness in {Lateness.OVERDUE, Lateness.ESCALATED}
    moments = [case.look_at if is_late and case.look_at else end_of_day(case.due_on)]
    if case.is_unheard:
        moments.append((case.issued_at or case.created_at) + REISSUE_AFTER)
        moments += [case.remind_at] if case.remind_at and case.lateness is None else []
    return min(moments)


def _attention_of(case: "Case", now: datetime) -> Attention | None:
    """Keep before a person what no department takes, what is urgent until a person has read it, and what is late."""
    if case.is_ended:
        return None
    if case.state is ReferralState.DISPUTED:
        return case.attention
    reason = _reason_of(case)
    if reason is None:
        return None
    is_known = case.attention is not None and (case.is_unseen or case.attention.reason == reason)
    since = case.attention.since if case.attention and is_known else now
    return Attention(reason=reason, since=since, is_urgent=case.is_unseen)


def _reason_of(case: "Case") -> str | None:
    if case.is_unseen:
        return texts_es.urgent_comment(case.urgency or "")
    if case.lateness is Lateness.ESCALATED:
        return texts_es.referral_overdue(case.id, case.department_id)
    is_ignored = case.lateness is not None and case.is_unheard
    return texts_es.referral_not_pulled(case.id, case.department_id) if is_ignored else None


def _due(duty: Duty | None, due_at: datetime | None, attention: Attention | None) -> dict[str, object]:
    return {"duty": duty, "due_at": due_at, "attention": attention}
