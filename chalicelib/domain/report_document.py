"""
The report as a document, whatever it is written as: what the director reads first, then the details (4.4, the policy on the
quantitative report).

Every figure stands once, in a table; a chart shows columns of a table and has no figures of its own. So the workbook, the
PDF and the page say the same. Texts are Spanish and come ready; numbers come as numbers, and each writer shows them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from chalicelib.domain.report_text import MAX_LINE_CHARACTERS, seen


class Unit(StrEnum):
    """What a column's numbers are. A share is from 0 to 1; hours are working hours."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    HOURS = "hours"
    DAY = "day"
    DOLLARS = "dollars"


Cell = str | int | float | Decimal | date | None
"""One value; None where it is not known, or where there is nothing it could be counted of."""


class Tone(StrEnum):
    """What a series means, so that every writer gives it the same colour."""

    PLAIN = "plain"
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
    LATE = "late"
    OTHER = "other"


class ChartKind(StrEnum):
    """Bars lie, so that names can be read; a line goes along time."""

    BARS = "bars"
    STACKED = "stacked"
    SHARES = "shares"
    LINES = "lines"


@dataclass(frozen=True)
class Column:
    """A column's title and what its cells are."""

    title: str
    unit: Unit = Unit.COUNT


@dataclass(frozen=True)
class Table:
    """Rows under columns; the first column names the row. `totals` is a last row that sums up, where there is one."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Show texts only as they can be seen. Raises ValueError for a row that is not as wide as the table."""
        if any(len(row) != len(self.columns) for row in (*self.rows, self.totals or self.columns)):
            raise ValueError(f"{self.caption}: a row is not as wide as its table")
        object.__setattr__(self, "rows", tuple(tuple(map(_seen, row)) for row in self.rows))

    def column(self, number: int) -> list[Cell]:
        """Give the cells of a column, without the total."""
        return [row[number] for row in self.rows]


@dataclass(frozen=True)
class Series:
    """A column of the chart's table, and what it means."""

    column: int
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Chart:
    """Columns of a table, drawn. `alt` says in one sentence what is to be seen, for who does not see it."""

    kind: ChartKind
    title: str
    alt: str
    table: Table
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        """Show names in the description only as they can be seen."""
        object.__setattr__(self, "alt", seen(self.alt, MAX_LINE_CHARACTERS))


@dataclass(frozen=True)
class Highlight:
    """One figure of the first page; `is_alert` where somebody should act on it."""

    label: str
    value: Cell
    sentence: str
    unit: Unit = Unit.COUNT
    is_alert: bool = False

    def __post_init__(self) -> None:
        """Show names in the sentence only as they can be seen."""
        object.__setattr__(self, "sentence", seen(self.sentence, MAX_LINE_CHARACTERS))


@dataclass(frozen=True)
class Section:
    """A part of the report: what it says in sentences, what it draws, what it lists, and what must be known to read it."""

    heading: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Show names in sentences only as they can be seen."""
        object.__setattr__(self, "sentences", tuple(seen(said, MAX_LINE_CHARACTERS) for said in self.sentences))


@dataclass(frozen=True)
class ReportDocument:
    """
    A whole report. `summary` is the first page: highlights, its sentences and charts; `unread` says what could not be read,
    and `is_complete` that nothing is known to be missing. `scope` says what the report is of, where it is not of everything.

    `first` and `last` are local days, `made_at` is an aware instant; `logo` is a PNG for light ground, or empty.
    """

    title: str
    municipality: str
    office: str
    period: str
    scope: str
    first: date
    last: date
    made_at: datetime
    highlights: tuple[Highlight, ...]
    summary: Section
    unread: Section
    is_complete: bool
    sections: tuple[Section, ...] = ()
    logo: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        """Show a name in the scope only as it can be seen."""
        object.__setattr__(self, "scope", seen(self.scope))


def _seen(cell: Cell) -> Cell:
    return seen(cell) if isinstance(cell, str) else cell
