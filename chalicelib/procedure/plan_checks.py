"""
2.5 Programación: what can be wrong with a row of a campaign's calendar, found before anything of the plan is stored.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.order import PublicationOrder
from chalicelib.domain.plan import PlanLine, read_line
from chalicelib.domain.plan_columns import column_of, fold
from chalicelib.ports import Catalogue, Clock, PlanRow, Records, TextCounter, WorkQueues
from chalicelib.procedure.graphics import graphics_ordered

FURTHEST = timedelta(days=366)


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


def checked(row: PlanRow, fields: dict[str, str], ports: PlanningPorts) -> PlannedRow:
    """Read a row and say everything that is wrong with it by itself."""
    line, errors = read_line({fields[heading]: cell for heading, cell in row.cells.items()})
    read = PlannedRow(row.number, errors, line)
    if line is None:
        return read
    networks = tuple(line.networks or ports.catalogue.networks)
    problems = [
        *_time_problems(line, ports.clock.now()),
        *length_problems(line.order(networks), networks, ports),
        *graphic_problems(line.order(networks), networks, line.on, ports),
    ]
    if any(network not in networks for network in line.own_texts):
        problems.append(texts_es.plan_error(column_of("networks"), texts_es.PLAN_TEXT_ELSEWHERE))
    problems += other_media_problems(line.other_media, ports.catalogue)
    if line.department and department_id(line.department, ports.catalogue) is None:
        problems.append(texts_es.plan_error(column_of("department"), texts_es.plan_department_unknown(line.department)))
    if not line.slug:
        problems.append(texts_es.plan_error(column_of("name"), texts_es.PLAN_NAME_WRONG))
    return read.refused(*problems) if problems else read


def _time_problems(line: PlanLine, now: datetime) -> Iterator[str]:
    if line.publish_at <= now:
        yield texts_es.plan_error(column_of("on"), texts_es.PLAN_DAY_PAST)
    if line.valid_until is not None and line.valid_until <= line.publish_at:
        yield texts_es.plan_error(column_of("valid_until"), texts_es.VALID_UNTIL_BEFORE)
    if line.publish_at > now + FURTHEST:
        yield texts_es.plan_error(column_of("on"), texts_es.PLAN_TOO_FAR)


def length_problems(order: PublicationOrder, networks: Sequence[Network], ports: PlanningPorts) -> Iterator[str]:
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


def graphic_problems(
    order: PublicationOrder, networks: Sequence[Network], on: date, ports: PlanningPorts
) -> Iterator[str]:
    """Each graphic must be one that may be used on the day the post goes out, on every network."""
    try:
        graphics_ordered(order.graphics, networks, records=ports.records, catalogue=ports.catalogue, on=on)
    except InvalidInputError as error:
        yield str(error)


def other_media_problems(media: Sequence[str], catalogue: Catalogue) -> list[str]:
    """Each medium without an API must be one that the catalogue knows: nobody else has instructions for it."""
    unknown = [medium for medium in media if medium not in catalogue.other_media]
    return [texts_es.other_media_unknown(unknown, catalogue.other_media)] if unknown else []


def department_id(written: str, catalogue: Catalogue) -> str | None:
    """Find a department by its id or its name."""
    wanted = fold(written)
    found = (each.id for each in catalogue.departments.values() if wanted in {fold(each.id), fold(each.name)})
    return next(found, None)


def without_repetitions(rows: list[PlannedRow]) -> list[PlannedRow]:
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
