"""
4.1, 4.2: a citizen edited a comment that has a case, and it reads otherwise now. The department is told; no second case.

What became urgent goes to the department on duty under the same folio, and before a person.
"""

from chalicelib import texts_es
from chalicelib.domain.case_changes import edited, moved, urgent_now
from chalicelib.domain.classification import Classification
from chalicelib.domain.comment import Comment
from chalicelib.domain.comment_state import CommentState
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.referral import Referral
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.urgent import departments_for

_ATTEMPTS = 5


def heed_edit(comment: Comment, ports: CasePorts) -> Comment:
    """
    Put what changed in a comment into its cases, in one transaction with the comment's own mark. Safe to repeat.

    Raises:
        RecordConflictError: others kept changing them.
    """
    for _ in range(_ATTEMPTS):
        if comment.state is not CommentState.CHANGED:
            return comment
        cases = [fetch(ports.records, folio, Referral) for folio in comment.folios]
        after, changed = _heeded(comment, cases, ports)
        differing = [new for old, new in zip(cases, changed, strict=True) if new != old]
        try:
            ports.records.commit(replace=[after, *differing])
        except RecordConflictError:
            comment = fetch(ports.records, comment.id, Comment)
            continue
        return fetch(ports.records, comment.id, Comment)
    raise RecordConflictError(texts_es.CONFLICT)


def _heeded(comment: Comment, cases: list[Referral], ports: CasePorts) -> tuple[Comment, list[Referral]]:
    now = ports.clock.now()
    reading = comment.machine or comment.classification
    is_new_danger = reading.urgency is not None and all(case.urgency is None for case in cases)
    own = [case for case in cases if case.comment == comment.id and not case.is_ended]
    if is_new_danger and not own:
        # It has no open case of its own to send: a person reads it before anything else.
        return comment.before_a_person(texts_es.URGENT_EDIT, now), cases
    changed = {case.id: edited(case, comment.text, reading, now=now) for case in own}
    if is_new_danger:
        changed[own[0].id] = _to_those_on_duty(own[0], comment.text, reading, ports)
    return comment.looked_after(), [changed.get(case.id, case) for case in cases]


def _to_those_on_duty(case: Referral, text: str, reading: Classification, ports: CasePorts) -> Referral:
    """
    Send a case that became urgent to the department on duty, and before a person.

    One that is there already, or that others share, stays: its department is told what it says now.
    """
    now, catalogue = ports.clock.now(), ports.catalogue
    on_duty = next(iter(departments_for(reading, reading.candidates, catalogue)), case.department_id)
    if case.count > 1 or on_duty == case.department_id:
        return edited(urgent_now(case, reading), text, reading, now=now)
    urgent = urgent_now(case.evolve(text=text, place=reading.place or case.place), reading)
    department = catalogue.departments[on_duty]
    due_on = department.due_on(now)
    return moved(urgent, on_duty, name=department.name, due_on=due_on, by="", now=now, as_urgent=reading.urgency)
