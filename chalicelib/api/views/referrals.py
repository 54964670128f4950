"""Cases at the departments: seen by the image office, each department its own (manual 4.2)."""

from datetime import datetime, timedelta

from chalicelib import bootstrap
from chalicelib.api.dispatch import forbid
from chalicelib.api.models import ActView, ReferralList, ReferralView
from chalicelib.api.requests import Request
from chalicelib.api.views.told import told_of
from chalicelib.domain.ids import neighbours_id
from chalicelib.domain.neighbours import Neighbours
from chalicelib.domain.people import Person, Role
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import DepartmentNews, Notice, Referral
from chalicelib.ports import Records
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.department_news import record_news

_FAR = timedelta(days=3660)
_MANY = 5_000
_SEE_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR})


def list_referrals(request: Request) -> ReferralList:
    """List the cases of a day, or the open ones by their deadline; a department sees its own."""
    query = request.query
    records = bootstrap.records()
    found = records.of_day(query.day) if query.day else _open_cases(records, bootstrap.clock().now())
    referrals = [
        record
        for record in found
        if isinstance(record, Referral)
        and _may_see(request.person, record)
        and query.department_id in {None, record.department_id}
        and query.state in {None, record.state}
    ]
    return ReferralList(referrals=[_view(referral) for referral in referrals])


def _open_cases(records: Records, now: datetime) -> list[Record]:
    """Everything not ended: at a department, on its way to one, or waiting for a person to say where it belongs."""
    on_their_way = [*records.due(Duty.DEPARTMENT, now + _FAR, _MANY), *records.due(Duty.REFER, now + _FAR, _MANY)]
    found = {record.id: record for record in (*on_their_way, *records.waiting(_MANY))}
    return [one for one in found.values() if not (isinstance(one, Referral) and one.is_ended)]


def show_referral(request: Request) -> ReferralView:
    """Show one case by its folio."""
    referral = fetch(bootstrap.records(), request.path["folio"], Referral)
    if not _may_see(request.person, referral):
        raise forbid()
    page = bootstrap.records().find(neighbours_id(referral.id, 1)) if referral.pages else None
    members = page.members if isinstance(page, Neighbours) else ()
    told = told_of(referral, members, bootstrap.records())
    return _view(referral).model_copy(update={"neighbours": [member.comment for member in members], "told": told})


def tell_news(request: Request) -> ReferralView:
    """Record what a department says of its case."""
    person, body = request.person, request.body
    department = person.department_id
    if department is None or body.department_id not in {None, department}:
        raise forbid()
    news = DepartmentNews(
        news_id=body.news_id,
        folio=fetch(bootstrap.records(), request.path["folio"], Referral).id,
        department_id=department,
        act=body.act,
        note=body.note,
        department_folio=body.department_folio,
    )
    referral = record_news(
        news,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        queues=bootstrap.work_queues(),
        clock=bootstrap.clock(),
    )
    return _view(referral)


def _may_see(person: Person, referral: Referral) -> bool:
    return bool(person.roles & _SEE_ALL) or (
        person.department_id is not None and person.department_id == referral.department_id
    )


def _view(referral: Referral) -> ReferralView:
    return ReferralView(
        folio=referral.id,
        comment=referral.comment,
        network=referral.network,
        kind=referral.comment_kind,
        text=referral.text,
        author_handle=referral.author_handle,
        department_id=referral.department_id,
        department_folio=referral.department_folio,
        state=referral.state,
        is_urgent=referral.is_urgent,
        place=referral.place,
        count=referral.count,
        neighbours=[],
        due_on=referral.due_on,
        acknowledged=_told(referral.acknowledgement),
        closing_told=_told(referral.closing),
        history=[ActView(at=act.at, by=act.by, act=act.act, note=act.note) for act in referral.history],
    )


def _told(notice: Notice | None) -> str | None:
    return (notice.delivery or notice.reason) if notice else None
