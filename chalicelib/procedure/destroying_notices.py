"""
7: the cancelled text of a citizen in what a network told by itself (R13, R04).

A delivery that names a comment may come on any day since it was written: when it is written, edited, or told once more. So all of
them are looked through, by the names in the archive alone. One that may name others too stays as long as a hold may mean them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from chalicelib.domain.belonging import UNKNOWN
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import TELLING_NETWORKS
from chalicelib.procedure.destroying_pages import DestroyingPorts, PageLeft
from chalicelib.procedure.holds import register_of
from chalicelib.procedure.landing import LEFT_AFTER
from chalicelib.procedure.raw_answers import days_from
from chalicelib.procedure.raw_notices import LATE_AFTER, Named, destroy_notices, naming
from chalicelib.texts_es import cancelling as texts

SHOWN_BEFORE = timedelta(days=60)
"""So long before it was stored a comment may have been written, and told; a network's clock may say anything."""

_LOOKED_BACK = LATE_AFTER + timedelta(days=4)
"""So far back a delivery may still be filed, and how many nights may be missed."""

_ATTEMPTS = 10


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
    return _destroy(told, min(map(first_shown, told)), ports) if told else []


def destroy_late_notices_of(comments: Sequence[Comment], ports: DestroyingPorts) -> list[PageLeft]:
    """Destroy what opens the notices of comments that reached the archive in the last days. As `destroy_notices_of`."""
    told = _told(comments)
    return _destroy(told, local_day(ports.clock.now()) - _LOOKED_BACK, ports) if told else []


def left_open(comments: Sequence[Comment], ports: DestroyingPorts) -> str | None:
    """Tell, in Spanish, that notices lie where they landed, as they came: nobody can say that none is of these comments."""
    if _told(comments) and any(True for _ in ports.notices.left(ports.clock.now() - LEFT_AFTER)):
        return texts.NOTICES_LEFT
    return None


def _told(comments: Iterable[Comment]) -> list[Comment]:
    return [comment for comment in comments if comment.network in TELLING_NETWORKS]


def _destroy(comments: Sequence[Comment], first: date, ports: DestroyingPorts) -> list[PageLeft]:
    days = list(days_from(first, local_day(ports.clock.now())))
    found = naming((comment.network_id for comment in comments), days, ports.archive)
    held = _held([notice for notice in found if notice.is_shared], ports)
    destroy_notices((notice for notice in found if notice.key not in held), ports.envelopes)
    of = frozenset(comment.id for comment in comments)
    return [PageLeft(one.key, one.day, texts.notice_held(held[one.key]), of) for one in found if one.key in held]


def _held(shared: Sequence[Named], ports: DestroyingPorts) -> dict[str, str]:
    """
    Give a hold that may mean somebody in a shared notice, by its key; no hold was placed between the look and what is returned.

    The names in a notice lead to no record for sure: no hold is escaped by that.
    """
    if not shared:
        return {}
    for _ in range(_ATTEMPTS):
        register = register_of(ports.records, ports.clock)
        holds = {notice.key: register.held_by(notice.day, {UNKNOWN}) for notice in shared}
        held = {key: hold for key, hold in holds.items() if hold}
        try:
            ports.records.commit(replace=[register])
        except RecordConflictError:
            continue
        return held
    raise RecordConflictError(f"{shared[0].key}: others kept changing the register of holds")
