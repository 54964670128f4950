"""
4.1, 4.2: a request that another program files by Open311 becomes a case on the very way on which a comment does.

Its record comes first (P6: from then on it is due), then its folio, then the department. Whoever dies between two of them, or
finds folios taken, has lost nothing: the work on referrals goes on from the record, and the token tells the folio later.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from chalicelib.domain.calendar import local_day
from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from chalicelib.domain.referral import Referral
from chalicelib.domain.service_request import ServiceRequest
from chalicelib.ports import Catalogue, Classifier, Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.opening import cases_of

SAME_ACROSS_MIDNIGHT = timedelta(minutes=30)
"""A repeat of the same day is always known; of the day before, one that comes within this time."""


@dataclass(frozen=True)
class FilingPorts:
    """What filing a request needs from outside: no department's queue, which this way cannot reach (P8)."""

    records: Records
    classifier: Classifier
    catalogue: Catalogue
    queues: WorkQueues
    clock: Clock


@dataclass(frozen=True)
class Filed:
    """A request as recorded: by which token it is asked for, and its case where it has one already."""

    token: str
    case: Referral | None
    is_urgent: bool


def file_request(request: ServiceRequest, ports: FilingPorts) -> Filed:
    """
    Record a request, open its case and have it carried to its department. Safe to repeat: the same one is found again.

    Raises:
        TransientServiceError: it may be recorded; ask again with the same request.
    """
    comment = _recorded(request, ports)
    case = _case(comment, ports)
    if not comment.folio:
        ports.queues.refer(comment.id)
    return Filed(comment.id, case, comment.classification.is_urgent or comment.classification.urgency is not None)


def _recorded(request: ServiceRequest, ports: FilingPorts) -> Comment:
    """Give the request's record: the one that it has, or a new one."""
    now = ports.clock.now()
    for day in dict.fromkeys((local_day(now), local_day(now - SAME_ACROSS_MIDNIGHT))):
        known = ports.records.find(request.token(day))
        if isinstance(known, Comment) and (day == local_day(now) or now - known.created_at <= SAME_ACROSS_MIDNIGHT):
            return known
    new = request.filed(ports.classifier.classify(request.text), now)
    try:
        return cast("Comment", ports.records.commit(insert=[new])[0])
    except RecordConflictError:
        # The same request, at the same moment.
        return fetch(ports.records, new.id, Comment)


def _case(comment: Comment, ports: FilingPorts) -> Referral | None:
    """Give its case, opened now so that the answer can name the folio; None where that waits for the work on referrals."""
    if comment.folio:
        return fetch(ports.records, comment.folio, Referral)
    cases = CasePorts(ports.records, _OutOfReach(), ports.catalogue, ports.queues, ports.clock)
    try:
        opened = cases_of(comment, cases)
    except (RecordConflictError, TransientServiceError):
        return None
    return opened[0] if opened else None


class _OutOfReach:
    """`ports.DepartmentInboxes` of whoever may not write to departments: what needs them waits for who may."""

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        """Refuse, as a queue that does not answer would."""
        raise TransientServiceError(f"{message.folio} is carried by the work on referrals")
