"""
2.5 Programación: a campaign's calendar, one row a post, and the post that is written while something happens.

What is planned is a bulletin of the image area before its files came: it waits, with what it lacks, until they do, and is
prepared at once when it lacks nothing (a text and a graphic of the library). The same plan again changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from itertools import islice

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.order import Plan, PublicationOrder
from chalicelib.domain.people import Person
from chalicelib.domain.plan import slug_of
from chalicelib.domain.plan_columns import fields_by_heading
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import PlanRow, Records, WorkQueues
from chalicelib.procedure.deliveries_of import is_out_somewhere
from chalicelib.procedure.plan_checks import (
    Change,
    PlannedRow,
    PlanningPorts,
    checked,
    department_id,
    graphic_problems,
    length_problems,
    other_media_problems,
    without_repetitions,
)
from chalicelib.procedure.preflight import instant_of

SOURCE = "imagen"
ROWS_TOGETHER = 99
"""As many rows as one commit of the records takes: within it, all or none are stored whatever happens."""


class PlanMode(StrEnum):
    """What becomes of the good rows of a plan that has bad ones."""

    ALL_OR_NOTHING = "all-or-nothing"
    VALID_ROWS = "valid-rows"


def plan_campaign(
    rows: Sequence[PlanRow], *, mode: PlanMode, is_trial: bool, by: Person, ports: PlanningPorts
) -> tuple[PlannedRow, ...]:
    """
    Plan a campaign: every row is checked first, then stored. A trial stores nothing.

    Safe to repeat: what is planned already stays as it is, so a plan whose storing was interrupted is completed by sending it
    again. Up to 99 new or changed rows are stored in one act; more, in several, one after the other.

    Raises:
        InvalidInputError: a column is unknown or missing.
        RecordConflictError: somebody changed one of the bulletins meanwhile; nothing of its act was stored.
    """
    fields = fields_by_heading(dict.fromkeys(heading for row in rows for heading in row.cells))
    unique = without_repetitions([checked(row, fields, ports) for row in rows])
    known = _recorded(unique, ports.records)
    planned = tuple(_resolved(row, known, by, ports) for row in unique)
    is_held_back = mode is PlanMode.ALL_OR_NOTHING and not all(row.is_ok for row in planned)
    if is_trial or is_held_back:
        return planned
    if mode is PlanMode.ALL_OR_NOTHING:
        _store_together(planned, ports)
        return planned
    return tuple(_store_alone(row, ports) for row in planned)


def plan_publication(order: PublicationOrder, name: str | None, *, by: Person, ports: PlanningPorts) -> Bulletin:
    """
    Plan one publication for today, from texts and graphics of the library: for live coverage, without any upload.

    Safe to repeat: the same name, or without one the same order, is the same publication.

    Raises:
        InvalidInputError: a text does not fit or is missing, a graphic cannot be used, the time is past, or it is out already.
        RecordConflictError: somebody changed it at the same moment.
    """
    now = ports.clock.now()
    networks = tuple(order.networks or ports.catalogue.networks)
    on = local_day(instant_of(order.publish_at, now))
    problems = [*length_problems(order, networks, ports), *graphic_problems(order, networks, on, ports)]
    problems += other_media_problems(order.other_media, ports.catalogue)
    if order.publish_at is not None and order.publish_at <= now:
        problems.append(texts_es.PUBLISH_AT_PAST)
    if problems:
        raise InvalidInputError(" ".join(problems))
    slug = slug_of(name) if name else f"al-momento-{ids.sha256_hex(order.model_dump_json().encode())[:12]}"
    if not slug:
        raise InvalidInputError(texts_es.PLAN_NAME_WRONG)
    today = local_day(now)
    known = ports.records.find(ids.bulletin_id(today, SOURCE, slug))
    row = _planned(PlannedRow(1), today, slug, Plan(order=order, by=by.username), None, known=known, ports=ports)
    if row.bulletin is None:
        raise InvalidInputError(" ".join(row.errors))
    _store_together([row], ports)
    return row.bulletin


# Storing ----------------------------------------------------------------------------------------------------------


def _recorded(rows: Sequence[PlannedRow], records: Records) -> dict[str, Record]:
    """Read the bulletins of the rows' days, a day at a time: five hundred questions would outlast the request."""
    days = {row.line.on for row in rows if row.line is not None and row.is_ok}
    return {record.id: record for day in sorted(days) for record in records.of_day(day, ids.BULLETINS)}


def _resolved(row: PlannedRow, known: Mapping[str, Record], by: Person, ports: PlanningPorts) -> PlannedRow:
    """Find what a good row would change."""
    if row.line is None or not row.is_ok:
        return row
    line = row.line
    order = line.order(line.networks or ports.catalogue.networks)
    department = department_id(line.department, ports.catalogue) if line.department else None
    there = known.get(ids.bulletin_id(line.on, SOURCE, line.slug))
    return _planned(row, line.on, line.slug, Plan(order=order, by=by.username), department, known=there, ports=ports)


def _planned(
    row: PlannedRow,
    on: date,
    slug: str,
    plan: Plan,
    department: str | None,
    *,
    known: Record | None,
    ports: PlanningPorts,
) -> PlannedRow:
    now = ports.clock.now()
    bulletin_id = ids.bulletin_id(on, SOURCE, slug)
    if not isinstance(known, Bulletin):
        empty = Bulletin(id=bulletin_id, created_at=now, source=SOURCE, on=on, slug=slug, settled=True)
        return replace(row, bulletin=empty.planned(plan, department, now), change=Change.NEW)
    renewed = known.planned(plan, department, now)
    if renewed == known:
        return replace(row, bulletin=known, change=Change.SAME)
    if _is_out(bulletin_id, ports.records):
        return row.refused(texts_es.PLAN_ROW_OUT)
    return replace(row, bulletin=renewed, change=Change.CHANGED)


def _is_out(bulletin_id: str, records: Records) -> bool:
    publication = records.find(ids.publication_id(bulletin_id))
    if not isinstance(publication, Publication):
        return False
    return publication.state is PublicationState.WITHDRAWN or is_out_somewhere(publication, records)


def _store_together(rows: Sequence[PlannedRow], ports: PlanningPorts) -> None:
    remaining = iter([row for row in rows if row.change in {Change.NEW, Change.CHANGED}])
    while together := list(islice(remaining, ROWS_TOGETHER)):
        ports.records.commit(
            insert=[row.bulletin for row in together if row.bulletin and row.change is Change.NEW],
            replace=[row.bulletin for row in together if row.bulletin and row.change is Change.CHANGED],
        )
        for row in together:
            _ask_to_prepare(row, ports.queues)


def _store_alone(row: PlannedRow, ports: PlanningPorts) -> PlannedRow:
    try:
        _store_together([row], ports)
    except RecordConflictError:
        return row.refused(texts_es.CONFLICT)
    return row


def _ask_to_prepare(row: PlannedRow, queues: WorkQueues) -> None:
    """What lacks nothing is prepared at once. Should this message be lost, what is due finds it (P6)."""
    if row.bulletin is not None and row.bulletin.duty is Duty.PREPARE:
        queues.prepare(row.bulletin.id)
