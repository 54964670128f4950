"""
4.2 Se canaliza: cases reach their departments, and changes of them too; then the citizen is told (4.3).

What a queue took is noted over whatever happened meanwhile (Q17): a department may answer, a person decide otherwise. A crash
between the queue and the note sends again: a case is known by its folio, a change by its id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from chalicelib import texts_es
from chalicelib.domain.case_message import Change, PendingChange
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import RecordConflictError, RejectedByServiceError
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import AT_DEPARTMENT, Referral, ReferralState
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.case_ports import CasePorts
from chalicelib.procedure.replies import acknowledge, acknowledge_together
from chalicelib.procedure.silence import reminded_at

_ATTEMPTS = 12
_FROM_FORMER = frozenset({Change.WITHDRAWN, Change.CANCELLED, Change.MOVED})
UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True)
class _Sent:
    """What the queues took of a case: on which leg the case itself, or which issue of it; which changes; what has no queue."""

    leg: int | None
    issue: int | None
    changes: frozenset[str]
    lost: tuple[PendingChange, ...] = ()
    has_inbox: bool = True


def carry(cases: Sequence[Referral], ports: CasePorts) -> list[Referral]:
    """
    Bring the cases of one comment to their departments, with what changed, and tell the citizen once of all of them.

    Safe to repeat: what is there already is left as it is.

    Raises:
        TransientServiceError: a queue did not answer; call again.
    """
    sent = {case.id: _send(case, ports) for case in cases}
    return _note(list(cases), sent, ports)


def _send(case: Referral, ports: CasePorts) -> _Sent:
    """Tell first whoever had it, then bring it, then tell what changed where it is."""
    lost = [change for change in case.outbox if change.what in _FROM_FORMER and not _tell(case, change, ports)]
    has_inbox = True
    is_due_again = case.is_to_be_reissued(ports.clock.now())
    # Who is told that it is theirs no more, and has it by now again, must get it after that, whatever it said meanwhile.
    was_taken = any(one.what in _FROM_FORMER and one.department_id == case.department_id for one in case.outbox)
    is_theirs_again = was_taken and case.state in AT_DEPARTMENT
    if case.state is ReferralState.OPENED or is_due_again or is_theirs_again:
        try:
            ports.inboxes.deliver(case.message(ports.clock.now()))
        except RejectedByServiceError:
            has_inbox = False
    lost += [change for change in case.outbox if change.what not in _FROM_FORMER and not _tell(case, change, ports)]
    return _Sent(
        leg=case.leg if case.state is ReferralState.OPENED else None,
        issue=case.issues if is_due_again else None,
        changes=frozenset(change.change_id for change in case.outbox),
        lost=tuple(lost),
        has_inbox=has_inbox,
    )


def _tell(case: Referral, change: PendingChange, ports: CasePorts) -> bool:
    try:
        ports.inboxes.deliver(case.change_message(change))
    except RejectedByServiceError:
        return False
    return True


def _note(cases: list[Referral], sent: dict[str, _Sent], ports: CasePorts) -> list[Referral]:
    """Note what is there, together with the reply to the citizen."""
    for _ in range(_ATTEMPTS):
        now = ports.clock.now()
        noted = [_noted(case, sent[case.id], ports, now) for case in cases]
        noted, replies = _told(noted, ports, now)
        changed = [after for before, after in zip(cases, noted, strict=True) if after != before]
        if not changed:
            return noted
        try:
            stored = ports.records.commit(insert=replies, replace=changed)
        except RecordConflictError:
            cases = [fetch(ports.records, case.id, Referral) for case in cases]
            continue
        for reply in replies:
            ask_for(reply, now, ports.queues)
        by_id = {record.id: cast("Referral", record) for record in stored[len(replies) :]}
        return [by_id.get(case.id, case) for case in noted]
    raise RecordConflictError(texts_es.CONFLICT)


def _noted(case: Referral, sent: _Sent, ports: CasePorts, now: datetime) -> Referral:
    for change in sent.lost:
        if change in case.outbox:
            case = case.acted(UNDELIVERABLE, now, note=f"{change.department_id}: {change.because}")
    return _there(case, sent, ports, now).sent(sent.changes)


def _there(case: Referral, sent: _Sent, ports: CasePorts, now: datetime) -> Referral:
    remind_at = reminded_at(case.department_id, now, ports.catalogue)
    is_issue = case.is_unheard and case.issues == sent.issue
    if case.state is ReferralState.OPENED and case.leg == sent.leg:
        return (
            case.delivered(now, remind_at=remind_at) if sent.has_inbox else case.disputed(texts_es.NO_SUCH_INBOX, now)
        )
    if is_issue:
        return case.reissued(now) if sent.has_inbox else case.disputed(texts_es.NO_SUCH_INBOX, now)
    was_faster = case.issued_at is None and case.duty is Duty.REFER and case.acknowledgement is None
    # Its news was faster than the note of its delivery.
    return case.delivered(now) if case.state in AT_DEPARTMENT and was_faster else case


def _told(cases: list[Referral], ports: CasePorts, now: datetime) -> tuple[list[Referral], list[Delivery]]:
    """Prepare the one reply, as soon as no case of the comment is on its way any more."""
    untold = [case for case in cases if case.acknowledgement is None and case.state in AT_DEPARTMENT]
    if not untold or any(case.state is ReferralState.OPENED for case in cases):
        return cases, []
    tell = acknowledge_together if len(untold) > 1 else lambda found, **more: acknowledge(found[0], **more)
    notice, reply = tell(untold, catalogue=ports.catalogue, now=now)
    told = {case.id: case.acknowledged(notice) for case in untold}
    return [told.get(case.id, case) for case in cases], [reply] if reply is not None else []
