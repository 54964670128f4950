"""
4.3: a question gets the answer that the competent department published, or goes to a person: never silence, never a guess.

The answer is a delivery like any reply; its text is fixed with the comment's mark, in one transaction, so that a question is
answered once however often it is looked at (P4).
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.answer import ANSWER, MAX_QUESTION_CHARACTERS, AnswerGiven, CannedAnswer, reference_of
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Duty
from chalicelib.domain.reply import ReplyText
from chalicelib.ports import Catalogue
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.approving import held_for_approval
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.case_ports import CasePorts

_ATTEMPTS = 5


def answer_question(comment: Comment, ports: CasePorts) -> Comment:
    """
    Answer a question with what its department published, or put it before a person. Safe to repeat.

    Raises:
        RecordConflictError: others kept changing it.
    """
    for _ in range(_ATTEMPTS):
        if not comment.is_to_be_answered:
            return comment
        after, replies = _answered(comment, ports)
        try:
            ports.records.commit(insert=replies, replace=[after])
        except RecordConflictError:
            comment = fetch(ports.records, comment.id, Comment)
            continue
        for reply in replies:
            ask_for(reply, ports.clock.now(), ports.queues)
        return after
    raise RecordConflictError(texts_es.CONFLICT)


def reply_to(comment: Comment, text: str, now: datetime) -> Delivery:
    """Make the delivery of an answer: its text is fixed here, whatever the catalogue says later."""
    purpose = f"{ANSWER}-{len(comment.answers) + 1}" if comment.answers else ANSWER
    return Delivery(
        id=ids.delivery_id(comment.id, comment.network, purpose),
        created_at=now,
        subject=comment.id,
        network=comment.network,
        action=Action.REPLY,
        target=comment.answer_id,
        reply=ReplyText(template=ANSWER, variables={}, text=text, comment=comment.id),
        not_before=now,
        due_at=now,
        duty=Duty.PUBLISH,
    )


def likely_department(comment: Comment, catalogue: Catalogue) -> str | None:
    """Name the department that probably knows, as it is written to citizens."""
    candidates = (one.department_id for one in comment.classification.candidates)
    return next((catalogue.departments[one].name for one in candidates if one in catalogue.departments), None)


def _answered(comment: Comment, ports: CasePorts) -> tuple[Comment, list[Delivery]]:
    now, catalogue = ports.clock.now(), ports.catalogue
    if _is_delicate(comment):
        return comment.for_a_person_to_answer(texts_es.QUESTION_PERSONAL, now), []
    if not catalogue.strategy(comment.network).replies:
        return comment.answered(AnswerGiven(at=now, reason=texts_es.REPLY_OFF_INSTAGRAM)), []
    found = _published_for(comment, ports)
    if found is None:
        reason = texts_es.question_unanswered(likely_department(comment, catalogue))
        return comment.for_a_person_to_answer(reason, now), []
    written = reply_to(comment, catalogue.answers.write(found, reference_of(comment.id)), now)
    reply = held_for_approval(written, comment.classification.comment_kind, catalogue, now)
    return comment.answered(AnswerGiven(at=now, canned=found.id, delivery=reply.id)), [reply]


def _published_for(comment: Comment, ports: CasePorts) -> CannedAnswer | None:
    """Look for an answer, where it asks one thing and was not answered before."""
    reading = comment.classification
    if comment.was_answered or reading.matters or len(comment.text) > MAX_QUESTION_CHARACTERS:
        return None
    departments = [one.department_id for one in reading.candidates]
    return ports.catalogue.answers.find(comment.text, departments, local_day(ports.clock.now()))


def _is_delicate(comment: Comment) -> bool:
    """Whoever may be in danger, or tells who they are, is never answered by a machine."""
    reading = comment.classification
    return reading.urgency is not None or reading.is_urgent or reading.has_personal_data
