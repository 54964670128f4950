"""What is still to be done about a comment, and what follows from how it is read (manual 4.1, 4.3; P4)."""

from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib import texts_es
from chalicelib.domain.classification import Classification, CommentKind
from chalicelib.domain.records import Attention, Duty

REFER_WITHIN = timedelta(minutes=5)
DECIDE_WITHIN = timedelta(days=1)


class CommentState(StrEnum):
    """What is still to be done about a comment."""

    COUNTED = "counted"
    TO_REFER = "to_refer"
    TO_DECIDE = "to_decide"
    REFERRED = "referred"
    CHANGED = "changed"
    """Its author edited it so that it reads otherwise: the department that has it must know."""

    TO_ANSWER = "to_answer"
    """A question: the machine looks for a published answer; where there is none, a person answers."""

    ANSWERED = "answered"


def what_follows(classification: Classification, bar: float, now: datetime) -> dict[str, object]:
    """
    Decide: counted only, to a department, to be answered, or to a person (4.1, 4.3; P4).

    What is urgent goes to a department and before a person at once, however sure the kind is.
    """
    if classification.urgency is not None and not classification.decided_by:
        urgent = Attention(reason=texts_es.urgent_comment(classification.urgency), since=now, is_urgent=True)
        return due(CommentState.TO_REFER, Duty.REFER, now + REFER_WITHIN, urgent)
    if not classification.is_sure(bar):
        attention = Attention(reason=texts_es.COMMENT_UNSURE, since=now)
        return due(CommentState.TO_DECIDE, Duty.PERSON, now + DECIDE_WITHIN, attention)
    if classification.comment_kind.is_referred:
        return due(CommentState.TO_REFER, Duty.REFER, now + REFER_WITHIN, None)
    if classification.comment_kind is CommentKind.QUESTION and not (
        classification.is_spam and not classification.decided_by
    ):
        return due(CommentState.TO_ANSWER, Duty.REFER, now + REFER_WITHIN, None)
    return due(CommentState.COUNTED, None, None, None)


def for_a_person_to_answer(reason: str, now: datetime) -> dict[str, object]:
    """Give the fields of a question that a person answers."""
    attention = Attention(reason=reason, since=now)
    return due(CommentState.TO_ANSWER, Duty.PERSON, now + DECIDE_WITHIN, attention)


def due(
    state: CommentState, duty: Duty | None, due_at: datetime | None, attention: Attention | None
) -> dict[str, object]:
    """Give the fields that say what is still to be done, whose duty it is, until when, and why a person must look."""
    return {"state": state, "duty": duty, "due_at": due_at, "attention": attention}
