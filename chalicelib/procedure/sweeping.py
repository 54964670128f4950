"""
1.1: finds the uploads of which no notification ever came (I19), by listing the intake bucket.

Whoever lists does not read: each key whose newest version is unknown to its bulletin is handed to the queue that S3 itself
writes to, with a sequencer just above what is known of the key, so that any event that happened later still wins. Handing
over twice is harmless. Nothing is remembered between two runs; each begins at another source, so that none is left out when
the time of a run does not suffice for the whole bucket.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import chain, groupby, islice, takewhile

from chalicelib.domain import ids
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import MaterialFile
from chalicelib.domain.material_key import DEPARTMENT_SOURCE, PLAIN_SOURCES, MaterialKey, Upload, parse_key
from chalicelib.domain.sets import slot_of
from chalicelib.ports import Catalogue, Clock, IntakeFiles, ListedVersion, Records, WorkQueues

EVERY = timedelta(minutes=15)
GRACE = timedelta(minutes=10)
"""How old a version must be before its notification counts as missing."""

LOOKS_BACK = timedelta(days=14)
"""How old the newest file of a folder may be: what was handed over and failed has been set aside by then, and told."""

MAX_HANDED_OVER = 500
MAX_SECONDS = 200


def sweep_intake(
    *,
    records: Records,
    files: IntakeFiles,
    catalogue: Catalogue,
    queues: WorkQueues,
    clock: Clock,
    max_handed_over: int = MAX_HANDED_OVER,
    max_seconds: int = MAX_SECONDS,
) -> int:
    """
    Hand over every upload, and every deletion, that the records know nothing of.

    Manual 1.1. Safe to repeat. It ends after `max_handed_over` uploads or `max_seconds`; the next run goes on.

    Returns:
        How many were handed over.
    """
    began = clock.now()
    sweep = _Sweep(records, files, frozenset(catalogue.departments), began)
    handed_over = 0
    for _, folder in groupby(_all_versions(files, _first_source(catalogue, began)), key=_folder_of):
        if clock.now() - began > timedelta(seconds=max_seconds):
            break
        for upload in sweep.missing(list(folder)):
            if handed_over == max_handed_over:
                return handed_over
            queues.receive(upload)
            handed_over += 1
    return handed_over


def _first_source(catalogue: Catalogue, now: datetime) -> str:
    """Choose where this run begins: each source has its turn."""
    sources = ["", *PLAIN_SOURCES, *(f"{DEPARTMENT_SOURCE}/{department}" for department in catalogue.departments)]
    return sources[int(now.timestamp() // EVERY.total_seconds()) % len(sources)]


def _all_versions(files: IntakeFiles, begin: str) -> Iterator[ListedVersion]:
    """Go through the whole bucket, from one source to the end and then from the beginning to that source."""
    rest = takewhile(lambda listed: listed.key <= begin, files.versions("")) if begin else ()
    return chain(files.versions("", after=begin), rest)


def _folder_of(listed: ListedVersion) -> str:
    """Name the folder of a key; what lies deeper belongs to it."""
    parts = listed.key.split("/")
    depth = 4 if parts[0] == DEPARTMENT_SOURCE else 3
    return "/".join(parts[:depth]) + "/" if len(parts) > depth else listed.key


class _Sweep:
    """One run, over one folder after the other."""

    def __init__(self, records: Records, files: IntakeFiles, departments: frozenset[str], now: datetime) -> None:
        self._records = records
        self._files = files
        self._departments = departments
        self._now = now

    def missing(self, folder: list[ListedVersion]) -> Iterator[Upload]:
        """Give what the records do not know of one folder."""
        if all(self._now - listed.stored_at > LOOKS_BACK for listed in folder):
            return
        bulletin: Bulletin | None = None
        for listed in folder:
            if listed.key.endswith("/") or self._now - listed.stored_at < GRACE:
                continue
            key = self._read(listed)
            if key is None:
                yield from self._rejected(listed)
                continue
            if bulletin is None or bulletin.id != key.bulletin_id:
                bulletin = self._bulletin(key)
            yield from _unknown(listed, key, bulletin)
        if bulletin is not None:
            yield from self._vanished(folder, bulletin)

    def _read(self, listed: ListedVersion, *former: str) -> MaterialKey | None:
        """Read a key as on the day it was stored."""
        try:
            return parse_key(listed.key, today=local_day(listed.stored_at), departments=self._departments.union(former))
        except InvalidInputError:
            return None

    def _bulletin(self, key: MaterialKey) -> Bulletin | None:
        found = self._records.find(key.bulletin_id)
        return found if isinstance(found, Bulletin) else None

    def _rejected(self, listed: ListedVersion) -> Iterator[Upload]:
        """A wrong key was told to a person under the day it came; an upload in parts is dated by its first."""
        if listed.is_removal or self._now - listed.stored_at > LOOKS_BACK or self._was_received(listed):
            return
        day = local_day(listed.stored_at)
        days = (day, day + timedelta(days=1))
        if not any(self._records.find(ids.rejected_key_id(each, listed.key)) for each in days):
            yield _look_up(listed.key, None, listed.stored_at)

    def _was_received(self, listed: ListedVersion) -> bool:
        """Say whether a department sent it while it was in the catalogue."""
        key = self._read(listed, *listed.key.split("/")[1:2])
        bulletin = self._bulletin(key) if key else None
        return key is not None and bulletin is not None and slot_of(key.file, listed.key) in bulletin.files

    def _vanished(self, folder: Iterable[ListedVersion], bulletin: Bulletin) -> Iterator[Upload]:
        """Give the files that the bulletin knows and the bucket does not, and those whose second reading was lost."""
        there = {listed.key: listed for listed in folder}
        prefix = _folder_of(next(iter(there.values())))
        unread = {file.key for file in bulletin.unread}
        for known in bulletin.files.values():
            is_missing = not known.removed and known.key not in there
            # The folder's name in the other form of Unicode lies elsewhere in the listing.
            is_gone = is_missing and (known.key.startswith(prefix) or not self._is_there(known.key))
            if is_gone or known.key in unread:
                yield _look_up(known.key, known, known.stored_at)

    def _is_there(self, key: str) -> bool:
        return any(listed.key == key for listed in islice(self._files.versions(key), 1))


def _unknown(listed: ListedVersion, key: MaterialKey, bulletin: Bulletin | None) -> Iterator[Upload]:
    """Give the key if its bulletin knows something else of it than what is newest."""
    if bulletin is not None and bulletin.is_crowded:
        return
    known = bulletin.files.get(slot_of(key.file, listed.key)) if bulletin else None
    is_there = known is not None and not known.removed
    is_known = not is_there if listed.is_removal else known is not None and _is_read(known, listed)
    if not is_known:
        yield _look_up(listed.key, known, listed.stored_at)


def _is_read(known: MaterialFile, listed: ListedVersion) -> bool:
    return not known.removed and known.version_id == listed.version_id


def _look_up(key: str, known: MaterialFile | None, stored_at: datetime | None) -> Upload:
    """Ask for a key to be looked up. Right-padded, the sequencer is the next above the known one."""
    sequencer = f"{known.sequencer}1" if known else "0"
    return Upload(key=key, sequencer=sequencer, asks_bucket=True, happened_at=stored_at)
