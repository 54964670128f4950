"""
Policy on Tecnologías de la Información: any office asks the IT office for help; it is told by the topic of the alarms.

The request is stored first and told by whoever watches, every minute, so that none is lost while the topic does not answer.
What is told names the folio, the subject and who asks; the text stays in the record.
"""

from collections.abc import Sequence
from datetime import date

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty
from chalicelib.domain.support import SupportRequest, new_request
from chalicelib.ports import Clock, ItOffice, Records
from chalicelib.procedure.amending import amend, fetch, store

_MOST = 100
_MANY = 5_000


def ask_for_support(
    *,
    subject: str,
    text: str,
    network: Network | None,
    about_record: str | None,
    is_urgent: bool,
    by: Person,
    records: Records,
    clock: Clock,
) -> SupportRequest:
    """
    Record what an office asks of the IT office. Saying the same again on the same day gives the same folio.

    Raises:
        InvalidInputError: there is no record under `about_record`.
    """
    if about_record is not None and records.find(about_record) is None:
        raise InvalidInputError(texts_es.SUPPORT_UNKNOWN_RECORD)
    request = new_request(
        asked_by=by.username,
        department_id=by.department_id,
        subject=subject,
        text=text,
        network=network,
        about_record=about_record,
        is_urgent=is_urgent,
        now=clock.now(),
    )
    records.insert_new([request])
    return fetch(records, request.id, SupportRequest)


def tell_it_office(*, records: Records, it_office: ItOffice, clock: Clock) -> int:
    """
    Tell the IT office of every request it was not told of. Safe to repeat: at worst it hears of one twice.

    Returns how many were told.

    Raises:
        ExternalServiceError: the topic did not take one; it is told at the next run.
    """
    count = 0
    for record in records.due(Duty.TELL, clock.now(), _MOST):
        if isinstance(record, SupportRequest):
            it_office.tell(texts_es.SUPPORT_TOPIC_SUBJECT, _said(record))
            count += _noted(record, records, clock)
    return count


def close_support(folio: str, *, outcome: str, by: Person, records: Records, clock: Clock) -> SupportRequest:
    """
    Close a request with what was done.

    Raises:
        NotFoundError: there is no request under that folio.
        InvalidInputError: it is closed already.
    """
    now = clock.now()
    return amend(records, folio, SupportRequest, lambda known: known.closed(outcome, by=by.username, now=now))


def support_requests(records: Records, day: date | None) -> Sequence[SupportRequest]:
    """Give the requests of a day, or without one those still open, the urgent first, then the longest waiting."""
    found = records.of_day(day, ids.SUPPORT) if day else records.waiting(_MANY)
    return [record for record in found if isinstance(record, SupportRequest)]


def _noted(request: SupportRequest, records: Records, clock: Clock) -> bool:
    try:
        store(records, request.told(clock.now()))
    except RecordConflictError:
        # Somebody closed it this very moment.
        return False
    return True


def _said(request: SupportRequest) -> str:
    about = ", ".join(one for one in (texts_es.network_name(request.network or ""), request.about_record) if one)
    return texts_es.support_told(
        request.id, request.subject, request.department_id or request.asked_by, about, is_urgent=request.is_urgent
    )
