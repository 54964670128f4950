"""The service clock and the overdue cases: the image office's, each department its own (manual 4.4)."""

from datetime import datetime

from chalicelib import bootstrap
from chalicelib.api.dispatch import forbid
from chalicelib.api.referral_views import HOME_LETTERS
from chalicelib.api.requests import Request
from chalicelib.api.service_models import OverdueLine, OverdueList, ServiceTimesView
from chalicelib.domain.people import Person, Role
from chalicelib.domain.referral import Referral
from chalicelib.procedure.service_clock import overdue_cases, page_of, service_times, working_days_late

_SEE_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR})


def show_service_times(request: Request) -> ServiceTimesView:
    """Show the service clock of a period by department and month."""
    query = request.query
    department = _department_of(request.person, query.department)
    rows = service_times(
        query.first,
        query.last,
        department,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        clock=bootstrap.clock(),
    )
    return ServiceTimesView(first=query.first, last=query.last, rows=rows)


def list_overdue(request: Request) -> OverdueList:
    """List the cases whose deadline is over."""
    query, now = request.query, bootstrap.clock().now()
    cases = overdue_cases(
        bootstrap.records(), bootstrap.catalogue(), now, _department_of(request.person, query.department)
    )
    page, following = page_of(cases, query.after, query.limit)
    return OverdueList(total=len(cases), overdue=[_line(case, now, request.person) for case in page], next=following)


def _department_of(person: Person, wanted: str | None) -> str | None:
    """Let a department see itself alone; whoever sees all chooses."""
    if person.roles & _SEE_ALL:
        return wanted
    if person.department_id is None or wanted not in {None, person.department_id}:
        raise forbid()
    return person.department_id


def _line(case: Referral, now: datetime, person: Person) -> OverdueLine:
    place = case.place
    if not person.roles & _SEE_ALL:
        place = bootstrap.department_discretion().place_shown(place, case.text[:HOME_LETTERS], case.department_id)
    return OverdueLine(
        folio=case.id,
        department_id=case.department_id,
        department_folio=case.department_folio,
        state=case.state,
        due_on=case.due_on,
        working_days_late=working_days_late(case, bootstrap.catalogue(), now),
        place=place,
        count=case.count,
        is_urgent=case.is_urgent,
    )
