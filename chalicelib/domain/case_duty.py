"""
What is due about a case, and what of it waits for a person (P6; manual 4.2).

What a machine has still to do is due minutes after the last act, so that a worker that died is noticed.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import texts_es
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.case_states import ReferralState
from chalicelib.domain.records import Attention, Duty

if TYPE_CHECKING:
    from chalicelib.domain.referral import Referral

DELIVER_WITHIN = timedelta(minutes=5)
DISPUTE_WITHIN = timedelta(days=1)


def duty_of(case: "Referral", *, is_there: bool, now: datetime | None) -> dict[str, object]:
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
    if case.duty is Duty.DEPARTMENT and case.attention and not is_there:
        # It is overdue, and a person sees it: that does not change with what is written into it.
        attention = attention or (None if case.attention.is_urgent else case.attention)
        return _due(Duty.DEPARTMENT, case.due_at, attention)
    return _due(Duty.DEPARTMENT, end_of_day(case.due_on), attention)


def _attention_of(case: "Referral", now: datetime) -> Attention | None:
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
