"""The records in memory. What is stored went through the same encoding as in the table."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from threading import RLock

from chalicelib.adapters.records.codec import decode, encode, first_revision, next_revision
from chalicelib.adapters.records.writes import check_together
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Duty, Record


class InMemoryRecords:
    """
    `ports.Records` without a table; safe between threads.

    `versions` lists every version ever stored, in order: what the table's stream would tell.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.versions: list[Record] = []
        self._by_id: dict[str, Record] = {}
        self._last_numbers: dict[str, int] = {}
        self._lock = RLock()
        self.insert_new(list(records))

    @property
    def all(self) -> list[Record]:
        """Give every record there is, by id."""
        return [self._by_id[record_id] for record_id in sorted(self._by_id)]

    def find(self, record_id: str) -> Record | None:
        """Give a record, or None."""
        return self._by_id.get(record_id)

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        """Give the records that are there, by id."""
        found = {record_id: self.find(record_id) for record_id in record_ids}
        return {record_id: record for record_id, record in found.items() if record is not None}

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        """Give what is recorded under a local day, by the beginning of its id."""
        return [record for record in self.all if record.partition == day.isoformat() and record.id.startswith(prefix)]

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        """Store new records and new versions together, all or none."""
        with self._lock:
            check_together([*insert, *replace])
            self._check_free(insert)
            self._check_unmoved(replace)
            stored = [*map(first_revision, insert), *map(next_revision, replace)]
            self._store(stored)
            return tuple(stored)

    def insert_new(self, records: Sequence[Record]) -> set[str]:
        """Store the records whose id is free."""
        with self._lock:
            unique = {record.id: record for record in reversed(records)}
            fresh = [record for record in reversed(unique.values()) if record.id not in self._by_id]
            self._store([first_revision(record) for record in fresh])
            return {record.id for record in fresh}

    def dispose(self, records: Sequence[Record], *, while_unmoved: Record) -> None:
        """Delete records for good, as `ports.RecordsDisposal` does."""
        with self._lock:
            check_together(records)
            if records:
                self._check_unmoved([while_unmoved, *records])
            for record in records:
                del self._by_id[record.id]

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        """Give what is due, the longest due first."""
        mine = [(record.due_at, record) for record in self.all if record.duty is duty and record.due_at]
        ripe = [(due_at, record) for due_at, record in mine if due_at <= until]
        return [record for _, record in sorted(ripe, key=lambda pair: pair[0])][:limit]

    def waiting(self, limit: int = 500) -> list[Record]:
        """Give what waits for a person, the urgent first, then the longest waiting."""
        mine = [((not one.attention.is_urgent, one.attention.since), one) for one in self.all if one.attention]
        return [record for _, record in sorted(mine, key=lambda pair: pair[0])][:limit]

    def on_shelf(self, owner: str, prefix: str, after: str = "", limit: int = 100) -> list[Record]:
        """Give what is a department's, by its place."""
        mine = [(one.shelf[1], one) for one in self.all if one.shelf and one.shelf[0] == owner]
        found = [(place, one) for place, one in mine if place.startswith(prefix) and place > prefix + after]
        return [record for _, record in sorted(found, key=lambda pair: pair[0])][:limit]

    def next_number(self, counter: str) -> int:
        """Tell the number that may be taken next."""
        return self._last_numbers.get(counter, 0) + 1

    def commit_numbered(
        self, counter: str, number: int, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        """Commit and take a number of a counter in the same act."""
        with self._lock:
            if number != self.next_number(counter):
                raise RecordConflictError(f"{counter}: {number} is not the next number")
            stored = self.commit(insert=insert, replace=replace)
            self._last_numbers[counter] = number
            return stored

    def fill(self, records: Sequence[Record]) -> set[str]:
        """Store records at the revisions that they carry (`ports.RecordsToFill`)."""
        with self._lock:
            fresh = [record for record in records if record.id not in self._by_id]
            self._store(fresh)
            return {record.id for record in fresh}

    def advance(self, record: Record, *, over: int) -> None:
        """Store a record over an older revision of it."""
        with self._lock:
            self._check_unmoved([record.model_copy(update={"revision": over})])
            self._store([record])

    def restore_number(self, counter: str, number: int) -> None:
        """Say which number of a counter was taken last."""
        with self._lock:
            self._last_numbers[counter] = max(number, self._last_numbers.get(counter, 0))

    def _check_free(self, records: Sequence[Record]) -> None:
        taken = [record.id for record in records if record.id in self._by_id]
        if taken:
            raise RecordConflictError(f"{taken} are stored already")

    def _check_unmoved(self, records: Sequence[Record]) -> None:
        for record in records:
            known = self._by_id.get(record.id)
            if known is None or known.revision != record.revision:
                raise RecordConflictError(f"{record.id} was changed, or was never stored")

    def _store(self, records: Sequence[Record]) -> None:
        items = [encode(record) for record in records]
        for item in items:
            record = decode(item)
            self._by_id[record.id] = record
            self.versions.append(record)
