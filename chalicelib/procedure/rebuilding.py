"""
7: the table of records out of the archive: the whole of it where it was lost, what is missing where a restore took it back.

Of every record its newest version, by its revision and not by its day (R11), at the revision it had; the counters of
the folios, which follow from the folios. What the table has in an older version is brought forward; what was disposed of does not
come back.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from chalicelib.domain.post import Post
from chalicelib.domain.records import RecordKind
from chalicelib.procedure.archived_records import (
    Cancelled,
    ReadVersion,
    archived_records,
    cancelled_texts,
    names_gone,
    read_version,
)
from chalicelib.procedure.archiving import KeptVersion
from chalicelib.procedure.bringing_forward import Comparison, bring_forward, compare, of_own_history
from chalicelib.procedure.fresh_marks import bookmarks, stop_everything
from chalicelib.procedure.rebuilding_ports import AT_ONCE, TOGETHER, YEARS, RebuildingPorts, Rebuilt

EVIDENCE = frozenset({RecordKind.HOLD, RecordKind.DISPOSAL_PAGE, RecordKind.CANCELLATION})
"""By what was decided of records, later steps go: also by what a restored table does not know."""


def rebuild(ports: RebuildingPorts) -> Rebuilt:
    """
    Fill a table from the archive. Manual 7; safe to repeat, and to go on with where one died.

    Raises:
        RecordIntegrityError: an object of the archive is not what it was sealed from, or no record.
    """
    done = Rebuilt()
    # First of all: from the first record on, somebody may be at work on them.
    stop_everything(ports)
    archived = archived_records(ports.archive.keys(YEARS))
    newest = archived.newest
    for counter, number in _last_numbers(newest.values()):
        ports.table.restore_number(counter, number)
        done.counters += 1
    gone = names_gone(newest.values(), ports)
    kept = [version for version in newest.values() if version.record_id not in gone]
    done.disposed = len(newest) - len(kept)
    done.returned = of_own_history(gone, {}, ports)
    done.evidence = {kind: [one.record_id for one in kept if one.kind is kind] for kind in EVIDENCE}
    cancelled = cancelled_texts(kept, ports)
    found = Comparison()
    posts: list[Post] = []
    for read in _read(kept, cancelled, ports):
        found.add(_filled(read, cancelled, ports, done))
        posts += [one.record for one in read if isinstance(one.record, Post)]
    apart = bring_forward(found.older, newest, cancelled, ports)
    done.forwarded = len(found.older) - len(apart)
    several = archived.several & set(found.level)
    own = of_own_history(several, cancelled, ports)
    done.apart = sorted({*found.apart, *apart, *(several - set(own)), *(archived.forked - gone)})
    done.bookmarks = len(ports.table.fill(bookmarks(posts, ports)))
    return done


def _read(versions: Iterable[KeptVersion], cancelled: Cancelled, ports: RebuildingPorts) -> Iterator[list[ReadVersion]]:
    remaining = iter(versions)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while together := list(islice(remaining, TOGETHER)):
            yield list(pool.map(lambda version: read_version(version, cancelled, ports), together))


def _filled(read: Sequence[ReadVersion], cancelled: Cancelled, ports: RebuildingPorts, done: Rebuilt) -> Comparison:
    """Store what the table lacks; compares what it has."""
    stored = ports.table.fill([one.record for one in read])
    done.stored += len(stored)
    done.known += len(read) - len(stored)
    done.blank += sum(not one.is_whole for one in read)
    return compare([one for one in read if one.record.id not in stored], cancelled, ports)


def _last_numbers(newest: Iterable[KeptVersion]) -> Iterator[tuple[str, int]]:
    """Tell the last folio of each day; those of disposed cases count, for no folio is ever given twice."""
    last: dict[str, int] = {}
    for version in newest:
        if version.kind is RecordKind.REFERRAL:
            _, day, number = version.record_id.split("-")
            last[f"folio-{day}"] = max(last.get(f"folio-{day}", 0), int(number))
    return iter(sorted(last.items()))
