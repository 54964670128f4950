"""Everything a report needs of one day: its cells, and what its publications are called (4.4)."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.cells import Cells
from chalicelib.domain.folding import fold_cells
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Record
from chalicelib.domain.service_times import CalendarOf

WAY_OF_COUNTING = 2
"""Raised when the same records would count otherwise: what was stored before is then counted anew."""


class PublicationFacts(BaseModel):
    """What a report says of a publication besides figures."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: str
    campaign: str | None = None


class DayFigures(BaseModel):
    """
    The figures of a day in full. `is_over` says that they were counted after the day was over: before it they are not final.

    `publications` are those whose id carries this day, with the title and the campaign they have now.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    way: int = WAY_OF_COUNTING
    is_over: bool
    cells: Cells
    publications: dict[str, PublicationFacts]

    @property
    def is_final(self) -> bool:
        """Say whether they stand as long as no record of the day changes."""
        return self.is_over and self.way == WAY_OF_COUNTING


def day_figures_of(records: Iterable[Record], calendar_of: CalendarOf, *, is_over: bool) -> DayFigures:
    """Count all records of a day. Durations are in working hours of each department's calendar as it is now."""
    given = list(records)
    publications = sorted((one for one in given if isinstance(one, Publication)), key=lambda one: one.id)
    return DayFigures(
        is_over=is_over,
        cells=fold_cells(given, calendar_of),
        publications={one.id: PublicationFacts(title=one.title, campaign=one.campaign) for one in publications},
    )
