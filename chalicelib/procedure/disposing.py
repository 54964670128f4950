"""
7: what is past its term is put on a list, day by day; two persons decide; the work of disposal carries it out.

Nothing is deleted here. A day is looked at when its shortest term is over, and again whenever the term of something left of it
is: one Query of its own partition, and the folder of the day in the archive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.belonging import Marks
from chalicelib.domain.disposal import (
    MARK_ID,
    Disposal,
    DisposalMark,
    DisposalState,
    Entry,
    new_disposal,
)
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.ids import disposal_id, sha256_hex
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty, Record, retention_end
from chalicelib.domain.retention import RetentionRule
from chalicelib.domain.service_times import CalendarOf, usual_calendar
from chalicelib.ports import ArchiveDisposal, Clock, Envelopes, Records, RecordsDisposal
from chalicelib.procedure.amending import amend, store
from chalicelib.procedure.disposal_lists import made_list
from chalicelib.procedure.holds import complete_register, marks_of, remind_of_holds
from chalicelib.procedure.past_files import files_past_their_term

LOOK_AGAIN = timedelta(days=7)
"""When something is looked at again whose term nobody can tell: it is still attended, or under a hold."""

MOST_DAYS = 31
"""Days looked at for the first time in one run; after a gap the next runs go on."""

_MOST_DUE = 60
_MANY = 5_000


@dataclass(frozen=True)
class DisposalPorts:
    """What disposal needs from outside."""

    records: Records
    erasing: RecordsDisposal
    archive: ArchiveDisposal
    envelopes: Envelopes
    rule: RetentionRule
    clock: Clock
    calendar_of: CalendarOf = usual_calendar


@dataclass
class Findings:
    """What a look at a day found: what is past its term, and when to look again at what is left."""

    entries: list[Entry]
    again_at: list[datetime]


def list_what_is_past(ports: DisposalPorts) -> int:
    """
    Look at the days whose shortest term is over and at those due again, and list what is past its term. Safe to repeat.

    Manual 7. Returns how many lists were made; each waits for a person.
    """
    register = complete_register(ports.records, ports.clock)
    remind_of_holds(ports.records, ports.clock)
    due = ports.records.due(Duty.DISPOSE, ports.clock.now(), _MOST_DUE)
    waiting = [one for one in due if isinstance(one, Disposal) and one.state is DisposalState.WAITING]
    made = sum(_look_at(one.day, register, ports) for one in waiting)
    for day in _new_days(ports):
        made += _look_at(day, register, ports)
        _mark(day + timedelta(days=1), ports)
    return made


def approve_disposal(record_id: str, *, ground: str, by: Person, records: Records, clock: Clock) -> Disposal:
    """
    Approve the list of a day on a legal ground, as the first of two persons.

    Raises:
        NotFoundError: there is no such disposal.
        InvalidInputError: no list waits for approval.
    """
    now = clock.now()
    return amend(records, record_id, Disposal, lambda known: known.approved(ground, by=by.username, now=now))


def order_disposal(record_id: str, *, by: Person, records: Records, clock: Clock) -> Disposal:
    """
    Order the execution of an approved list, as the second person; the work of disposal carries it out at its next run.

    Raises:
        NotFoundError: there is no such disposal.
        InvalidInputError: it is not approved.
        RuleViolationError: the same person approved it.
    """
    now = clock.now()
    return amend(records, record_id, Disposal, lambda known: known.ordered(by=by.username, now=now))


def disposals_open(records: Records) -> Sequence[Disposal]:
    """Give the disposals that wait for a person, the longest waiting first."""
    return [record for record in records.waiting(_MANY) if isinstance(record, Disposal)]


def _new_days(ports: DisposalPorts) -> list[date]:
    """Give the days that nobody looked at and whose shortest term is over."""
    mark = ports.records.find(MARK_ID)
    first = mark.next_day if isinstance(mark, DisposalMark) else ports.rule.since
    days = [first + timedelta(days=ahead) for ahead in range(MOST_DAYS)]
    return [day for day in days if retention_end(day, ports.rule.shortest_years) <= ports.clock.now()]


def _mark(next_day: date, ports: DisposalPorts) -> None:
    known = ports.records.find(MARK_ID)
    if isinstance(known, DisposalMark):
        store(ports.records, known.evolve(next_day=max(known.next_day, next_day)))
    else:
        ports.records.commit(insert=[DisposalMark(id=MARK_ID, created_at=ports.clock.now(), next_day=next_day)])


def _look_at(day: date, register: HoldRegister, ports: DisposalPorts) -> bool:
    """Look at one day. Gives whether a list was made; a day whose list is being decided is left."""
    known = ports.records.find(disposal_id(day))
    disposal = known if isinstance(known, Disposal) else new_disposal(day, ports.clock.now())
    if disposal.state not in {DisposalState.WAITING, DisposalState.DONE}:
        return False
    found = _past_their_term(day, register, ports)
    if found.entries:
        pages, made = made_list(disposal, found.entries, ports.rule, ports.records, ports.clock.now())
        if len(ports.records.insert_new(pages)) < len(pages):
            raise RecordConflictError(f"{disposal.id}: another run is making the same list")
        _keep(disposal.listed(made, ports.clock.now()), ports.records)
    elif disposal.revision or found.again_at:
        _keep(disposal.looked_at(min(found.again_at, default=None)), ports.records)
    return bool(found.entries)


def _keep(disposal: Disposal, records: Records) -> None:
    if disposal.revision:
        records.commit(replace=[disposal])
    else:
        records.commit(insert=[disposal])


def _past_their_term(day: date, register: HoldRegister, ports: DisposalPorts) -> Findings:
    now = ports.clock.now()
    findings = Findings([], [])
    for record in ports.records.of_day(day):
        term = ports.rule.term_of(record, now)
        if term is None:
            continue
        if term > now or not record.is_finished:
            findings.again_at.append(max(term, now + LOOK_AGAIN) if not record.is_finished else term)
            continue
        marks = marks_of(record, ports.records)
        if register.held_by(day, marks):
            findings.again_at.append(now + LOOK_AGAIN)
        else:
            findings.entries.append(_entry(record, marks, ports.rule))
    listed = {entry.name: entry.marks for entry in findings.entries}
    files = files_past_their_term(
        day, listed, register=register, rule=ports.rule, records=ports.records, archive=ports.archive, now=now
    )
    findings.entries += files.entries
    findings.again_at += [now + LOOK_AGAIN if at is None else at for at in files.again_at]
    return findings


def _entry(record: Record, marks: Marks, rule: RetentionRule) -> Entry:
    series = rule.series_of(record.kind)
    return Entry(
        name=record.id,
        series=series.id if series else "",
        sha256=sha256_hex(dump_json(record).encode()),
        revision=record.revision,
        marks=marks,
    )
