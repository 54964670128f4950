"""
3.1 A network tells by itself that a post was commented on: its comments are read at once instead of at the next turn.

A notice is a hint. What it says of the comment is not believed: the comments are read from the network by the one way there
is (`monitoring`), so that a notice that comes twice, late, out of order or never changes when something is stored, not what.

It is kept all the same, as whatever a network tells (`landing`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network
from chalicelib.domain.notice import Notice
from chalicelib.domain.post import Reading
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import amend

STALE_AFTER = timedelta(hours=36)
"""For so long Meta repeats what it could not hand over; what is older is a replay, and the usual reading has been there."""

_LOOKED_BACK_DAYS = 31
"""A post is read for thirty days: its record lies under one of these."""


@dataclass(frozen=True)
class Heeded:
    """
    What became of notices: posts whose comments are now read at once, posts that are read anyway, posts that are read no more
    (what was told of them shows as missing in their coverage), the others.
    """

    hastened: int = 0
    known: int = 0
    ended: int = 0
    unknown: int = 0
    stale: int = 0


def heed(notices: Iterable[Notice], *, records: Records, queues: WorkQueues, clock: Clock) -> Heeded:
    """
    Have the comments of the posts that notices tell of read at once, each post once.

    Manual 3.1. Safe to repeat and in parallel: a thousand notices of one post within a minute make one reading more.

    Raises:
        RecordConflictError: others kept changing a bookmark; ask again.
    """
    now = clock.now()
    outcomes = Counter(_heed_one(notice, records, queues, now) for notice in _each_post_once(notices))
    return Heeded(**outcomes)


def _each_post_once(notices: Iterable[Notice]) -> Iterable[Notice]:
    """Keep the newest notice of each post."""
    newest: dict[tuple[Network, tuple[str, ...]], Notice] = {}
    for notice in notices:
        known = newest.get((notice.network, notice.post_ids))
        if known is None or (known.sent_at and (notice.sent_at is None or notice.sent_at > known.sent_at)):
            newest[notice.network, notice.post_ids] = notice
    return newest.values()


def _heed_one(notice: Notice, records: Records, queues: WorkQueues, now: datetime) -> str:
    if notice.sent_at and now - notice.sent_at > STALE_AFTER:
        return "stale"
    reading = _reading_of(notice, records, now)
    if reading is None:
        return "unknown"
    if reading.noticed(now) == reading:
        return "known"
    hastened = amend(records, reading.id, Reading, lambda current: current.noticed(now))
    if hastened.is_finished:
        return "ended"
    if hastened.due_at is None or hastened.due_at > now:
        return "known"
    queues.read_comments(hastened.id)
    return "hastened"


def _reading_of(notice: Notice, records: Records, now: datetime) -> Reading | None:
    """Find the bookmark of a post by the network's id alone: most are of today or yesterday."""
    for reading_id in _possible_readings(notice, now):
        found = records.find(reading_id)
        if isinstance(found, Reading):
            return found
    return None


def _possible_readings(notice: Notice, now: datetime) -> Iterator[str]:
    today = local_day(now)
    for post_id in notice.post_ids:
        for days in range(_LOOKED_BACK_DAYS + 1):
            yield ids.reading_id(ids.post_id(today - timedelta(days=days), notice.network, post_id))
