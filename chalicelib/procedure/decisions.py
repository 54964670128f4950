"""
4.1 ¿El comentario es queja o sugerencia? What the machine is not sure of, a person decides.

A person's decision outranks the machine's and is told apart from it. What followed from the machine's follows the person's
now, and each decision is kept as an example to learn from: all in one transaction.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.classification import Classification, CommentKind, DepartmentCandidate, Sentiment
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision, decision_on
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.redirecting import Ruling, redirect
from chalicelib.procedure.urgent import departments_for

MAX_EXPORTED_DAYS = 31
_ATTEMPTS = 5


def decide_comment(
    comment_id: str,
    *,
    comment_kind: CommentKind,
    sentiment: Sentiment,
    department_id: str | None,
    by: Person,
    records: Records,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
    folio: str | None = None,
    is_urgent: bool | None = None,
) -> Comment:
    """
    Record a person's reading of a comment; a complaint, service request or suggestion goes on to be referred.

    One that has a case already takes it along: it is withdrawn, cancelled, moved to the department named, or corrected, and
    whoever has it is told. `folio` says which case is meant where the comment has several; `is_urgent` None leaves an urgency
    as it is. Saying the same again changes nothing.

    Raises:
        NotFoundError: no comment has this id.
        InvalidInputError: the department is not in the catalogue, or it is not said which case is meant.
        RecordConflictError: others kept changing it.
    """
    if department_id is not None and department_id not in catalogue.departments:
        raise InvalidInputError(texts_es.UNKNOWN_DEPARTMENT)
    for _ in range(_ATTEMPTS):
        comment = fetch(records, comment_id, Comment)
        now = clock.now()
        reading = Classification(
            comment_kind=comment_kind,
            kind_confidence=1,
            sentiment=sentiment,
            sentiment_confidence=1,
            decided_by=by.username,
            decided_at=now,
            **_kept(comment.classification, department_id, comment_kind, catalogue, is_urgent=is_urgent),
        )
        if _is_said_already(comment.classification, reading) and not comment.attention:
            return _asked_for(comment, records, queues)
        cases = [fetch(records, one, Referral) for one in comment.folios]
        ruling = Ruling(reading, department_id, folio)
        decided, after = redirect(comment, cases, ruling, catalogue=catalogue, clock=clock)
        changed = [new for old, new in zip(cases, after, strict=True) if new != old]
        try:
            records.commit(insert=[decision_on(comment, reading, now)], replace=[decided, *changed])
        except RecordConflictError:
            continue
        return _asked_for(decided, records, queues, changed)
    raise RecordConflictError(texts_es.CONFLICT)


def _kept(
    before: Classification,
    department_id: str | None,
    kind: CommentKind,
    catalogue: Catalogue,
    *,
    is_urgent: bool | None,
) -> dict[str, object]:
    """Keep what the person did not speak of. What is not to be referred is not urgent, unless they say that it is."""
    stays = before.urgency is not None and kind.is_referred if is_urgent is None else is_urgent
    candidates = before.candidates
    if department_id or stays:
        first = (department_id,) if department_id else departments_for(before, before.candidates, catalogue)
        candidates = tuple(DepartmentCandidate(department_id=one, confidence=1) for one in first)
    return {
        "candidates": candidates,
        "is_urgent": before.is_urgent and kind.is_referred if is_urgent is None else is_urgent,
        "urgency": before.urgency if stays else None,
        "place": before.place,
        "is_spam": before.is_spam and not kind.is_referred,
        "has_personal_data": before.has_personal_data,
        "classifier": before.classifier,
    }


def _is_said_already(before: Classification, reading: Classification) -> bool:
    return bool(before.decided_by) and before.model_copy(update={"decided_at": reading.decided_at}) == reading


def _asked_for(comment: Comment, records: Records, queues: WorkQueues, cases: list[Referral] | None = None) -> Comment:
    """Ask for what follows, at once; what is due says so by itself if the message is lost."""
    if comment.is_to_be_worked_on:
        queues.refer(comment.id)
    for case in cases or ():
        if case.duty is Duty.REFER:
            queues.refer(case.id)
    return fetch(records, comment.id, Comment)


def decisions_of(first: date, last: date, *, records: Records) -> Iterator[Decision]:
    """
    Give what persons decided in a period, first and last day included, to learn from: by day, then by id.

    Raises:
        InvalidInputError: the period is empty or longer than 31 days.
    """
    if not 0 <= (last - first).days < MAX_EXPORTED_DAYS:
        raise InvalidInputError(texts_es.MANY_DAYS)
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    found = (record for day in days for record in records.of_day(day, ids.DECISIONS))
    return (record for record in found if isinstance(record, Decision))


def dismiss_rejection(bulletin_id: str, *, records: Records) -> Bulletin:
    """
    Close what waited in a bulletin for a person: they have seen it.

    Raises:
        NotFoundError: no bulletin has this id.
    """
    return amend(records, bulletin_id, Bulletin, lambda bulletin: bulletin.dismissed())
