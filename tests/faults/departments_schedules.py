"""
One month of a town from its seed alone, and what came of it.

Judged against what the calendar of each department says: when it had to be reminded, when its deadline passed, when a person
had to know. Cases that went from one department to another are judged by where they stand at the end.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.case_message import CaseMessage
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import AT_DEPARTMENT, Act, Lateness, NewsAct, Referral, ReferralState
from tests.builders import DEFAULT_DEPARTMENT, NOW
from tests.faults.departments_offices import Office
from tests.faults.departments_town import SILENT, Town, Without

CITIZENS = 24
SHARE_OF_SILENT = 0.3
ON_TIME = timedelta(minutes=15)
"""A worker may die at it, and another does it some minutes later."""

BROKEN = ("lost", "doubled", "not_escalated", "told_wrong", "forgotten")
_STEPS = frozenset({Lateness.REMINDED, Lateness.OVERDUE, Lateness.ESCALATED})
_SENT_ON = frozenset({"returned", "moved"})


@dataclass
class Outcome:
    """What came of one month. The lists say, in words, what may not be."""

    seed: int
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    not_escalated: list[str] = field(default_factory=list)
    told_wrong: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    figures: Counter[str] = field(default_factory=Counter)

    @property
    def is_as_promised(self) -> bool:
        return not any(getattr(self, name) for name in BROKEN)


def try_schedule(seed: int, without: Without | None = None, *, days: int = 30) -> Outcome:
    """Live one month. The same seed is the same month, to the last step."""
    rng = Random(seed)
    town, outcome = Town(rng, without), Outcome(seed)
    offices = [Office(town, "sapal", 5), Office(town, "deporte", 60), Office(town, "guardia", 2)]
    offices.append(Office(town, DEFAULT_DEPARTMENT, 12))
    for office in offices:
        town.later(timedelta(hours=rng.uniform(0, office.hours)), office.visit)
    attends = [office.id for office in offices]
    town.post.eager = lambda department_id: _look_at_once(offices, department_id, rng)
    for _ in range(CITIZENS):
        about = SILENT if rng.random() < SHARE_OF_SILENT else rng.choice(attends)
        town.later(timedelta(hours=rng.uniform(0, days * 12)), lambda about=about: town.write(about))  # type: ignore[misc]
    town.later(timedelta(days=1), town.decide_disputes)
    for day in range(1, days + 1):
        town.live(NOW + timedelta(days=day))
        outcome.lost += _out_of_reach(town, offices)
    # Whoever died in the last minutes is replaced; nothing else happens any more.
    town.death_rate = 0
    town.live(town.clock.now() + ON_TIME)
    _judge(town, offices, outcome)
    return outcome


def _look_at_once(offices: list[Office], department_id: str, rng: Random) -> None:
    """Let an office now and then be faster than the note of what it was sent (Q17)."""
    for office in offices:
        if office.id == department_id and rng.random() < 0.1:
            office.look()


def _out_of_reach(town: Town, offices: list[Office]) -> Iterator[str]:
    """Find the cases that nobody heard of and that no department will find in its queue any more (Q04)."""
    booked = {(office.id, folio) for office in offices for folio in office.opened}
    for case in town.cases():
        waiting = {one.folio for one in town.post.waiting(case.department_id) if isinstance(one, CaseMessage)}
        if case.is_unheard and case.id not in waiting and (case.department_id, case.id) not in booked:
            yield f"{case.id} is not in the queue of {case.department_id} on {town.clock.now():%d/%m}"


def _judge(town: Town, offices: list[Office], outcome: Outcome) -> None:
    cases = town.cases()
    by_comment = Counter(case.comment for case in cases)
    outcome.lost += [f"{comment} has no case" for comment in town.comments if not by_comment[comment]]
    outcome.doubled += [f"{comment} has {number} cases" for comment, number in by_comment.items() if number > 1]
    for office in offices:
        outcome.doubled += [f"{office.id} opened {folio} {n} times" for folio, n in office.opened.items() if n > 1]
    for case in cases:
        _judge_silence(town, case, outcome)
        _judge_replies(town, case, outcome)
    since = town.clock.now() - ON_TIME
    late = [one for duty in (Duty.REFER, Duty.DEPARTMENT) for one in town.watched.due(duty, since)]
    outcome.forgotten += [f"{record.id} has been due since {record.due_at}" for record in late]
    outcome.figures.update(town.figures)
    outcome.figures.update(_counted(town, cases))


def _counted(town: Town, cases: list[Referral]) -> Counter[str]:
    acts = Counter(act.act for case in cases for act in case.history)
    return Counter(
        {
            "comments": len(town.comments),
            "cases": len(cases),
            "cases of the silent department": sum(case.department_id == SILENT for case in cases),
            "closed": sum(case.state is ReferralState.CLOSED for case in cases),
            "put there again": acts["reissued"],
            "returned": acts["returned"],
        }
    )


# Silence ----------------------------------------------------------------------------------------------------------


def _judge_silence(town: Town, case: Referral, outcome: Outcome) -> None:
    taken = [act for act in case.history if act.act in _STEPS]
    if any(act.act in _SENT_ON for act in case.history):
        since = town.clock.now() - ON_TIME
        arrived_at = next((act.at for act in reversed(case.history) if act.act == ReferralState.REFERRED), since)
        is_late = case.state in AT_DEPARTMENT and max(end_of_day(case.due_on), arrived_at) < since
        if is_late and case.lateness not in {Lateness.OVERDUE, Lateness.ESCALATED}:
            outcome.not_escalated.append(f"{case.id} is late and nobody knows")
        return
    for step, at in _due_steps(town, case):
        outcome.figures["steps due"] += 1
        found = [act for act in taken if act.act == step and at <= act.at <= at + ON_TIME]
        outcome.figures["steps on time"] += bool(found)
        if not found:
            outcome.not_escalated.append(f"{case.id} was to be {step} at {at:%d/%m %H:%M}")
    for step in (Lateness.REMINDED, Lateness.OVERDUE):
        times = sum(act.act == step for act in taken)
        if times > 1:
            outcome.doubled.append(f"{case.id} was {step} {times} times")


def _due_steps(town: Town, case: Referral) -> Iterator[tuple[Lateness, datetime]]:
    """Say which steps had to be taken and when, from the calendar and from what the department said."""
    department = town.catalogue.departments[case.department_id]
    delivered = next((act.at for act in case.history if act.act == ReferralState.REFERRED), None)
    if delivered is None:
        return
    said = [act for act in case.history if act.by == case.department_id]
    end, deadline, person_at = town.clock.now() - ON_TIME, end_of_day(case.due_on), _person_at(town, case)
    remind_at = department.calendar.hours_after(delivered, department.pulls_within_working_hours)
    if _is_silent(said, delivered - ON_TIME, remind_at + ON_TIME) and remind_at < min(deadline, end):
        yield Lateness.REMINDED, remind_at
    is_open = all(act.act != NewsAct.CLOSED for act in said if act.at <= deadline + ON_TIME)
    if is_open and deadline < end:
        yield Lateness.OVERDUE, deadline
    if is_open and person_at < end and _is_silent(said, deadline, person_at + ON_TIME):
        yield Lateness.ESCALATED, person_at


def _person_at(town: Town, case: Referral) -> datetime:
    department = town.catalogue.departments[case.department_id]
    if department.id == town.catalogue.default_department:
        return end_of_day(case.due_on)
    return end_of_day(department.calendar.days_after(case.due_on, department.escalates_after_working_days))


def _is_silent(said: list[Act], since: datetime, until: datetime) -> bool:
    return not any(since <= act.at <= until for act in said)


# The citizen ------------------------------------------------------------------------------------------------------


def _judge_replies(town: Town, case: Referral, outcome: Outcome) -> None:
    """The citizen is told once of each thing, and not before the department's queue has the case (Q14)."""
    replies = [one for one in town.of_kind(Delivery) if one.subject == case.id]
    outcome.figures["replies"] += len(replies)
    first_sent = min((at for at, message in town.post.sent if message.folio == case.id), default=None)
    for reply in replies:
        if first_sent is None or reply.created_at < first_sent:
            outcome.told_wrong.append(f"{reply.id} was written before the department had the case")
    purposes = Counter(reply.id.rpartition("#")[2] for reply in replies)
    outcome.told_wrong += [f"{case.id}: {purpose} {n} times" for purpose, n in purposes.items() if n > 1]
    if case.state is ReferralState.CLOSED and purposes["closing"] != 1:
        outcome.told_wrong.append(f"{case.id} is closed and nobody is told")
    if case.state is not ReferralState.OPENED and case.acknowledgement is None:
        outcome.told_wrong.append(f"{case.id} is at its department and nobody is told")
