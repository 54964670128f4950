"""
4.2: a department that says nothing. What it did not pull is called to mind, what it let pass is told to others.

The case is the truth, not the queue: SQS forgets after 14 days, and before that the case is put there again (`carrying`).
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.calendar import end_of_day
from chalicelib.domain.case_lateness import looked_at
from chalicelib.domain.referral import Referral
from chalicelib.ports import Catalogue
from chalicelib.procedure.amending import amend
from chalicelib.procedure.case_ports import CasePorts


def heed_silence(case: Referral, ports: CasePorts) -> Referral:
    """
    Take the step that the calendar asks for, if one is due. Safe to repeat: each step is taken once.

    Raises:
        RecordConflictError: others kept changing the case.
    """
    return amend(ports.records, case.id, Referral, lambda known: _looked_at(known, ports.catalogue, ports.clock.now()))


def reminded_at(department_id: str, now: datetime, catalogue: Catalogue) -> datetime | None:
    """Give when a department is reminded of a case that its queue has from now on; never, where nobody knows its hours."""
    department = catalogue.departments.get(department_id)
    if department is None:
        return None
    return department.calendar.hours_after(now, department.pulls_within_working_hours)


def _looked_at(case: Referral, catalogue: Catalogue, now: datetime) -> Referral:
    default = catalogue.departments[catalogue.default_department]
    known = catalogue.departments.get(case.department_id)
    # Of one that left the catalogue (Q09) the default department's days are counted, and its id is all that is known.
    department, name = known or default, known.name if known else case.department_id
    # What is at a department whose cases are nobody else's business, no other department learns: a person does, at once.
    is_told = case.department_id != default.id and not department.is_urgent
    overseers = {default.id: texts_es.case_let_pass(case.id, name)} if is_told else {}
    known_on = department.calendar.days_after(case.due_on, department.escalates_after_working_days)
    return looked_at(case, now=now, overseers=overseers, escalates_at=end_of_day(known_on) if is_told else now)
