"""4.2: a person says which department attends a case: one that no department takes, or that is at the wrong one."""

from chalicelib import texts_es
from chalicelib.domain.case_changes import moved
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.people import Person
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import Referral
from chalicelib.ports import Catalogue, Clock, Records, WorkQueues
from chalicelib.procedure.amending import amend


def assign_case(
    folio: str,
    department_id: str,
    *,
    reason: str,
    by: Person,
    records: Records,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
) -> Referral:
    """
    Send a case to a department under the same folio, with a deadline of that department's; whoever had it is told.

    Safe to repeat: a case that is there stays as it is. Returns may follow again; from the next one on a person decides.

    Raises:
        NotFoundError: no case has this folio.
        InvalidInputError: the department is not in the catalogue, or the case has ended.
        RecordConflictError: others kept changing the case.
    """
    department = catalogue.departments.get(department_id)
    if department is None:
        raise InvalidInputError(texts_es.UNKNOWN_DEPARTMENT)
    now = clock.now()

    def assigned(case: Referral) -> Referral:
        if case.is_ended:
            raise InvalidInputError(texts_es.case_has_ended(case.id))
        due_on = department.due_on(now)
        sent = moved(case, department.id, name=department.name, due_on=due_on, by=by.username, now=now, why=reason)
        # Who says where an urgent case belongs has read it.
        return sent if sent == case or sent.seen_by else sent.evolve(seen_by=by.username).on_duty(now=now)

    case = amend(records, folio, Referral, assigned)
    if case.duty is Duty.REFER:
        queues.refer(case.id)
    return case
