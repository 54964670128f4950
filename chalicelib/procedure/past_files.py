"""
7: which files of a day's folder in the archive are past their term.

A version of a record goes with the record, or after it: never while the record is there, and never because the record is
merely missing. A file that is no record's (a network's answer or notice, a picture) goes when its own series' term is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import unquote

from chalicelib.domain.belonging import UNKNOWN, Marks
from chalicelib.domain.disposal import Entry
from chalicelib.domain.hold import HoldRegister
from chalicelib.domain.ids import STATE_PARTITION, partition_of
from chalicelib.domain.records import RecordKind
from chalicelib.domain.retention import RetentionRule
from chalicelib.ports import ArchiveDisposal, KeptVersion, Records
from chalicelib.procedure.inventories import disposed_of, marks_of_gone
from chalicelib.procedure.raw_answers import FOLDER as ANSWERS
from chalicelib.procedure.raw_answers import envelope_of
from chalicelib.procedure.raw_notices import FOLDER as NOTICES

_DAY_PARTS = 3
_VERSION_PARTS = 3
_AS_RECEIVED = (ANSWERS, NOTICES)
"""What lies below a network's name."""


@dataclass
class FilesFound:
    """Files past their term, and when to look again at others; None when nobody can tell."""

    entries: list[Entry] = field(default_factory=list)
    again_at: list[datetime | None] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    version: KeptVersion
    folder: str
    owner: str


def files_past_their_term(
    day: date,
    listed: Mapping[str, Marks],
    *,
    register: HoldRegister,
    rule: RetentionRule,
    records: Records,
    archive: ArchiveDisposal,
    now: datetime,
) -> FilesFound:
    """Go through a day's folder; `listed` are the records of the day that are on the same list, with what they belong to."""
    found = FilesFound()
    owners = _Owners(listed, records)
    for version in archive.versions(f"{day:%Y/%m/%d}/"):
        file = _file(version)
        term = rule.term_of_file(file.folder, day)
        if term is None:
            continue
        marks = owners.marks_of(file.owner) if file.owner else frozenset({UNKNOWN})
        if term > now:
            found.again_at.append(term)
        elif marks is None or register.held_by(day, marks):
            found.again_at.append(None)
        else:
            found.entries.append(_entry(file, marks, rule, archive))
    return found


def folder_of(key: str) -> str:
    """Tell the folder of a key of the archive by which its series is known: a kind of record, `answers`, `notices` or `media`."""
    return _file(KeptVersion(key, "")).folder


class _Owners:
    """What the records belong to whose versions lie in the folder, where they may go; each is looked up once."""

    def __init__(self, listed: Mapping[str, Marks], records: Records) -> None:
        self._marks: dict[str, Marks | None] = dict(listed)
        self._gone: dict[str, frozenset[str]] = {}
        self._records = records

    def marks_of(self, owner: str) -> Marks | None:
        """Give the marks; None while the record is there, or when no inventory says that it is gone."""
        if owner not in self._marks:
            is_gone = self._records.find(owner) is None and owner in self._gone_of(partition_of(owner))
            self._marks[owner] = marks_of_gone(owner, self._records) if is_gone else None
        return self._marks[owner]

    def _gone_of(self, partition: str) -> frozenset[str]:
        if partition == STATE_PARTITION:
            return frozenset()
        if partition not in self._gone:
            self._gone[partition] = disposed_of(date.fromisoformat(partition), self._records)
        return self._gone[partition]


def _file(version: KeptVersion) -> _File:
    parts = version.key.split("/")[_DAY_PARTS:]
    if len(parts) == _VERSION_PARTS and parts[0] in set(RecordKind):
        return _File(version, parts[0], unquote(parts[1]))
    is_as_received = len(parts) > 1 and parts[1] in _AS_RECEIVED
    return _File(version, parts[1] if is_as_received else parts[0], "")


def _entry(file: _File, marks: Marks, rule: RetentionRule, archive: ArchiveDisposal) -> Entry:
    series = rule.series_of(file.folder)
    # The inventory names it: once the object is gone, nothing else does.
    envelope = envelope_of(file.version.key, archive.read(file.version)) if file.folder == ANSWERS else ""
    return Entry(
        name=file.version.key,
        series=series.id if series else "",
        sha256=archive.sha256(file.version),
        version_id=file.version.version_id,
        owner=file.owner,
        envelope=envelope,
        marks=marks,
    )
