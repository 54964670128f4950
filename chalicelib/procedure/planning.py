"""
2.5 Programación: a campaign's calendar, one row a post, and the post that is written while something happens.

What is planned is a bulletin of the image area before its files came: it waits, with what it lacks, until they do, and is
prepared at once when it lacks nothing (a text and a graphic of the library). The same plan again changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin, Plan, PublicationOrder
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.plan import PlanLine, column_of, fields_by_heading, fold, read_line, slug_of
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.ports import Catalogue, Clock, PlanRow, Records, TextCounter, WorkQueues
from chalicelib.procedure.editing import is_out_somewhere
from chalicelib.procedure.graphics import graphics_ordered

SOURCE = "imagen"
FURTHEST = timedelta(days=366)
ROWS_TOGETHER = 99
"""As many rows as one commit of the records takes: within it, all or none are stored whatever happens."""


class PlanMode(StrEnum):
    """What becomes of the good rows of a plan that has bad ones."""

    ALL_OR_NOTHING = "all-or-nothing"
    VALID_ROWS = "valid-rows"


class Change(StrEnum):
    """What a row did, or would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    NONE = "none"


@dataclass(frozen=True)
class PlannedRow:
    """What became of a row: its errors in Spanish, or the bulletin it is, whether it is new, and what it still lacks."""

    number: int
    errors: tuple[str, ...] = ()
    line: PlanLine | None = None
    bulletin: Bulletin | None = None
    change: Change = Change.NONE

    @property
    def is_ok(self) -> bool:
        """Say whether nothing is wrong with the row."""
        return not self.errors

    def refused(self, *errors: str) -> "PlannedRow":
        """Note what is wrong with the row: nothing of it is stored."""
        return replace(self, errors=(*self.errors, *errors), bulletin=None, change=Change.NONE)


@dataclass(frozen=True)
class PlanningPorts:
    """What planning needs from outside."""

    records: Records
    counter: TextCounter
    catalogue: Catalogue
    queues: WorkQueues
    clock: Clock


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
    checked = _without_repetitions([_checked(row, fields, ports) for row in rows])
    planned = tuple(_resolved(row, by, ports) for row in checked)
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
    today = local_day(ports.clock.now())
    networks = tuple(order.networks or ports.catalogue.networks)
    problems = [*_length_problems(order, networks, ports), *_graphic_problems(order, networks, today, ports)]
    if order.publish_at is not None and order.publish_at <= ports.clock.now():
        problems.append(texts_es.PUBLISH_AT_PAST)
    if problems:
        raise InvalidInputError(" ".join(problems))
    slug = slug_of(name) if name else f"al-momento-{ids.sha256_hex(order.model_dump_json().encode())[:12]}"
    if not slug:
        raise InvalidInputError(texts_es.PLAN_NAME_WRONG)
    row = _planned(PlannedRow(1), today, slug, Plan(order=order, by=by.username), None, ports)
    if row.bulletin is None:
        raise InvalidInputError(" ".join(row.errors))
    _store_together([row], ports)
    return row.bulletin


# Checking ---------------------------------------------------------------------------------------------------------


def _checked(row: PlanRow, fields: dict[str, str], ports: PlanningPorts) -> PlannedRow:
    """Read a row and say everything that is wrong with it by itself."""
    line, errors = read_line({fields[heading]: cell for heading, cell in row.cells.items()})
    checked = PlannedRow(row.number, errors, line)
    if line is None:
        return checked
    networks = tuple(line.networks or ports.catalogue.networks)
    problems = [
        *_time_problems(line, ports.clock.now()),
        *_length_problems(line.order(networks), networks, ports),
        *_graphic_problems(line.order(networks), networks, line.on, ports),
    ]
    if any(network not in networks for network in line.own_texts):
        problems.append(texts_es.plan_error(column_of("networks"), texts_es.PLAN_TEXT_ELSEWHERE))
    if line.department and _department_id(line.department, ports.catalogue) is None:
        problems.append(texts_es.plan_error(column_of("department"), texts_es.plan_department_unknown(line.department)))
    if not line.slug:
        problems.append(texts_es.plan_error(column_of("name"), texts_es.PLAN_NAME_WRONG))
    return checked.refused(*problems) if problems else checked


def _time_problems(line: PlanLine, now: datetime) -> Iterator[str]:
    if line.publish_at <= now:
        yield texts_es.plan_error(column_of("on"), texts_es.PLAN_DAY_PAST)
    if line.publish_at > now + FURTHEST:
        yield texts_es.plan_error(column_of("on"), texts_es.PLAN_TOO_FAR)


def _length_problems(order: PublicationOrder, networks: Sequence[Network], ports: PlanningPorts) -> Iterator[str]:
    """Each network needs a text that fits, counted its way, with the hashtags that come with it."""
    for network in networks:
        text = order.text.get(network)
        if not text:
            yield texts_es.text_missing_for(network)
            continue
        missing = [tag for tag in order.hashtags if tag.casefold() not in text.casefold().split()]
        whole = "\n\n".join([text, *([" ".join(missing)] if missing else [])])
        length, limit = ports.counter.length(network, whole), ports.catalogue.strategy(network).text_limit
        if length > limit:
            yield texts_es.text_too_long(network, length, limit)


def _graphic_problems(
    order: PublicationOrder, networks: Sequence[Network], on: date, ports: PlanningPorts
) -> Iterator[str]:
    try:
        graphics_ordered(order.graphics, networks, records=ports.records, catalogue=ports.catalogue, today=on)
    except InvalidInputError as error:
        yield str(error)


def _department_id(written: str, catalogue: Catalogue) -> str | None:
    """Find a department by its id or its name."""
    wanted = fold(written)
    found = (each.id for each in catalogue.departments.values() if wanted in {fold(each.id), fold(each.name)})
    return next(found, None)


def _without_repetitions(rows: list[PlannedRow]) -> list[PlannedRow]:
    """Refuse a row that says what another said before, or takes its name on the same day."""
    first_by_line: dict[PlanLine, int] = {}
    first_by_name: dict[tuple[date, str], int] = {}
    checked = []
    for row in rows:
        line = row.line
        if line is None:
            checked.append(row)
            continue
        name = (line.on, line.slug)
        if line in first_by_line:
            checked.append(row.refused(texts_es.plan_row_repeated(first_by_line[line])))
        elif name in first_by_name:
            checked.append(row.refused(texts_es.plan_name_repeated(line.slug, first_by_name[name])))
        else:
            checked.append(row)
        first_by_line.setdefault(line, row.number)
        first_by_name.setdefault(name, row.number)
    return checked


# Storing ----------------------------------------------------------------------------------------------------------


def _resolved(row: PlannedRow, by: Person, ports: PlanningPorts) -> PlannedRow:
    """Find what a good row would change."""
    if row.line is None or not row.is_ok:
        return row
    line = row.line
    order = line.order(line.networks or ports.catalogue.networks)
    department_id = _department_id(line.department, ports.catalogue) if line.department else None
    return _planned(row, line.on, line.slug, Plan(order=order, by=by.username), department_id, ports)


def _planned(
    row: PlannedRow, on: date, slug: str, plan: Plan, department_id: str | None, ports: PlanningPorts
) -> PlannedRow:
    now = ports.clock.now()
    bulletin_id = ids.bulletin_id(on, SOURCE, slug)
    known = ports.records.find(bulletin_id)
    if not isinstance(known, Bulletin):
        empty = Bulletin(id=bulletin_id, created_at=now, source=SOURCE, on=on, slug=slug, settled=True)
        return replace(row, bulletin=empty.planned(plan, department_id, now), change=Change.NEW)
    renewed = known.planned(plan, department_id, now)
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
