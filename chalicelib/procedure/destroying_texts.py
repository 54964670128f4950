"""
7: carrying out the cancellation of a citizen's text that two persons agreed on (R13).

First the records: a comment and every copy of its words lose them in one act, together with the note of it and with the register
of holds, so that no hold that was placed before is passed over and no copy is made meanwhile. That is the moment of the
destruction. Then the keys of all their versions in the archive. A worker may die after any step: the next night goes on.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress

from chalicelib.domain.cancellation import Cancellation, CancellationState, ClearedRecord
from chalicelib.domain.cancelled_text import Citizens, without_text
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import (
    ExternalServiceError,
    NotFoundError,
    PortavozError,
    RecordConflictError,
    RecordIntegrityError,
)
from chalicelib.domain.records import Duty, RecordKind
from chalicelib.domain.referral import Referral
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.cancelling import obstacle_to
from chalicelib.procedure.citizens_copies import copies_of, exports_of
from chalicelib.procedure.destroying_answers import LATER_ANSWERS, destroy_answers_of, destroy_later_answers
from chalicelib.procedure.destroying_notices import destroy_notices_left, destroy_notices_of, left_open
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.destroying_versions import destroy_versions_of
from chalicelib.procedure.holds import complete_register, register_of
from chalicelib.texts_es import cancelling as texts

_ATTEMPTS = 10
_MANY = 500


Tell = Callable[[str, PortavozError], object]
"""Takes the id of what failed, and why."""

FAILURES = (RecordConflictError, RecordIntegrityError, NotFoundError, ExternalServiceError)
"""What one cancellation may come to grief on by itself: others are at its records, a service fails, something is not readable."""


def carry_out_cancellations(ports: DestroyingPorts, tell: Tell = lambda _id, _error: None) -> list[Cancellation]:
    """
    Destroy the texts whose cancellation is confirmed, the longest waiting first. Safe to repeat and to go on with.

    Each by itself: one that fails is told, waits before a person for the next night, and keeps no other waiting.

    Returns:
        Each as it is now: done, or before a person with what stands in its way, and then tried again the next night.

    Raises:
        RecordConflictError: others kept changing the register of holds; nothing was destroyed.
    """
    due = ports.records.due(Duty.CANCEL, ports.clock.now(), _MANY)
    if due:
        complete_register(ports.records, ports.clock)
    worked = [_by_itself(one.id, ports, tell) for one in due]
    try:
        destroy_later_answers(ports)
    except FAILURES as error:
        tell(LATER_ANSWERS, error)
    return [one for one in worked if one is not None]


def _by_itself(cancellation_id: str, ports: DestroyingPorts, tell: Tell) -> Cancellation | None:
    """Work on one; None for one that is not due after all, or where not even that it failed could be noted."""
    try:
        known = fetch(ports.records, cancellation_id, Cancellation)
        return carry_out_cancellation(known, ports) if known.state is CancellationState.CONFIRMED else None
    except FAILURES as error:
        tell(cancellation_id, error)
    with suppress(*FAILURES):
        now = ports.clock.now()
        return amend(ports.records, cancellation_id, Cancellation, lambda known: known.waiting(texts.FAILED, now))
    # It stays due, and shows as overdue.
    return None


def carry_out_cancellation(cancellation: Cancellation, ports: DestroyingPorts) -> Cancellation:
    """Carry out one that is confirmed. Gives and raises what `carry_out_cancellations` does."""
    records, now = ports.records, ports.clock.now()
    obstacles = [_clear(cancellation.id, comment_id, ports) for comment_id in cancellation.comments]
    act = fetch(records, cancellation.id, Cancellation)
    for one in act.cleared:
        destroy_versions_of(one, ports)
    left = [answer for one in act.cleared for answer in destroy_answers_of(one, act.days_left, ports)]
    comments = [one for one in map(records.find, (cleared.id for cleared in act.cleared)) if isinstance(one, Comment)]
    left += destroy_notices_of(comments, ports)
    gone = {one.id for one in act.cleared if one.kind is RecordKind.COMMENT} - {one.id for one in comments}
    left += destroy_notices_left(sorted(gone), act.days_left, ports)
    reason = next(filter(None, (*obstacles, *(one.reason for one in left))), None) or left_open(comments, ports)
    if reason:
        days = [one.day for one in left]
        return amend(records, cancellation.id, Cancellation, lambda known: known.waiting(reason, now, days))
    exports = exports_of([one.id for one in act.cleared], records=records, clock=ports.clock)
    return amend(records, cancellation.id, Cancellation, lambda known: known.done(exports, now))


def _clear(cancellation_id: str, comment_id: str, ports: DestroyingPorts) -> str | None:
    """Take its words out of a comment and of every copy, in one act; gives what forbids it, in Spanish."""
    records, now = ports.records, ports.clock.now()
    for _ in range(_ATTEMPTS):
        # The register first: a hold that is placed after this makes the act below fail.
        register = register_of(records, ports.clock)
        act = fetch(records, cancellation_id, Cancellation)
        comment = records.find(comment_id)
        if not isinstance(comment, Comment):
            return None
        copies = copies_of(comment, records=records, clock=ports.clock).records
        left = _left(copies, act)
        if not left:
            return None
        if not comment.is_finished and not comment.cancelled_at:
            return texts.unfinished(comment_id)
        if obstacle := obstacle_to(copies, register, records):
            return obstacle
        wordy = [record for record in left if not record.cancelled_at]
        try:
            records.commit(replace=[*(without_text(one, now) for one in wordy), _noted(act, left), register])
        except RecordConflictError:
            continue
        return None
    raise RecordConflictError(f"{comment_id}: others kept changing what is to be cancelled")


def _left(copies: Iterable[Citizens], act: Cancellation) -> list[Citizens]:
    """Give what the act does not name yet: what has text, and what a rebuilt table says has none, whose keys may be there."""
    named = {cleared.id for cleared in act.cleared}
    return [record for record in copies if not record.cancelled_at or record.id not in named]


def _noted(act: Cancellation, left: Iterable[Citizens]) -> Cancellation:
    for record in left:
        had_it = (record.department_id, *record.former, *record.returned_by) if isinstance(record, Referral) else ()
        revisions = record.revision - 1 if record.cancelled_at else record.revision
        act = act.with_cleared(ClearedRecord(id=record.id, kind=record.kind, revisions=revisions), had_it)
    return act
