"""
7: carrying out the cancellation of a citizen's text that two persons agreed on (R13).

First the records: a comment and every copy of its words lose them in one act, together with the note of it and with the register
of holds, so that no hold that was placed before is passed over and no copy is made meanwhile. That is the moment of the
destruction. Then the keys of all their versions in the archive. A worker may die after any step: the next night goes on.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeGuard
from urllib.parse import quote

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.cancellation import Cancellation, CancellationState, ClearedRecord
from chalicelib.domain.cancelled_text import Citizens, without_text
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.referral import Referral
from chalicelib.ports import ArchiveReader, Clock, Envelopes, NoticeFiles, Records
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.cancelling import obstacle_to
from chalicelib.procedure.citizens_copies import copies_of, exports_of
from chalicelib.procedure.destroying_notices import (
    SHOWN_BEFORE,
    destroy_late_notices_of,
    destroy_notices_of,
    first_shown,
    left_open,
)
from chalicelib.procedure.enveloping import envelope_name
from chalicelib.procedure.holds import complete_register, register_of
from chalicelib.procedure.raw_answers import days_from, destroy_answers
from chalicelib.texts_es import cancelling as texts

_ATTEMPTS = 10
_SHOWN_FOR = SHOWN_BEFORE
"""So long after a comment was stored the answers that show it are looked for in any case; longer while its post is read."""

_LOOKED_FOR = timedelta(days=365)
"""So long after a cancellation what networks answer since is looked through: a post with news is read as long as it has any."""

_LOOKED_BACK = timedelta(days=3)
"""How many nights may be missed."""

_MANY = 500


@dataclass(frozen=True)
class DestroyingPorts:
    """What carrying out cancellations needs from outside."""

    records: Records
    envelopes: Envelopes
    archive: ArchiveReader
    notices: NoticeFiles
    clock: Clock


def carry_out_cancellations(ports: DestroyingPorts) -> list[Cancellation]:
    """
    Destroy the texts whose cancellation is confirmed, the longest waiting first. Safe to repeat and to go on with.

    Returns:
        Each as it is now: done, or before a person with what stands in its way, and then tried again the next night.

    Raises:
        TransientServiceError: a key could not be destroyed; the next night goes on.
        RecordConflictError: others kept changing a record; the next night goes on.
    """
    due = ports.records.due(Duty.CANCEL, ports.clock.now(), _MANY)
    if due:
        complete_register(ports.records, ports.clock)
    found = [fetch(ports.records, record.id, Cancellation) for record in due]
    _destroy_later_answers(ports)
    return [_carry_out(one, ports) for one in found if one.state is CancellationState.CONFIRMED]


def _carry_out(cancellation: Cancellation, ports: DestroyingPorts) -> Cancellation:
    records, now = ports.records, ports.clock.now()
    obstacles = [_clear(cancellation.id, comment_id, ports) for comment_id in cancellation.comments]
    cleared = fetch(records, cancellation.id, Cancellation).cleared
    for one in cleared:
        _destroy_keys(one, ports.envelopes)
        _destroy_answers(one, ports)
    comments = list(filter(_is_comment, (records.find(one.id) for one in cleared)))
    destroy_notices_of(comments, ports)
    reason = next(filter(None, obstacles), None) or left_open(comments, ports)
    if reason:
        return amend(records, cancellation.id, Cancellation, lambda known: known.waiting(reason, now))
    exports = exports_of([one.id for one in cleared], records=records, clock=ports.clock)
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


def _destroy_keys(cleared: ClearedRecord, envelopes: Envelopes) -> None:
    """Destroy the keys of the versions with text, also of those that the stream has not told yet: they get none any more."""
    for revision in range(1, cleared.revisions + 1):
        envelopes.destroy(envelope_name(cleared.kind, quote(cleared.id, safe=""), revision))


def _destroy_answers(cleared: ClearedRecord, ports: DestroyingPorts) -> None:
    """Destroy the keys of the networks' own answers that show a comment, since it was written and as long as its post is read."""
    comment = ports.records.find(cleared.id)
    if not isinstance(comment, Comment):
        return
    stored, today = local_day(comment.created_at), local_day(ports.clock.now())
    surely = min(today, stored + _SHOWN_FOR)
    readings = _destroy_in({comment.id}, comment.network, days_from(first_shown(comment), surely), ports)
    last = max((_last_read(reading, ports) for reading in readings), default=surely)
    _destroy_in({comment.id}, comment.network, days_from(surely + timedelta(days=1), last), ports)


def _destroy_in(comments: AbstractSet[str], network: Network, days: Iterable[date], ports: DestroyingPorts) -> set[str]:
    """Destroy the keys of answers of some days; gives the bookmarks for which they were kept."""
    return set(destroy_answers(comments, network, days, reader=ports.archive, envelopes=ports.envelopes).values())


def _last_read(reading_id: str, ports: DestroyingPorts) -> date:
    """Tell the last day on which a post was read that lists all its comments anew. X's bookmarks go by what is new."""
    reading = ports.records.find(reading_id)
    if not isinstance(reading, Reading) or reading.post is None:
        return date.min
    return local_day(ports.clock.now() if not reading.is_finished else reading.read_at or reading.created_at)


def _destroy_later_answers(ports: DestroyingPorts) -> None:
    """What a network still shows comes with whatever is new beside it: of what was cancelled in a year, every night anew."""
    today = local_day(ports.clock.now())
    by_network: dict[Network, list[Comment]] = defaultdict(list)
    for day in days_from(today - _LOOKED_FOR, today):
        for act in ports.records.of_day(day, ids.CANCELLATIONS):
            if isinstance(act, Cancellation) and act.state is CancellationState.DONE:
                for comment in filter(_is_comment, map(ports.records.find, act.comments)):
                    by_network[comment.network].append(comment)
    for network, comments in by_network.items():
        ids_of_them = {comment.id for comment in comments}
        _destroy_in(ids_of_them, network, days_from(today - _LOOKED_BACK, today), ports)
        destroy_late_notices_of(comments, ports)


def _is_comment(record: Record | None) -> TypeGuard[Comment]:
    return isinstance(record, Comment)
