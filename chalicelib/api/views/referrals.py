"""Cases at the departments: seen by the image office, each department its own (manual 4.2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chalicelib import bootstrap
from chalicelib.api.dispatch import forbid, no_such_record
from chalicelib.api.referral_models import ReferralList, ReferralsQuery, ReferralView
from chalicelib.api.referral_views import listed_to_department, own_part, shown_to_department, shown_whole
from chalicelib.api.requests import Request
from chalicelib.api.views.told import told_of
from chalicelib.domain.case_news import DepartmentNews
from chalicelib.domain.ids import neighbours_id
from chalicelib.domain.neighbours import Neighbours
from chalicelib.domain.people import Person, Role
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import Referral
from chalicelib.ports import Records
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.assigning import assign_case
from chalicelib.procedure.department_cases import CasePage, page_of_cases
from chalicelib.procedure.department_news import record_news

_FAR = timedelta(days=3660)
_MANY = 5_000
_PAGE = 50
_SEE_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR})


def list_referrals(request: Request) -> ReferralList:
    """
    List the cases of a day, or the open ones, by their deadline; a department sees its own, a page at a time.

    Of each text a department's list has the first 500 letters.
    """
    person, query = request.person, request.query
    if person.roles & _SEE_ALL:
        page = _page(_of_everybody(query), query, query.limit)
    elif person.department_id is None or query.department_id not in {None, person.department_id}:
        page = CasePage([], None)
    else:
        page = _own_page(person.department_id, query)
    return ReferralList(referrals=[_line(case, person) for case in page.cases], next=page.next)


def _own_page(department_id: str, query: ReferralsQuery) -> CasePage:
    limit, records = query.limit or _PAGE, bootstrap.records()
    if query.day is None:
        return page_of_cases(department_id, state=query.state, after=query.after, limit=limit, records=records)
    return _page((case for case in _of_everybody(query) if case.department_id == department_id), query, limit)


def _of_everybody(query: ReferralsQuery) -> Iterable[Referral]:
    records = bootstrap.records()
    found = records.of_day(query.day) if query.day else _open_cases(records, bootstrap.clock().now())
    return (record for record in found if isinstance(record, Referral))


def _page(cases: Iterable[Referral], query: ReferralsQuery, limit: int | None) -> CasePage:
    wanted = [
        case
        for case in cases
        if query.department_id in {None, case.department_id} and query.state in {None, case.state}
    ]
    wanted.sort(key=lambda case: case.place_in_list)
    rest = [case for case in wanted if case.place_in_list > (query.after or "")]
    page = rest[:limit]
    return CasePage(page, page[-1].place_in_list if len(page) < len(rest) else None)


def _open_cases(records: Records, now: datetime) -> list[Record]:
    """Everything not ended: at a department, on its way to one, or waiting for a person to say where it belongs."""
    on_their_way = [*records.due(Duty.DEPARTMENT, now + _FAR, _MANY), *records.due(Duty.REFER, now + _FAR, _MANY)]
    found = {record.id: record for record in (*on_their_way, *records.waiting(_MANY))}
    return [one for one in found.values() if not (isinstance(one, Referral) and one.is_ended)]


def show_referral(request: Request) -> ReferralView:
    """Show one case by its folio. For a department, one that is another's does not exist."""
    referral = fetch(bootstrap.records(), request.path["folio"], Referral)
    if not _may_see(request.person, referral):
        raise no_such_record()
    page = bootstrap.records().find(neighbours_id(referral.id, 1)) if referral.pages else None
    members = page.members if isinstance(page, Neighbours) else ()
    told = told_of(referral, members, bootstrap.records())
    view = _view(referral, request.person)
    return view.model_copy(update={"neighbours": [member.comment for member in members], "told": told})


def tell_news(request: Request) -> ReferralView:
    """
    Record what a department says of its case, as its queue of news would: told twice, or out of order, it is harmless.

    One that had the case and has it no more is heard too, and gets its own part alone; for any other it does not exist.
    """
    person, body = request.person, request.body
    department = person.department_id
    if department is None or body.department_id not in {None, department}:
        raise forbid()
    referral = fetch(bootstrap.records(), request.path["folio"], Referral)
    if department not in {referral.department_id, *referral.returned_by, *referral.former}:
        raise no_such_record()
    news = DepartmentNews(
        news_id=body.news_id,
        folio=referral.id,
        department_id=department,
        act=body.act,
        outcome=body.outcome,
        note=body.note,
        department_folio=body.department_folio,
    )
    told = record_news(
        news,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(told, person) if told.department_id == department else own_part(told, department)


def assign(request: Request) -> ReferralView:
    """Send a case to the department that a person names."""
    referral = assign_case(
        request.path["folio"],
        request.body.department_id,
        reason=request.body.reason,
        by=request.person,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(referral, request.person)


def _may_see(person: Person, referral: Referral) -> bool:
    return bool(person.roles & _SEE_ALL) or (
        person.department_id is not None and person.department_id == referral.department_id
    )


def _line(referral: Referral, person: Person) -> ReferralView:
    if person.roles & _SEE_ALL:
        return shown_whole(referral)
    return listed_to_department(referral, bootstrap.department_discretion())


def _view(referral: Referral, person: Person) -> ReferralView:
    if person.roles & _SEE_ALL:
        return shown_whole(referral)
    return shown_to_department(referral, bootstrap.department_discretion())
