"""The table of records (manual 7)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.records import Duty, Record


class Records(Protocol):
    """The table of records (manual 7). Every write is conditional: nothing is overwritten unseen."""

    def find(self, record_id: str) -> Record | None:
        """Give the record under an id, strongly consistent, or None."""
        ...

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        """Give the records under many ids, strongly consistent, by id; what is not there is left out."""
        ...

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        """Give everything recorded under a local day, or only what has an id that begins with a prefix such as `PUB-`."""
        ...

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        """
        Store new records and new versions together, all or none.

        `replace` takes what `evolve` returned: it is stored over the revision it was made from, as the next one. Returns
        the records as stored, with their revisions: first what was inserted, then what was replaced.

        Raises:
            RecordConflictError: an id is taken, or somebody stored a newer version meanwhile. Nothing was stored.
        """
        ...

    def insert_new(self, records: Sequence[Record]) -> set[str]:
        """Store the records whose id is free, each by itself, and give the ids stored. Safe to repeat."""
        ...

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        """Give what somebody must look at by an instant, the longest due first (P6)."""
        ...

    def waiting(self, limit: int = 500) -> list[Record]:
        """Give what waits for a person, the urgent first, then the longest waiting."""
        ...

    def on_shelf(self, owner: str, prefix: str, after: str = "", limit: int = 100) -> list[Record]:
        """
        Give what is a department's (`Record.shelf`), by its place: places that begin with a prefix and come after another.
        """
        ...

    def next_number(self, counter: str) -> int:
        """Tell the number the next `commit` with `numbered` may take: the last one taken plus one."""
        ...

    def commit_numbered(
        self, counter: str, number: int, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        """
        Commit and take a number of a counter in the same act, so that no number is lost or given twice.

        Raises:
            RecordConflictError: the number was taken meanwhile, or as in `commit`.
        """
        ...


class RecordsToFill(Protocol):
    """A table that is filled again from the archive: an empty one, or one that a restore took back."""

    def fill(self, records: Sequence[Record]) -> set[str]:
        """Store records at the revisions that they carry, each where its id is free; give the ids stored. Safe to repeat."""
        ...

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        """Give the records under many ids, strongly consistent, by id; what is not there is left out."""
        ...

    def advance(self, record: Record, *, over: int) -> None:
        """
        Store a record, at the revision that it carries, over an older revision of it.

        Raises:
            RecordConflictError: it is not at that revision (any more). Nothing was stored.
        """
        ...

    def restore_number(self, counter: str, number: int) -> None:
        """Say which number of a counter was taken last, unless the counter is that far or further. Safe to repeat."""
        ...
