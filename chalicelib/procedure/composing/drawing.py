"""What a chart shows: the largest rows, the others together, and one sentence for who does not see it."""

from collections.abc import Callable, Sequence

from chalicelib.domain.report_document import Cell, Chart, ChartKind, Series, Table, Tone
from chalicelib.texts_es import report_document as texts
from chalicelib.texts_es import report_numbers as numbers

Numbers = tuple[int, ...]


def largest(
    named: Sequence[tuple[str, Numbers]], most: int, rank: Callable[[Numbers], float], noun: str
) -> list[tuple[str, Numbers]]:
    """Give the rows that rank first and add the others up into one; all of them, where there is room."""
    ranked = sorted(named, key=lambda row: (-rank(row[1]), row[0]))
    if len(ranked) <= most:
        return ranked
    shown, others = ranked[: most - 1], ranked[most - 1 :]
    rest = tuple(map(sum, zip(*(values for _, values in others), strict=True)))
    return [*shown, (texts.other_rows(len(others), noun), rest)]


def first_of(named: Sequence[tuple[str, Numbers]], most: int) -> list[tuple[str, Numbers]]:
    """Give the rows that are largest, where the others together would dwarf every one of them."""
    return sorted(named, key=lambda row: (-sum(row[1]), row[0]))[:most]


def rows(named: Sequence[tuple[str, Numbers]]) -> tuple[tuple[Cell, ...], ...]:
    """Give named numbers as the rows of a table."""
    return tuple((name, *values) for name, values in named)


def bars(title: str, table: Table, tone: Tone = Tone.PLAIN) -> Chart:
    """Draw the second column of a table."""
    return stacked(ChartKind.BARS, title, table, (Series(1, tone),))


def stacked(kind: ChartKind, title: str, table: Table, series: tuple[Series, ...]) -> Chart:
    """Draw columns of a table as bars."""
    sums = [(_sum(row, series), str(row[0])) for row in table.rows]
    top, name = max(sums, default=(0, ""), key=lambda one: one[0])
    return Chart(kind, title, texts.alt_bars(title, name, numbers.number(top)), table, series)


def lines(title: str, table: Table, series: tuple[Series, ...]) -> Chart:
    """Draw columns of a table along time."""
    sums = [(_sum(row, series), str(row[0])) for row in table.rows]
    top, peak = max(sums, default=(0, ""), key=lambda one: one[0])
    ends = (sums[0][1], sums[-1][1]) if sums else ("", "")
    return Chart(ChartKind.LINES, title, texts.alt_lines(title, *ends, peak, numbers.number(top)), table, series)


def _sum(row: tuple[Cell, ...], series: tuple[Series, ...]) -> float:
    cells = [row[one.column] for one in series]
    return sum(float(cell) for cell in cells if isinstance(cell, int | float))
