"""The plan: its calendar, its page, moving on it, and the evidence beside it (manual 5.1)."""

from calendar import monthrange
from datetime import date, timedelta

from chalicelib import bootstrap
from chalicelib.api.dispatch import forbid
from chalicelib.api.documents import HTML, JSON, NO_SCRIPTS, Document, kept
from chalicelib.api.plan_models import ConflictView, EvidenceView, MovedView, PlanCalendar, PlanEntryView
from chalicelib.api.plan_page import month_page
from chalicelib.api.requests import Request
from chalicelib.domain.calendar import local_day
from chalicelib.domain.conflicts import Conflict
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.people import Person, Role
from chalicelib.domain.plan_entry import Entry
from chalicelib.procedure.moving import move
from chalicelib.procedure.plan_calendar import entry_of, plan_between
from chalicelib.procedure.plan_evidence import evidence_of
from chalicelib.procedure.plan_rules import plan_conflicts
from chalicelib.texts_es import plan as texts

_SEE_ALL = frozenset({Role.IMAGE_OFFICE, Role.COORDINATOR, Role.AGENCY, Role.DIRECTOR})
_NEAR = timedelta(days=1)


def show_plan(request: Request) -> Document:
    """Show the plan of a period and its conflicts, with a mark by which a client asks again."""
    entries, conflicts = _plan(request.query.first, request.query.last, request.person)
    shown = PlanCalendar(
        first=request.query.first,
        last=request.query.last,
        entries=[_entry(entry) for entry in entries],
        conflicts=[_conflict(conflict) for conflict in conflicts],
    )
    return kept(JSON, shown.model_dump_json(), request.if_none_match)


def show_page(request: Request) -> Document:
    """Show a month as a page to print."""
    year, month = _month(request.query.month)
    first = date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1])
    entries, conflicts = _plan(first, last, request.person)
    holidays = bootstrap.catalogue().holidays
    page = month_page(first, last, entries, conflicts, holidays)
    return kept(HTML, page, request.if_none_match, {"Content-Security-Policy": NO_SCRIPTS})


def move_on_plan(request: Request) -> MovedView:
    """Move something to another day or hour, and say what it conflicts with there."""
    record_id, body = request.path["record_id"], request.body
    at = body.at.replace(second=0, microsecond=0, tzinfo=None) if body.at else None
    moved = move(record_id, body.to, at, by=request.person, ports=bootstrap.planning_ports())
    records, catalogue = bootstrap.records(), bootstrap.catalogue()
    entry = entry_of(moved, records=records, catalogue=catalogue)
    if entry is None:
        raise forbid()
    around = plan_between(
        entry.on - _NEAR, entry.on + _NEAR, records=records, catalogue=catalogue, clock=bootstrap.clock()
    )
    # The shelf may lag: what was just moved is taken as it was stored.
    there = [entry, *(other for other in around if other.id != entry.id)]
    found = plan_conflicts(there, entry.on, records=records, catalogue=catalogue)
    return MovedView(entry=_entry(entry), conflicts=[_conflict(one) for one in found if entry.id in one.entries])


def show_evidence(request: Request) -> EvidenceView:
    """Show what a network's posts drew before, by hour, format and campaign."""
    query = request.query
    found = evidence_of(
        query.network,
        query.first,
        query.last,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        clock=bootstrap.clock(),
    )
    return EvidenceView(
        network=found.network,
        first=found.first,
        last=found.last,
        posts=found.posts,
        about=texts.EVIDENCE_ABOUT,
        hours=list(found.hours),
        formats=list(found.formats),
        campaigns=list(found.campaigns),
    )


def _plan(first: date, last: date, person: Person) -> tuple[list[Entry], list[Conflict]]:
    """Give what a person may see: a liaison, what is their department's; of the conflicts, those between such."""
    records, catalogue = bootstrap.records(), bootstrap.catalogue()
    entries = plan_between(first, last, records=records, catalogue=catalogue, clock=bootstrap.clock())
    conflicts = plan_conflicts(entries, first, records=records, catalogue=catalogue)
    if person.roles & _SEE_ALL:
        return entries, list(conflicts)
    own = [entry for entry in entries if entry.department_id and entry.department_id == person.department_id]
    hidden = {entry.id for entry in entries} - {entry.id for entry in own}
    return own, [conflict for conflict in conflicts if not hidden.intersection(conflict.entries)]


def _month(written: str | None) -> tuple[int, int]:
    if written is None:
        today = local_day(bootstrap.clock().now())
        return today.year, today.month
    try:
        first = date.fromisoformat(f"{written}-01")
    except ValueError as error:
        raise InvalidInputError(texts.MONTH_WRONG) from error
    return first.year, first.month


def _entry(entry: Entry) -> PlanEntryView:
    return PlanEntryView(
        id=entry.id,
        day=entry.on,
        hour=texts.clock(entry.at) if entry.at else None,
        at=entry.at,
        networks=list(entry.networks),
        title=entry.title,
        campaign=entry.campaign,
        department_id=entry.department_id,
        state=entry.state,
        state_name=texts.STATES[entry.state],
        lacks=list(entry.lacks),
        why=entry.why,
        may_be_moved=not entry.is_fixed,
    )


def _conflict(conflict: Conflict) -> ConflictView:
    return ConflictView(
        kind=conflict.kind,
        day=conflict.on,
        networks=list(conflict.networks),
        entries=list(conflict.entries),
        message=conflict.sentence,
    )
