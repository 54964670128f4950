"""
7: the whole table of records out of the archive alone, where the table was lost.

Of every record its newest version, by its revision and not by its day (R11), at the revision it had; the counters of
the folios, which follow from the folios. The machine's own marks are no official records and are not archived. They begin anew so
that nothing is lost and nothing goes out unseen: what was published is read again from its beginning, where a comment that is on
record writes nothing (P3), and everything that goes out is stopped until a person lifts it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from chalicelib.domain.cancellation import Cancellation
from chalicelib.domain.cancelled_text import without_text
from chalicelib.domain.comment import Comment
from chalicelib.domain.control import CONTROL_ID, PublishingControl, SignedOrder
from chalicelib.domain.decision import Decision
from chalicelib.domain.disposal import DisposalPage, gone_names
from chalicelib.domain.networks import SOCIAL_NETWORKS
from chalicelib.domain.post import Post, Reading, reading_of
from chalicelib.domain.records import Record, RecordKind
from chalicelib.domain.referral import Referral
from chalicelib.domain.rhythm import LEFT_AFTER
from chalicelib.ports import ArchiveReader, Clock, Envelopes, RecordsToFill
from chalicelib.procedure.archiving import KeptVersion, version_of
from chalicelib.procedure.enveloping import unseal
from chalicelib.texts_es import rebuilding as texts

Parse = Callable[[RecordKind, bytes], Record]
"""Makes a record of its stored JSON."""

AT_ONCE = 10
_TOGETHER = 500
_YEARS = "2"
"""What the folders of the days begin with; proofs lie beside them."""


@dataclass
class Rebuilt:
    """What was done: records stored, those there already, those disposed of; those whose text nobody can open any more."""

    stored: int = 0
    known: int = 0
    disposed: int = 0
    blank: int = 0
    counters: int = 0
    bookmarks: int = 0


@dataclass(frozen=True)
class RebuildingPorts:
    """What rebuilding needs from outside."""

    archive: ArchiveReader
    envelopes: Envelopes
    table: RecordsToFill
    parse: Parse
    clock: Clock


def rebuild(ports: RebuildingPorts) -> Rebuilt:
    """
    Fill an empty table from the archive. Manual 7; safe to repeat, and to go on with where one died.

    Raises:
        RecordIntegrityError: an object of the archive is not what it was sealed from, or no record.
    """
    done = Rebuilt()
    # First of all: from the first record on, somebody may be at work on them.
    ports.table.fill([_stop(ports)])
    newest = newest_versions(ports.archive.keys(_YEARS))
    for counter, number in _last_numbers(newest):
        ports.table.restore_number(counter, number)
        done.counters += 1
    gone = _disposed(newest, ports)
    kept = [version for version in newest.values() if version.record_id not in gone]
    done.disposed = len(newest) - len(kept)
    posts: list[Post] = []
    cancelled = _cancelled(kept, ports)
    for read in _records(kept, ports, done):
        records = [_without_cancelled_text(record, cancelled) for record in read]
        stored = ports.table.fill(records)
        done.stored += len(stored)
        done.known += len(records) - len(stored)
        posts += [record for record in records if isinstance(record, Post)]
    done.bookmarks = len(ports.table.fill(_bookmarks(posts, ports)))
    return done


def newest_versions(keys: Iterable[str]) -> dict[str, KeptVersion]:
    """Find the newest version of each record by its revision, by the record's id."""
    newest: dict[str, KeptVersion] = {}
    for version in filter(None, map(version_of, keys)):
        known = newest.get(version.record_id)
        if known is None or known.revision < version.revision:
            newest[version.record_id] = version
    return newest


def _records(versions: list[KeptVersion], ports: RebuildingPorts, done: Rebuilt) -> Iterator[list[Record]]:
    remaining = iter(versions)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while together := list(islice(remaining, _TOGETHER)):
            opened = list(pool.map(lambda version: _opened(version, ports), together))
            done.blank += sum(not is_whole for _, is_whole in opened)
            yield [record for record, _ in opened]


def _disposed(newest: Mapping[str, KeptVersion], ports: RebuildingPorts) -> frozenset[str]:
    """Tell what the archived inventories say is gone: a version that was still left of it brings nothing back (R05)."""
    pages = [_opened(version, ports)[0] for version in newest.values() if version.kind is RecordKind.DISPOSAL_PAGE]
    return gone_names(page for page in pages if isinstance(page, DisposalPage))


def _cancelled(versions: list[KeptVersion], ports: RebuildingPorts) -> dict[str, datetime]:
    """Tell which records lost their text by cancellation, and when: the archive may know the act and not what it did (R13)."""
    acts = [_opened(version, ports)[0] for version in versions if version.kind is RecordKind.CANCELLATION]
    confirmed = [(act, act.done_at or act.confirmed_at) for act in acts if isinstance(act, Cancellation)]
    return {cleared.id: at for act, at in confirmed if at is not None for cleared in act.cleared}


def _without_cancelled_text(record: Record, cancelled: Mapping[str, datetime]) -> Record:
    if isinstance(record, Comment | Referral | Decision) and record.id in cancelled:
        return without_text(record, cancelled[record.id])
    return record


def _opened(version: KeptVersion, ports: RebuildingPorts) -> tuple[Record, bool]:
    opened = unseal(version.kind, ports.archive.read(version.key), ports.envelopes)
    return ports.parse(version.kind, opened.body), opened.is_whole


def _last_numbers(newest: dict[str, KeptVersion]) -> Iterator[tuple[str, int]]:
    """Tell the last folio of each day; those of disposed cases count, for no folio is ever given twice."""
    last: dict[str, int] = {}
    for version in newest.values():
        if version.kind is RecordKind.REFERRAL:
            _, day, number = version.record_id.split("-")
            last[f"folio-{day}"] = max(last.get(f"folio-{day}", 0), int(number))
    return iter(sorted(last.items()))


def _bookmarks(posts: list[Post], ports: RebuildingPorts) -> list[Reading]:
    """Open the bookmarks of what went out in the last thirty days; X has one, which begins at the oldest of it."""
    earliest = ports.clock.now() - LEFT_AFTER - timedelta(days=1)
    live = [one for one in posts if one.network in SOCIAL_NETWORKS and one.removed_at is None]
    recent = [one for one in live if one.published_at >= earliest]
    opened = [reading_of(post, post.published_at) for post in sorted(recent, key=lambda post: post.published_at)]
    first = {reading.id: reading for reading in reversed(opened)}
    return [reading.model_copy(update={"revision": 1}) for reading in first.values()]


def _stop(ports: RebuildingPorts) -> PublishingControl:
    now = ports.clock.now()
    order = SignedOrder(by=texts.REBUILT_BY, at=now, why=texts.STOPPED)
    return PublishingControl(id=CONTROL_ID, created_at=now, revision=1, stop=order)
