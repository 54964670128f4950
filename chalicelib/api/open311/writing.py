"""What a program with a key may send: a new request, and what became of one (an extension that FixMyStreet made common)."""

from chalicelib import bootstrap, texts_es
from chalicelib.api.open311.calls import KeyRefusedError
from chalicelib.api.open311.cases import is_shown
from chalicelib.api.open311.fields import RequestForm
from chalicelib.api.open311.formats import Document
from chalicelib.api.open311.services import service
from chalicelib.domain.client_key import ClientKey
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.ids import sha256_hex
from chalicelib.domain.referral import DepartmentNews, NewsAct, Referral
from chalicelib.domain.service_request import ServiceRequest
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.client_keys import known_key
from chalicelib.procedure.department_news import record_news
from chalicelib.procedure.filing import Filed, FilingPorts, file_request

MAX_NOTE = 2_000
_ACTS = {
    "open": NewsAct.ACCEPTED,
    "in_progress": NewsAct.IN_PROGRESS,
    "investigating": NewsAct.IN_PROGRESS,
    "action_scheduled": NewsAct.IN_PROGRESS,
    "closed": NewsAct.CLOSED,
    "fixed": NewsAct.CLOSED,
    "not_councils_responsibility": NewsAct.RETURNED,
}
"""What the statuses of the standard, and of FixMyStreet beyond it, are to us."""


def file(form: dict[str, str]) -> Document:
    """Take a request: it has a folio when this is answered, or a token by which it is asked for a little later."""
    key = _key_of(form)
    if not key.may_file:
        raise KeyRefusedError(texts_es.OPEN311_MAY_NOT_FILE)
    filed = file_request(_asked(RequestForm.model_validate(form), key), _filing_ports())
    known_as = {"service_request_id": filed.case.id} if filed.case else {"token": filed.token}
    return Document("service_requests", [{**known_as, "service_notice": _notice(filed), "account_id": None}])


def tell_update(form: dict[str, str]) -> Document:
    """Take what a department's program says of its case, as the department's own news. Told twice, it counts once."""
    key = _key_of(form)
    if not key.may_update or key.department_id is None:
        raise KeyRefusedError(texts_es.OPEN311_MAY_NOT_UPDATE)
    case = fetch(bootstrap.records(), form.get("service_request_id", "")[:64], Referral)
    # One that had the case may still tell: a return whose answer was lost is told again, and changes nothing.
    if key.department_id not in {case.department_id, *case.returned_by, *case.former}:
        raise KeyRefusedError(texts_es.OPEN311_NOT_YOURS)
    news = _news(form, case.id, key.department_id)
    record_news(
        news,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return Document("service_request_updates", [{"update_id": news.news_id}])


def _asked(asked: RequestForm, key: ClientKey) -> ServiceRequest:
    if not asked.service_code:
        raise InvalidInputError(texts_es.OPEN311_SERVICE_MISSING)
    department = service(asked.service_code)
    if not asked.place:
        raise InvalidInputError(texts_es.OPEN311_NO_PLACE)
    return ServiceRequest(
        department_id=department.id,
        text=asked.description or texts_es.OPEN311_NO_TEXT,
        place=asked.place,
        sameness="\x1f".join((key.id, department.id, asked.description, asked.place, *asked.sender)),
    )


def _filing_ports() -> FilingPorts:
    return FilingPorts(
        records=bootstrap.records(),
        classifier=bootstrap.classifier(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )


def _news(form: dict[str, str], folio: str, department_id: str) -> DepartmentNews:
    act = _ACTS.get(form.get("status", "").casefold())
    if act is None:
        raise InvalidInputError(texts_es.OPEN311_STATUS)
    note = form.get("description", "")[:MAX_NOTE]
    return DepartmentNews(news_id=_update_id(form), folio=folio, department_id=department_id, act=act, note=note)


def _key_of(form: dict[str, str]) -> ClientKey:
    """Give the key that a form shows. The standard answers a missing one as it does a wrong one; which it was is not said."""
    key = known_key(form.get("api_key", ""), bootstrap.records())
    if key is None:
        raise KeyRefusedError(texts_es.OPEN311_KEY_WRONG)
    return key


def _update_id(form: dict[str, str]) -> str:
    """Name an update: by its sender's own id, or by all it says, so that a repeat is known."""
    own = form.get("update_id", "")
    said = "\x1f".join(
        form.get(name, "") for name in ("service_request_id", "status", "updated_datetime", "description")
    )
    return f"open311-{sha256_hex((own or said).encode('utf-8', 'replace'))[:32]}"


def _notice(filed: Filed) -> str | None:
    """Say what follows; of an urgent one not to whom it goes."""
    if filed.is_urgent:
        return texts_es.OPEN311_NOTICE_URGENT
    if filed.case is None or not is_shown(filed.case, bootstrap.catalogue()):
        return None
    department = bootstrap.catalogue().departments[filed.case.department_id]
    return texts_es.open311_notice(department.name, f"{filed.case.due_on:%d/%m/%Y}")
