"""
How long each series is kept (manual 7: three years), and when a record's term is over.

A term ends with a local day, never within one. It is counted from the last thing that happened to a record, as the record itself
tells, so that what was still being attended is not disposed of by the date on which it began.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel

from chalicelib.domain.calendar import local_day
from chalicelib.domain.records import RETENTION_YEARS, Record, retention_end


@dataclass(frozen=True)
class Series:
    """
    A documentary series: the kinds of record and the folders of the archive that are its, and how many years it is kept.

    `years` None means for ever.
    """

    id: str
    name: str
    holds: frozenset[str]
    years: int | None = RETENTION_YEARS


@dataclass(frozen=True)
class RetentionRule:
    """The series, and the day from which there may be anything to dispose of. What is in no series is kept for ever."""

    since: date
    series: tuple[Series, ...]

    def series_of(self, kind: str) -> Series | None:
        """Give the series of a kind of record or of a folder of the archive."""
        return next((one for one in self.series if kind in one.holds), None)

    @property
    def shortest_years(self) -> int:
        """The shortest term of all: nothing of a day is looked at before."""
        return min((one.years for one in self.series if one.years is not None), default=RETENTION_YEARS)

    def term_of(self, record: Record, now: datetime) -> datetime | None:
        """Tell when a finished record's term is over; None for what is kept for ever."""
        series = self.series_of(record.kind)
        if series is None or series.years is None:
            return None
        return retention_end(last_day(record, now), series.years)

    def term_of_file(self, folder: str, day: date) -> datetime | None:
        """Tell when the term of a file of the archive is over that is no record's version; None for for ever."""
        series = self.series_of(folder)
        return None if series is None or series.years is None else retention_end(day, series.years)


def last_day(record: Record, now: datetime) -> date:
    """Tell the local day of the last thing that a record tells of itself, never before its own and never in the future."""
    happened = [at for at in _instants(record) if at <= now]
    return max([record.day, *map(local_day, happened)])


def _instants(value: object) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, BaseModel):
        yield from _instants(value.__dict__)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _instants(inner)
    elif isinstance(value, tuple | list | frozenset | set):
        for inner in value:
            yield from _instants(inner)
