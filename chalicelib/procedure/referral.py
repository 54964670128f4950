"""
4.2 Se canaliza al área correspondiente: a case with a folio, in the queue of the department that must attend it.

P4: the folio, the case and the comment's mark are one transaction, so that a comment has one folio however often it is
referred. The citizen is told (4.3) only once the department has the case.
"""

from typing import cast

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment, CommentState
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import NotFoundError, RecordConflictError, RejectedByServiceError
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral, ReferralState, open_referral
from chalicelib.ports import Catalogue, Clock, DepartmentInboxes, Records, WorkQueues
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.replies import acknowledge

_ATTEMPTS = 12
"""How often a folio is asked for while others take theirs at the same moment."""


def refer_case(
    record_id: str,
    *,
    records: Records,
    inboxes: DepartmentInboxes,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Referral | None:
    """
    Deliver a case to the queue of the department that must attend it, once, and tell the citizen.

    Manual 4.2 «se canaliza al área correspondiente», 4.3. `record_id` is a comment, or the folio of a case that was
    returned. Safe to repeat: a case already delivered is left as it is.

    Returns:
        The referral, or None when the comment is (no longer) to be referred.

    Raises:
        NotFoundError: nothing is recorded under that id.
        TransientServiceError: the queue did not answer; call again with the same id.
    """
    record = records.find(record_id)
    match record:
        case Comment():
            referral = _case_of(record, records, catalogue, clock)
        case Referral():
            referral = record
        case _:
            raise NotFoundError(texts_es.NOT_FOUND)
    if referral is None:
        return None
    if referral.state is ReferralState.OPENED:
        try:
            inboxes.deliver(referral.message(clock.now()))
        except RejectedByServiceError:
            now = clock.now()
            return amend(records, referral.id, Referral, lambda case: case.disputed(texts_es.NO_SUCH_INBOX, now))
    elif referral.acknowledgement or referral.duty is not Duty.REFER:
        return referral
    return _note(referral, records, catalogue, queues, clock)


def _case_of(comment: Comment, records: Records, catalogue: Catalogue, clock: Clock) -> Referral | None:
    """Give the comment's case; open it, with the next folio of the day, if it has none."""
    for _ in range(_ATTEMPTS):
        if comment.folio:
            return fetch(records, comment.folio, Referral)
        if comment.state is not CommentState.TO_REFER:
            return None
        try:
            return _open(comment, records, catalogue, clock)
        except RecordConflictError:
            comment = fetch(records, comment.id, Comment)
    raise RecordConflictError(texts_es.CONFLICT)


def _open(comment: Comment, records: Records, catalogue: Catalogue, clock: Clock) -> Referral:
    now = clock.now()
    counter = f"folio-{local_day(now):%Y%m%d}"
    number = records.next_number(counter)
    named = (candidate.department_id for candidate in comment.classification.candidates)
    candidates = tuple(department for department in named if department in catalogue.departments)
    department = catalogue.departments[next(iter(candidates), catalogue.default_department)]
    referral = open_referral(
        comment,
        number=number,
        candidates=candidates,
        default_department=catalogue.default_department,
        working_days=department.closes_within_working_days,
        now=now,
    )
    opened, _ = records.commit_numbered(counter, number, insert=[referral], replace=[comment.referred(referral.id)])
    return cast("Referral", opened)


def _note(referral: Referral, records: Records, catalogue: Catalogue, queues: WorkQueues, clock: Clock) -> Referral:
    """
    Note that the department has the case, together with the reply to the citizen.

    The department may answer before this is noted (Q17): then its news stays, and the note is made over it. A crash between
    the queue and this note delivers the message again: the department knows it by its folio.
    """
    delivered_to, returned_by = referral.department_id, referral.returned_by
    for _ in range(_ATTEMPTS):
        if (referral.department_id, referral.returned_by) != (delivered_to, returned_by):
            # The department returned it before this was noted: it is on its way to another, and nothing is there yet.
            return referral
        now = clock.now()
        noted = referral.delivered(now) if referral.duty is Duty.REFER else referral
        replies: list[Delivery] = []
        if noted.acknowledgement is None:
            notice, reply = acknowledge(noted, catalogue=catalogue, now=now)
            noted = noted.acknowledged(notice)
            replies = [reply] if reply is not None else []
        try:
            *_, stored = records.commit(insert=replies, replace=[noted])
        except RecordConflictError:
            referral = fetch(records, referral.id, Referral)
            continue
        for reply in replies:
            ask_for(reply, now, queues)
        return cast("Referral", stored)
    raise RecordConflictError(texts_es.CONFLICT)
