"""
7: the pages of networks' answers that show a cancelled comment lose their keys, each by itself (R13, R04).

A page holds many citizens' words under one key: whoever else is on it loses that copy too. So a page stays as long as any
comment on it, its author, its case or whatever else it belongs to is under a legal hold (`held_copies`).
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from chalicelib.domain.errors import ExternalServiceError, NotFoundError, RecordIntegrityError
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.networks import Network
from chalicelib.ports import ArchiveReader, Clock, Envelopes, NoticeFiles, Records
from chalicelib.procedure.held_copies import held_among, hold_over_comment
from chalicelib.procedure.raw_answers import Told, folder_of, told_of
from chalicelib.texts_es import cancelling as texts

AT_ONCE = 10
"""How many answers are read at a time: as many connections as a client holds."""


@dataclass(frozen=True)
class DestroyingPorts:
    """What carrying out cancellations needs from outside."""

    records: Records
    envelopes: Envelopes
    archive: ArchiveReader
    notices: NoticeFiles
    clock: Clock


@dataclass(frozen=True)
class PageLeft:
    """A page that was not destroyed, its local day, and why, in Spanish; `comments` is empty for one that nobody can read."""

    key: str
    day: date
    reason: str
    comments: frozenset[str] = frozenset()


@dataclass
class Pages:
    """What became of the pages that show some comments: the bookmark of each that is gone, by its key, and what is left."""

    gone: dict[str, str] = field(default_factory=dict)
    left: list[PageLeft] = field(default_factory=list)


def destroy_pages(comments: AbstractSet[str], network: Network, days: Iterable[date], ports: DestroyingPorts) -> Pages:
    """
    Destroy the keys of a network's answers of some local days that show any of these comments. Safe to repeat.

    Counts, hashes and proof stand. What goes, goes day by day, so that who dies on the way leaves less to do. A page that cannot
    be read, or that a hold protects, keeps no other from being destroyed.

    Raises:
        RecordConflictError: others kept changing the register of holds.
        TransientServiceError: a key could not be destroyed, or the pages not be listed.
    """
    pages = Pages()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for day in days:
            keys = list(ports.archive.keys(folder_of(day, network)))
            found = dict(zip(keys, pool.map(lambda key: _told(key, ports.archive), keys), strict=True))
            pages.left += [PageLeft(key, day, texts.answer_unreadable(key)) for key in keys if found[key] is None]
            showing = {key: told for key, told in found.items() if told and not comments.isdisjoint(told.comments)}
            if showing:
                _destroy_unheld(day, showing, pages, ports)
    return pages


def _told(key: str, archive: ArchiveReader) -> Told | None:
    try:
        return told_of(archive.read(key))
    except (RecordIntegrityError, NotFoundError, ExternalServiceError):
        return None


def _destroy_unheld(day: date, showing: dict[str, Told], pages: Pages, ports: DestroyingPorts) -> None:
    held = held_among(
        showing.keys(),
        lambda key, register: _hold_over(showing[key], day, register, ports.records),
        records=ports.records,
        clock=ports.clock,
    )
    pages.left += [PageLeft(key, day, texts.answer_held(hold), showing[key].comments) for key, hold in held.items()]
    for key, told in showing.items():
        if key not in held:
            ports.envelopes.destroy(told.name)
            pages.gone[key] = told.reading


def _hold_over(told: Told, day: date, register: HoldRegister, records: Records) -> str | None:
    """Give a hold over anything on a page, as of the day it was received and of the day of each comment."""
    return next(filter(None, (hold_over_comment(one, day, register, records) for one in sorted(told.comments))), None)
