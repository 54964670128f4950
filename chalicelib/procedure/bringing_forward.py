"""
7: a table that a restore took back is brought forward to what the archive knows (R05).

Only along its own history: a record goes to its newest archived version where the version that it has is, in the archive, one of
the same content. Whoever wrote to it after the restore has begun another history under the same numbers; the archive keeps both,
the table's stays, and a person is told.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.json_text import dump_json
from chalicelib.domain.personal import without_personal
from chalicelib.domain.records import Record
from chalicelib.procedure.archived_records import (
    Cancelled,
    ReadVersion,
    read_version,
    versions_at,
    without_cancelled_text,
)
from chalicelib.procedure.archiving import KeptVersion
from chalicelib.procedure.rebuilding_ports import AT_ONCE, TOGETHER, YEARS, RebuildingPorts


@dataclass
class Comparison:
    """
    Records that the table has older than the archive, with their revision there; those that it has as the archive's last, with
    it; and those of another history, by id.
    """

    older: dict[str, int] = field(default_factory=dict)
    level: dict[str, int] = field(default_factory=dict)
    apart: list[str] = field(default_factory=list)

    def add(self, other: "Comparison") -> None:
        """Take another one in."""
        self.older |= other.older
        self.level |= other.level
        self.apart += other.apart


def compare(newest: Sequence[ReadVersion], cancelled: Cancelled, ports: RebuildingPorts) -> Comparison:
    """Compare the newest versions of the archive with what the table has; what is newer in the table is not archived yet."""
    found = Comparison()
    there = ports.table.find_each([one.record.id for one in newest])
    for kept in newest:
        known = there.get(kept.record.id)
        if known is None or known.revision > kept.record.revision:
            continue
        if known.revision < kept.record.revision:
            found.older[known.id] = known.revision
        elif _is_same(known, kept, cancelled):
            found.level[known.id] = known.revision
        else:
            found.apart.append(known.id)
    return found


def bring_forward(
    older: Mapping[str, int], newest: Mapping[str, KeptVersion], cancelled: Cancelled, ports: RebuildingPorts
) -> list[str]:
    """
    Bring records of the table, at these revisions, to the newest version of the archive. Safe to repeat.

    Returns:
        The ids of those that stay: theirs is another history, or the archive does not have the version from which to tell.

    Raises:
        RecordIntegrityError: an object of the archive is not what it was sealed from, or no record.
    """
    if not older:
        return []
    had = versions_at(ports.archive.keys(YEARS), older)
    apart: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for ids in _in_parts(older):
            there = [one for one in ports.table.find_each(ids).values() if one.revision == older[one.id]]
            # Whatever is not there as it was compared, somebody is at work on this moment.
            apart += {*ids} - {one.id for one in there}
            moved = pool.map(lambda one: _is_moved(one, had[one.id], newest[one.id], cancelled, ports), there)
            apart += [one.id for one, is_moved in zip(there, moved, strict=True) if not is_moved]
    return apart


def of_own_history(record_ids: Collection[str], cancelled: Cancelled, ports: RebuildingPorts) -> dict[str, int]:
    """Tell which of these records the table has as the archive has them at that revision, and which it is; it changes nothing."""
    there = {one.id: one for ids in _in_parts(record_ids) for one in ports.table.find_each(ids).values()}
    if not there:
        return {}
    revisions = {record_id: one.revision for record_id, one in there.items()}
    had = versions_at(ports.archive.keys(YEARS), revisions)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        same = pool.map(lambda name: _is_all_same(there[name], had[name], cancelled, ports), revisions)
    return {name: revision for (name, revision), is_same in zip(revisions.items(), same, strict=True) if is_same}


def _is_moved(
    there: Record, had: Sequence[KeptVersion], to: KeptVersion, cancelled: Cancelled, ports: RebuildingPorts
) -> bool:
    if not _is_all_same(there, had, cancelled, ports):
        return False
    try:
        ports.table.advance(read_version(to, cancelled, ports).record, over=there.revision)
    except RecordConflictError:
        return False
    return True


def _is_all_same(there: Record, had: Sequence[KeptVersion], cancelled: Cancelled, ports: RebuildingPorts) -> bool:
    return bool(had) and all(_is_same(there, read_version(one, cancelled, ports), cancelled) for one in had)


def _is_same(there: Record, kept: ReadVersion, cancelled: Cancelled) -> bool:
    """Say whether two versions have the same content, in so far as the archive can still tell."""
    mine, theirs = (_told(one) for one in (without_cancelled_text(there, cancelled), kept.record))
    if kept.is_whole:
        return mine == theirs
    return without_personal(there.kind, mine) == without_personal(there.kind, theirs)


def _told(record: Record) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(dump_json(record))
    # When the mark came is not what the record says: an act that is carried out again has another instant.
    told.pop("cancelled_at", None)
    return told


def _in_parts(ids: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(ids)
    while part := list(islice(remaining, TOGETHER)):
        yield part
