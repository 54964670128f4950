"""
7: the cancelled text of a citizen in what a network told by itself (R13, R04).

A delivery that names a comment may come on any day since it was written: when it is written, edited, or told once more. So all of
them are looked through, by the names in the archive alone. One that may name others too stays as long as a hold may mean them,
any as long as a hold is over the day on which it came, or over the comment since.
"""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from chalicelib.domain import ids
from chalicelib.domain.belonging import UNKNOWN
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.networks import TELLING_NETWORKS
from chalicelib.domain.notice import comment_part
from chalicelib.ports import Records
from chalicelib.procedure.destroying_pages import DestroyingPorts, PageLeft
from chalicelib.procedure.held_copies import held_among, hold_over_comment
from chalicelib.procedure.landing import LEFT_AFTER
from chalicelib.procedure.raw_answers import days_from
from chalicelib.procedure.raw_notices import LATE_AFTER, Named, destroy_notices, naming
from chalicelib.texts_es import cancelling as texts

SHOWN_BEFORE = timedelta(days=60)
"""So long before it was stored a comment may have been written, and told; a network's clock may say anything."""

_LOOKED_BACK = LATE_AFTER + timedelta(days=4)
"""So far back a delivery may still be filed, and how many nights may be missed."""


def first_shown(comment: Comment) -> date:
    """
    Tell the first local day on which a network may have shown a comment.

    The day before it was written: what it was read out of is kept before it is stored, and a network's clock may be ahead (C14).
    """
    stored = local_day(comment.created_at)
    return max(min(local_day(comment.written_at), stored), stored - SHOWN_BEFORE) - timedelta(days=1)


def destroy_notices_of(comments: Sequence[Comment], ports: DestroyingPorts) -> list[PageLeft]:
    """
    Destroy what opens the notices of comments, since each was written. Safe to repeat.

    Returns:
        Those that must be left for now.

    Raises:
        RecordConflictError: others kept changing the register of holds.
        TransientServiceError: a key could not be destroyed, or the notices not be listed.
    """
    told = _told(comments)
    return _destroy([one.id for one in told], _days_since(min(map(first_shown, told)), ports), ports) if told else []


def destroy_notices_left(comment_ids: Iterable[str], days: Iterable[date], ports: DestroyingPorts) -> list[PageLeft]:
    """
    Destroy what opens the notices of comments that were disposed of meanwhile, on days on which some had to be left before.

    As `destroy_notices_of`.
    """
    told = [comment_id for comment_id in comment_ids if ids.network_of(comment_id) in TELLING_NETWORKS]
    return _destroy(told, list(days), ports) if told else []


def destroy_late_notices_of(comments: Sequence[Comment], ports: DestroyingPorts) -> list[PageLeft]:
    """Destroy what opens the notices of comments that reached the archive in the last days. As `destroy_notices_of`."""
    told = _told(comments)
    first = local_day(ports.clock.now()) - _LOOKED_BACK
    return _destroy([one.id for one in told], _days_since(first, ports), ports) if told else []


def left_open(comments: Sequence[Comment], ports: DestroyingPorts) -> str | None:
    """Tell, in Spanish, that notices lie where they landed, as they came: nobody can say that none is of these comments."""
    if _told(comments) and any(True for _ in ports.notices.left(ports.clock.now() - LEFT_AFTER)):
        return texts.NOTICES_LEFT
    return None


def _told(comments: Iterable[Comment]) -> list[Comment]:
    return [comment for comment in comments if comment.network in TELLING_NETWORKS]


def _days_since(first: date, ports: DestroyingPorts) -> list[date]:
    return list(days_from(first, local_day(ports.clock.now())))


def _destroy(comments: Sequence[str], days: Collection[date], ports: DestroyingPorts) -> list[PageLeft]:
    found = {
        notice: frozenset(comment_id for comment_id in comments if _is_named(comment_id, notice))
        for notice in naming(map(ids.network_id_of, comments), days, ports.archive)
    }
    held = held_among(
        found.keys(),
        lambda notice, register: _hold_over(notice, found[notice], register, ports.records),
        records=ports.records,
        clock=ports.clock,
    )
    destroy_notices((notice for notice in found if notice not in held), ports.envelopes)
    return [PageLeft(one.key, one.day, texts.notice_held(hold), found[one]) for one, hold in held.items()]


def _is_named(comment_id: str, notice: Named) -> bool:
    return notice.comments is None or comment_part(ids.network_id_of(comment_id)) in notice.comments


def _hold_over(notice: Named, named: AbstractSet[str], register: HoldRegister, records: Records) -> str | None:
    """
    Give a hold over a notice, as of the day on which it came and of the day of each comment, or one that may mean others in it.

    The names in a notice lead to no record for sure: no hold is escaped by that.
    """
    if notice.comments is None or len(named) < len(notice.comments):
        return register.held_by(notice.day, {UNKNOWN})
    return next(filter(None, (hold_over_comment(one, notice.day, register, records) for one in sorted(named))), None)
