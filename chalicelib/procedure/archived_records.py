"""7: the archive as records: which version of each is the newest, what it says, and what acts say of it (R05, R13)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.cancellation import Cancellation
from chalicelib.domain.cancelled_text import without_text
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision
from chalicelib.domain.disposal import DisposalPage, gone_names
from chalicelib.domain.records import Record, RecordKind
from chalicelib.domain.referral import Referral
from chalicelib.procedure.archiving import KeptVersion, version_of
from chalicelib.procedure.enveloping import unseal
from chalicelib.procedure.rebuilding_ports import RebuildingPorts

Cancelled = Mapping[str, datetime]
"""Which records lost their text by cancellation, and when."""


@dataclass(frozen=True)
class ReadVersion:
    """A version out of the archive. `is_whole` is false where its key is destroyed: the citizen's text is blank then."""

    record: Record
    is_whole: bool


@dataclass(frozen=True)
class ArchivedRecords:
    """
    What the keys of the archive say of its records, by the record's id.

    `several` are those of whose newest revision more than one object is kept, of several days; `forked` those of which a revision
    was stored again with another content after a restore of the table.
    """

    newest: dict[str, KeptVersion] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    forked: set[str] = field(default_factory=set)

    def add(self, version: KeptVersion) -> None:
        """Take a version in."""
        if version.content > 1:
            self.forked.add(version.record_id)
        known = self.newest.get(version.record_id)
        if known is None or _age(known) < _age(version):
            self.newest[version.record_id] = version
        if known is not None and known.revision == version.revision:
            self.several.add(version.record_id)
        elif known is None or known.revision < version.revision:
            self.several.discard(version.record_id)


def archived_records(keys: Iterable[str]) -> ArchivedRecords:
    """
    Find the newest version of each record by its revision and not by its day (R11).

    Of one revision that was stored with several contents the last counts: it was stored after a restore of the table.
    """
    found = ArchivedRecords()
    for version in filter(None, map(version_of, keys)):
        found.add(version)
    return found


def versions_at(keys: Iterable[str], revisions: Mapping[str, int]) -> dict[str, list[KeptVersion]]:
    """Find all that the archive has of one revision of each of some records, by the record's id."""
    found = defaultdict(list)
    for version in filter(None, map(version_of, keys)):
        if revisions.get(version.record_id) == version.revision:
            found[version.record_id].append(version)
    return found


def read_version(version: KeptVersion, cancelled: Cancelled, ports: RebuildingPorts) -> ReadVersion:
    """
    Open a version; what an act cancelled has the mark in place of its text, whatever the archive says of it.

    Raises:
        RecordIntegrityError: the object is not what it was sealed from, or no record.
    """
    opened = unseal(version.kind, ports.archive.read(version.key), ports.envelopes)
    record = ports.parse(version.kind, opened.body)
    return ReadVersion(without_cancelled_text(record, cancelled), opened.is_whole)


def names_gone(versions: Iterable[KeptVersion], ports: RebuildingPorts) -> frozenset[str]:
    """Tell what the archived inventories say is gone: a version that was still left of it brings nothing back (R05)."""
    pages = [read_version(one, {}, ports).record for one in versions if one.kind is RecordKind.DISPOSAL_PAGE]
    return gone_names(page for page in pages if isinstance(page, DisposalPage))


def cancelled_texts(versions: Iterable[KeptVersion], ports: RebuildingPorts) -> dict[str, datetime]:
    """Tell which records lost their text by cancellation, and when: the archive may know the act and not what it did (R13)."""
    acts = [read_version(one, {}, ports).record for one in versions if one.kind is RecordKind.CANCELLATION]
    confirmed = [(act, act.done_at or act.confirmed_at) for act in acts if isinstance(act, Cancellation)]
    return {cleared.id: at for act, at in confirmed if at is not None for cleared in act.cleared}


def without_cancelled_text(record: Record, cancelled: Cancelled) -> Record:
    """Give a record without its text if that was cancelled."""
    if isinstance(record, Comment | Referral | Decision) and record.id in cancelled:
        return without_text(record, cancelled[record.id])
    return record


def _age(version: KeptVersion) -> tuple[int, int, str]:
    return version.revision, version.content, version.day.isoformat()
