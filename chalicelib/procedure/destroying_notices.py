"""
7: the cancelled text of a citizen in what a network told by itself (R13).

A delivery that names a comment may come on any day since it was written: when it is written, edited, or told once more. So all of
them are looked through, by the names in the archive alone.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.networks import TELLING_NETWORKS
from chalicelib.ports import ArchiveReader, Clock, Envelopes, NoticeFiles
from chalicelib.procedure.landing import LEFT_AFTER
from chalicelib.procedure.raw_answers import days_from
from chalicelib.procedure.raw_notices import LATE_AFTER, destroy_notices
from chalicelib.texts_es import cancelling as texts

SHOWN_BEFORE = timedelta(days=60)
"""So long before it was stored a comment may have been written, and told; a network's clock may say anything."""

_LOOKED_BACK = LATE_AFTER + timedelta(days=4)
"""So far back a delivery may still be filed, and how many nights may be missed."""


class NoticeDestroying(Protocol):
    """What it needs from outside."""

    @property
    def envelopes(self) -> Envelopes:
        """Where the keys lie."""
        ...

    @property
    def archive(self) -> ArchiveReader:
        """Where what they seal lies."""
        ...

    @property
    def notices(self) -> NoticeFiles:
        """Where notices land."""
        ...

    @property
    def clock(self) -> Clock:
        """The time."""
        ...


def first_shown(comment: Comment) -> date:
    """
    Tell the first local day on which a network may have shown a comment.

    The day before it was written: what it was read out of is kept before it is stored, and a network's clock may be ahead (C14).
    """
    stored = local_day(comment.created_at)
    return max(min(local_day(comment.written_at), stored), stored - SHOWN_BEFORE) - timedelta(days=1)


def destroy_notices_of(comments: Sequence[Comment], ports: NoticeDestroying) -> None:
    """Destroy what opens the notices of comments, since each was written. Safe to repeat."""
    told = _told(comments)
    if told:
        _destroy(told, min(map(first_shown, told)), ports)


def destroy_late_notices_of(comments: Sequence[Comment], ports: NoticeDestroying) -> None:
    """Destroy what opens the notices of comments that reached the archive in the last days. Safe to repeat."""
    told = _told(comments)
    if told:
        _destroy(told, local_day(ports.clock.now()) - _LOOKED_BACK, ports)


def left_open(comments: Sequence[Comment], ports: NoticeDestroying) -> str | None:
    """Tell, in Spanish, that notices lie where they landed, as they came: nobody can say that none is of these comments."""
    if _told(comments) and any(True for _ in ports.notices.left(ports.clock.now() - LEFT_AFTER)):
        return texts.NOTICES_LEFT
    return None


def _told(comments: Sequence[Comment]) -> list[Comment]:
    return [comment for comment in comments if comment.network in TELLING_NETWORKS]


def _destroy(comments: Sequence[Comment], first: date, ports: NoticeDestroying) -> None:
    days = list(days_from(first, local_day(ports.clock.now())))
    ids = [comment.network_id for comment in comments]
    destroy_notices(ids, days, reader=ports.archive, envelopes=ports.envelopes)
