"""
4.3: replies that a person of the image office reads before they go out, where the strategy asks for it (P1).

They wait visibly, with a time by which somebody must look (P6); whom to call in danger never waits.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Attention, Duty
from chalicelib.domain.reply import ReplyApproval

APPROVE_WITHIN = timedelta(hours=4)
"""After it whoever may approve is reminded, and again each time as long after."""


def awaiting(reply: Delivery, now: datetime) -> Delivery:
    """Let a reply wait for approval; its text is fixed, so that what is approved is what goes out."""
    attention = reply.attention or Attention(reason=texts_es.REPLY_TO_APPROVE, since=now)
    return reply.evolve(
        state=DeliveryState.HELD,
        duty=Duty.APPROVE,
        due_at=now + APPROVE_WITHIN,
        reason=texts_es.REPLY_TO_APPROVE,
        approval=reply.approval or ReplyApproval(asked_at=now),
        attention=attention,
    )


def approved(reply: Delivery, *, by: str, why: str, now: datetime) -> Delivery:
    """
    Let a reply go out.

    Raises:
        InvalidInputError: it does not wait for approval.
    """
    given = _decided(reply, by=by, why=why, now=now, is_approved=True)
    return reply.evolve(
        approval=given,
        state=DeliveryState.READY,
        duty=Duty.PUBLISH,
        due_at=max(now, reply.not_before),
        reason=None,
        attention=None,
    )


def rejected(reply: Delivery, *, by: str, why: str, now: datetime) -> Delivery:
    """
    Close a reply that will not go out.

    Raises:
        InvalidInputError: it does not wait for approval.
    """
    given = _decided(reply, by=by, why=why, now=now, is_approved=False)
    return reply.cancelled(texts_es.reply_rejected(why)).evolve(approval=given)


def reminded(reply: Delivery, now: datetime) -> Delivery:
    """Put a reply that nobody looked at before everything else that waits, and look again later."""
    since = reply.attention.since if reply.attention else now
    hours = int((now - since) / timedelta(hours=1))
    attention = Attention(reason=texts_es.reply_not_approved(hours), since=since, is_urgent=True)
    return reply.evolve(attention=attention, due_at=now + APPROVE_WITHIN)


def _decided(reply: Delivery, *, by: str, why: str, now: datetime, is_approved: bool) -> ReplyApproval:
    if not reply.awaits_approval or reply.approval is None:
        raise InvalidInputError(texts_es.REPLY_NOT_AWAITING)
    return reply.approval.model_copy(update={"by": by, "at": now, "is_approved": is_approved, "why": why})
