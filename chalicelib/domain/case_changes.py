"""
What becomes of a case when a comment is read again (manual 4.1, 4.2): by a person, who outranks the machine, or edited.

The folio stays. Whoever had the case is told what changed and why, in the same act: the change lies in the case's outbox
until their queue has it. A case that had not been pulled is withdrawn, one that had is cancelled or moved with a notice.
"""

from datetime import date, datetime

from chalicelib import texts_es
from chalicelib.domain.case_message import Change
from chalicelib.domain.classification import Classification, Urgency
from chalicelib.domain.referral import TAKEN_BACK, Notice, Referral, ReferralState

MAX_EDITS_TOLD = 5
"""How many edits of a citizen a department is told of: who edits for ever must not fill its queue."""

EDITED = "edited"
REREAD = "reread"
GREW = "grew"
LEFT = "left"
MOVED = "moved"
REOPENED = "reopened"

_NOTICED_FROM = (2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
"""At how many comments about the same a department is told of it."""

_PULLED = frozenset({ReferralState.PULLED, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS})


def taken_back(case: Referral, *, by: str, now: datetime) -> Referral:
    """Close a case that is none: withdrawn where nobody pulled it, cancelled where somebody did. An ended one stays."""
    if case.is_ended:
        return case
    was_pulled = case.state in _PULLED
    state = ReferralState.CANCELLED if was_pulled else ReferralState.WITHDRAWN
    because = (texts_es.case_cancelled if was_pulled else texts_es.case_withdrawn)(case.id)
    change = Change.CANCELLED if was_pulled else Change.WITHDRAWN
    told = case.acknowledgement or Notice(reason=texts_es.WITHDRAWN_BEFORE_TOLD)
    noticed = _noticed(case, change, because, now).acted(state, now, by=by)
    return noticed.on_duty(state=state, acknowledgement=told, count=0)


def moved(
    case: Referral,
    department_id: str,
    *,
    name: str,
    due_on: date,
    by: str,
    now: datetime,
    as_urgent: Urgency | None = None,
    why: str = "",
) -> Referral:
    """
    Send a case to another department under the same folio; whoever had it is told, and its late news changes nothing.

    One that had ended is opened again there; one that no department took goes where a person says.
    """
    if department_id == case.department_id and case.state is not ReferralState.DISPUTED:
        return case
    told = case
    if not case.is_ended and department_id != case.department_id:
        because = texts_es.case_moved_as_urgent(case.id) if as_urgent else texts_es.case_moved(case.id, name)
        told = _noticed(case, Change.MOVED, because, now)
    former = dict.fromkeys((*case.former, case.department_id))
    note = f"{department_id}: {why}" if why else department_id
    return told.acted(MOVED, now, by=by, note=note).sent_on(
        department_id,
        now,
        due_on=due_on,
        former=tuple(one for one in former if one != department_id),
        returned_by=tuple(one for one in case.returned_by if one != department_id),
        **_reopening(case),
    )


def reopened(case: Referral, *, due_on: date, by: str, now: datetime) -> Referral:
    """Open a case again that had ended. The citizen who was told of it already is not told twice."""
    if not case.is_ended:
        return case
    return case.acted(REOPENED, now, by=by).sent_on(case.department_id, now, due_on=due_on, **_reopening(case))


def reread(case: Referral, reading: Classification, *, now: datetime) -> Referral:
    """Take a person's reading of the kind and of the urgency; the department that has it already is told."""
    if case.is_ended:
        return case
    read = case.evolve(
        comment_kind=reading.comment_kind,
        is_urgent=reading.is_urgent,
        urgency=reading.urgency,
        seen_by=reading.decided_by,
    )
    told = read
    if read.comment_kind is not case.comment_kind:
        because = texts_es.case_reread(case.id, case.comment_kind, read.comment_kind)
        told = _noticed(told, Change.CORRECTED, because, now).acted(REREAD, now, by=reading.decided_by, note=because)
    if case.is_urgent and not read.is_urgent:
        because = texts_es.case_no_longer_urgent(case.id)
        told = _noticed(told, Change.CORRECTED, because, now).acted(REREAD, now, by=reading.decided_by, note=because)
    return told.on_duty()


def edited(case: Referral, text: str, reading: Classification, *, now: datetime) -> Referral:
    """Tell the department that the citizen changed what they say, so many times at the most. The case stays where it is."""
    times = sum(act.act == EDITED for act in case.history)
    if case.is_ended or times >= MAX_EDITS_TOLD:
        return case
    because = texts_es.case_edited(case.id)
    noticed = _noticed(case, Change.CORRECTED, because, now)
    return noticed.acted(EDITED, now, note=because, place=reading.place or case.place, text=text).on_duty()


def urgent_now(case: Referral, reading: Classification) -> Referral:
    """Make a case urgent that was not: it comes before a person at once."""
    return case.evolve(urgency=reading.urgency, is_urgent=True, seen_by="").on_duty()


def joined(case: Referral, *, pages: int, now: datetime) -> Referral:
    """Count one comment more about the same; at some numbers the department is told."""
    count = case.count + 1
    grown = case.evolve(count=count, pages=pages)
    if count not in _NOTICED_FROM:
        return grown
    because = texts_es.case_grown(case.id, count)
    return _noticed(grown, Change.GROWN, because, now).acted(GREW, now, note=because).on_duty()


def left(case: Referral, comment_id: str, *, by: str, now: datetime) -> Referral:
    """Count one comment less: a person read it otherwise. The case stays with the others."""
    return case.acted(LEFT, now, by=by, note=comment_id, count=case.count - 1)


def _noticed(case: Referral, what: Change, because: str, now: datetime) -> Referral:
    """
    Put a change into the outbox for the department that has the case.

    A case that is on its way, or at nobody's, is told whole when it arrives: whoever is carrying the former words there
    does not count as having brought it.
    """
    if case.state is ReferralState.DISPUTED:
        return case
    if case.state is ReferralState.OPENED and what in {Change.CORRECTED, Change.GROWN}:
        return case.model_copy(update={"leg": case.leg + 1})
    return case.with_pending(what, case.department_id, because, now)


def _reopening(case: Referral) -> dict[str, object]:
    """Count the comment again that was taken back; that nobody was told because of it, holds no longer."""
    if case.state not in TAKEN_BACK:
        return {}
    was_told = case.acknowledgement is not None and case.acknowledgement.delivery is not None
    return {"count": 1, "acknowledgement": case.acknowledgement if was_told else None}
