"""
Reading requests: many, one, or by a token. A read follows keys: each folio by its id, each day by its partition.

Nothing is ever scanned: the longest reading asks for the folios of 91 days, and stops at the thousandth.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from chalicelib import bootstrap, texts_es
from chalicelib.api.open311.calls import Call
from chalicelib.api.open311.cases import SHORT, is_shown, shown, status_of
from chalicelib.api.open311.fields import MOST_IDS, MOST_REQUESTS, RequestsQuery
from chalicelib.api.open311.formats import Document
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import InvalidInputError, NotFoundError
from chalicelib.domain.referral import Referral
from chalicelib.domain.service_request import is_token

_FOLIOS = "LEO-"


def list_requests(call: Call) -> Document:
    """List requests, the newest first, by the standard's filters."""
    if call.query.get("service_request_id", "").count(",") > MOST_IDS:
        raise InvalidInputError(texts_es.OPEN311_TOO_MANY_IDS)
    query = RequestsQuery.model_validate(call.query)
    if query.service_request_id:
        cases = (_find(folio) for folio in dict.fromkeys(query.service_request_id))
        return Document("service_requests", [shown(case) for case in cases if case])
    wanted = islice(_matching(query, *_span(query)), MOST_REQUESTS)
    page = islice(wanted, (query.page - 1) * query.page_size, query.page * query.page_size)
    return Document("service_requests", [shown(case, SHORT) for case in page])


def show_request(call: Call) -> Document:
    """Show one request by its folio."""
    case = _find(call.item)
    if case is None:
        raise NotFoundError(texts_es.OPEN311_NO_REQUEST)
    return Document("service_requests", [shown(case)])


def show_token(call: Call) -> Document:
    """Tell the folio that a filed request has by now; none while it is still being opened."""
    record = bootstrap.records().find(call.item) if is_token(call.item) else None
    if not isinstance(record, Comment):
        raise NotFoundError(texts_es.OPEN311_NOT_FILED)
    return Document("service_requests", [{"service_request_id": record.folio, "token": record.id}])


def _find(folio: str) -> Referral | None:
    record = bootstrap.records().find(folio) if folio.startswith(_FOLIOS) else None
    return record if isinstance(record, Referral) and is_shown(record, bootstrap.catalogue()) else None


def _span(query: RequestsQuery) -> tuple[datetime, datetime]:
    try:
        start, end = query.span(bootstrap.clock().now())
    except ValueError as exc:
        raise InvalidInputError(texts_es.OPEN311_DATES) from exc
    return start, min(end, bootstrap.clock().now())


def _matching(query: RequestsQuery, start: datetime, end: datetime) -> Iterator[Referral]:
    """Go through the days from the last to the first; a day is only read when it is reached."""
    day, records, catalogue = local_day(end), bootstrap.records(), bootstrap.catalogue()
    while day >= local_day(start):
        of_day = (record for record in records.of_day(day, _FOLIOS) if isinstance(record, Referral))
        for case in sorted(of_day, key=lambda case: (case.created_at, case.id), reverse=True):
            if start <= case.created_at <= end and _is_wanted(case, query) and is_shown(case, catalogue):
                yield case
        day -= timedelta(days=1)


def _is_wanted(case: Referral, query: RequestsQuery) -> bool:
    is_of_service = not query.service_code or case.department_id in query.service_code
    return is_of_service and (not query.status or status_of(case) in query.status)
