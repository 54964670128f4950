"""
4.3: the image office's word on replies, where the strategy asks for it by kind of comment (P1).

Whom to call in danger is never held up. A question whose answer is rejected goes back to a person: nobody is left without one.
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.approvals import APPROVE_WITHIN, approved, awaiting, rejected, reminded
from chalicelib.domain.classification import CommentKind
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.asking import ask_if_soon

NEVER_HELD_UP = frozenset({"emergency", "discreet", "discreet_joined"})
"""The texts that tell whom to call in danger."""

_ATTEMPTS = 5
_MOST = 1000


def held_for_approval(reply: Delivery, kind: CommentKind, catalogue: Catalogue, now: datetime) -> Delivery:
    """Let a new reply wait for approval, with its text as it would go out, where the strategy asks for that."""
    said = reply.reply
    if said is None or kind not in catalogue.replies_need_approval or said.template in NEVER_HELD_UP:
        return reply
    text = said.text or catalogue.reply(said.template, said.variables)
    return awaiting(reply.evolve(reply=said.model_copy(update={"text": text})), now)


def decide_reply(
    delivery_id: str, *, is_approved: bool, why: str, by: Person, records: Records, queues: WorkQueues, clock: Clock
) -> Delivery:
    """
    Record the image office's word on a reply: it goes out, or it is closed with the reason.

    Raises:
        NotFoundError: no delivery has this id.
        InvalidInputError: it does not wait for approval, or it is rejected without a reason.
        RecordConflictError: others kept changing it.
    """
    if not is_approved and not why:
        raise InvalidInputError(texts_es.REJECTION_NEEDS_REASON)
    decide = approved if is_approved else rejected
    for _ in range(_ATTEMPTS):
        reply, now = fetch(records, delivery_id, Delivery), clock.now()
        decided = decide(reply, by=by.username, why=why, now=now)
        also = [] if is_approved else _unanswered(reply, records, now)
        try:
            stored = records.commit(replace=[decided, *also])
        except RecordConflictError:
            continue
        if is_approved:
            ask_if_soon(decided, now, queues)
        return fetch(records, stored[0].id, Delivery)
    raise RecordConflictError(texts_es.CONFLICT)


def replies_to_approve(records: Records, now: datetime) -> list[Delivery]:
    """Give the replies that wait for approval, the longest waiting first."""
    due = records.due(Duty.APPROVE, now + APPROVE_WITHIN, _MOST)
    waiting = [record for record in due if isinstance(record, Delivery) and record.awaits_approval]
    return sorted(
        waiting, key=lambda reply: (reply.approval.asked_at if reply.approval else reply.created_at, reply.id)
    )


def remind_of_replies(*, records: Records, clock: Clock) -> int:
    """Remind of every reply that nobody looked at in time (P6). Safe to repeat. Returns how many."""
    now, count = clock.now(), 0
    for record in records.due(Duty.APPROVE, now, _MOST):
        if isinstance(record, Delivery) and record.awaits_approval:
            count += _reminded(record, records, now)
    return count


def _reminded(reply: Delivery, records: Records, now: datetime) -> bool:
    try:
        store(records, reminded(reply, now))
    except RecordConflictError:
        # Somebody decides of it this very moment.
        return False
    return True


def _unanswered(reply: Delivery, records: Records, now: datetime) -> list[Record]:
    """Give the question whose answer is rejected, before a person again; nothing where the reply serves a case."""
    question = records.find(reply.subject)
    if isinstance(question, Comment) and question.state is CommentState.ANSWERED:
        return [question.for_a_person_to_answer(texts_es.ANSWER_REJECTED, now)]
    return []
