"""
7: the pages of networks' answers that show a cancelled comment lose their keys, each by itself (R13, R04).

A page holds many citizens' words under one key: whoever else is on it loses that copy too. So a page stays as long as any
comment on it, its author, its case or whatever else it belongs to is under a legal hold. After the look at the holds the register
is stored again, at the revision that was read: a hold that is placed before that wins, one that comes after it comes too late.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

from chalicelib.domain.belonging import UNKNOWN, Marks, id_mark
from chalicelib.domain.errors import ExternalServiceError, NotFoundError, RecordConflictError, RecordIntegrityError
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.domain.networks import Network
from chalicelib.ports import ArchiveReader, Clock, Envelopes, NoticeFiles, Records
from chalicelib.procedure.holds import marks_of, register_of
from chalicelib.procedure.inventories import marks_of_gone
from chalicelib.procedure.raw_answers import Told, folder_of, told_of
from chalicelib.texts_es import cancelling as texts

AT_ONCE = 10
"""How many answers are read at a time: as many connections as a client holds."""

_ATTEMPTS = 10


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
    held = _held(day, showing, ports)
    pages.left += [PageLeft(key, day, texts.answer_held(hold), showing[key].comments) for key, hold in held.items()]
    for key, told in showing.items():
        if key not in held:
            ports.envelopes.destroy(told.name)
            pages.gone[key] = told.reading


def _held(day: date, showing: dict[str, Told], ports: DestroyingPorts) -> dict[str, str]:
    """Give the hold over each page that has one, by its key; no hold was placed between the first look and the last."""
    for _ in range(_ATTEMPTS):
        register = register_of(ports.records, ports.clock)
        holds = {key: _hold_over(told, day, register, ports.records) for key, told in showing.items()}
        held = {key: hold for key, hold in holds.items() if hold}
        if len(held) == len(showing):
            return held
        try:
            ports.records.commit(replace=[register])
        except RecordConflictError:
            continue
        return held
    raise RecordConflictError(f"{day}: others kept changing the register of holds")


def _hold_over(told: Told, day: date, register: HoldRegister, records: Records) -> str | None:
    """Give a hold over anything on a page, as of the day it was received and of the day of each comment."""
    if not register.holds:
        return None
    return next(filter(None, (hold_over_comment(one, day, register, records) for one in sorted(told.comments))), None)


def hold_over_comment(comment_id: str, day: date, register: HoldRegister, records: Records) -> str | None:
    """Give a hold over a comment, as of the day on which a network told of it and of its own day."""
    marks = _marks_of(comment_id, records)
    partition = partition_of(comment_id)
    own_day = day if partition == STATE_PARTITION else date.fromisoformat(partition)
    return register.held_by(day, marks) or register.held_by(own_day, marks)


def _marks_of(comment_id: str, records: Records) -> Marks:
    record = records.find(comment_id)
    if record is not None:
        return marks_of(record, records)
    # It was received and never stored, or nobody can tell what became of it: no hold is escaped by that.
    return marks_of_gone(comment_id, records) or frozenset({UNKNOWN, id_mark(comment_id)})
