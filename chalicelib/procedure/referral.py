"""
4.2 Se canaliza al área correspondiente: a case with a folio, in the queue of the department that must attend it.

P4: the folio, the case and the comment's mark are one transaction, so that a comment has one folio however often it is
referred. The citizen is told (4.3) only once the department has the case.
"""

from typing import cast

from chalicelib import texts_es
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment, CommentState
from chalicelib.domain.errors import NotFoundError, RecordConflictError
from chalicelib.domain.referral import Referral, ReferralState, open_referral
from chalicelib.ports import Catalogue, Clock, DepartmentInboxes, Records, WorkQueues
from chalicelib.procedure.amending import fetch
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
    if referral is None or referral.state is not ReferralState.OPENED:
        return referral
    return _deliver(referral, records, inboxes, catalogue, queues, clock)


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
    likeliest = next((candidate.department_id for candidate in comment.classification.candidates), None)
    department = catalogue.departments[likeliest or catalogue.default_department]
    referral = open_referral(
        comment,
        number=number,
        default_department=catalogue.default_department,
        working_days=department.closes_within_working_days,
        now=now,
    )
    opened, _ = records.commit_numbered(counter, number, insert=[referral], replace=[comment.referred(referral.id)])
    return cast("Referral", opened)


def _deliver(
    referral: Referral,
    records: Records,
    inboxes: DepartmentInboxes,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Referral:
    """
    Put the case into its department's queue, then note it together with the reply to the citizen.

    A crash between the two delivers the message again: the department knows it by its folio.
    """
    now = clock.now()
    inboxes.deliver(referral.message(now))
    delivered = referral.delivered(now)
    notice, reply = acknowledge(delivered, catalogue=catalogue, now=now)
    noted = delivered if delivered.acknowledgement else delivered.evolve(acknowledgement=notice)
    fresh = [reply] if reply is not None and not delivered.acknowledgement else []
    records.commit(insert=fresh, replace=[noted])
    for delivery in fresh:
        queues.publish(delivery.id)
    return noted
