"""
An export of records: who ordered what, and how far it is made (manual 7). The files are copies; this is the record.

P6: until every day of it has its file it is due; what cannot be made says why.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.records import Duty, Record, RecordKind
from chalicelib.texts_es import exporting as texts

MAX_EXPORT_DAYS = 31
KEPT_FOR = timedelta(days=7)
"""How long the files of an export lie ready; the bucket deletes them a week after they were made."""

LEASE = timedelta(minutes=16)
"""How long nobody else takes an export over: longer than a function may run, so whoever had it is dead."""

MAX_TRIES = 4
"""After so many tries without another day made, it is given up."""


class ExportState(StrEnum):
    """How far an export is."""

    ORDERED = "ordered"
    MADE = "made"
    FAILED = "failed"


class ExportedDay(BaseModel):
    """The file of one local day: its key, SHA-256 (hex) and bytes, and how many archived objects and records are in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    day: date
    key: str
    sha256: str
    size_bytes: int
    objects: int
    records: int


class Export(Record):
    """
    An export of a period of local days, first and last included, one ZIP for each day.

    `removed` counts what a public version leaves out, by class; `made_at` is when the last file was made.
    """

    kind: ClassVar[RecordKind] = RecordKind.EXPORT

    by: str
    first: date
    last: date
    is_public: bool = False
    why: str = ""
    state: ExportState = ExportState.ORDERED
    files: tuple[ExportedDay, ...] = ()
    removed: dict[str, int] = Field(default_factory=dict)
    tries: int = 0
    made_at: AwareDatetime | None = None

    @property
    def is_finished(self) -> bool:
        """Made, or given up."""
        return self.state is not ExportState.ORDERED

    @property
    def days(self) -> int:
        """Count the days of the period."""
        return (self.last - self.first).days + 1

    @property
    def next_day(self) -> date | None:
        """Tell the first day without a file: they are made in order."""
        return self.first + timedelta(days=len(self.files)) if len(self.files) < self.days else None

    def has_files(self, now: datetime) -> bool:
        """Say whether the files still lie ready, all of them."""
        return self.state is ExportState.MADE and self.made_at is not None and now < self.created_at + KEPT_FOR

    def claimed(self, now: datetime) -> "Export":
        """Take it to be made; who dies leaves it to be taken again."""
        return self.evolve(due_at=now + LEASE, tries=self.tries + 1)

    def with_day(self, made: ExportedDay, removed: dict[str, int], now: datetime) -> "Export":
        """Note the file of the next day, and with the last that it is made."""
        names = sorted({*self.removed, *removed})
        counts = {name: self.removed.get(name, 0) + removed.get(name, 0) for name in names}
        noted = {"files": (*self.files, made), "removed": counts, "tries": 0}
        if len(self.files) + 1 == self.days:
            return self.evolve(**noted, state=ExportState.MADE, made_at=now, due_at=None, duty=None)
        return self.evolve(**noted, due_at=now + LEASE)

    def left(self, now: datetime) -> "Export":
        """Leave the rest to the next run."""
        return self.evolve(due_at=now)

    def failed(self) -> "Export":
        """Give it up."""
        return self.evolve(state=ExportState.FAILED, due_at=None, duty=None)


def new_export(*, by: str, first: date, last: date, is_public: bool, why: str, now: datetime) -> Export:
    """
    Order an export.

    Raises:
        InvalidInputError: the period has no day, more than 31, or days that are still to come.
    """
    if not 1 <= (last - first).days + 1 <= MAX_EXPORT_DAYS or last > local_day(now):
        raise InvalidInputError(texts.export_range_wrong(MAX_EXPORT_DAYS))
    made_from = (by, first.isoformat(), last.isoformat(), str(is_public), now.isoformat())
    return Export(
        id=ids.export_id(local_day(now), *made_from),
        created_at=now,
        by=by,
        first=first,
        last=last,
        is_public=is_public,
        why=why,
        due_at=now,
        duty=Duty.EXPORT,
    )
