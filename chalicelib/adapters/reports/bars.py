"""Lays out bars that lie: of one series with its value at the end, stacked, or as shares of a whole."""

from collections.abc import Sequence

from chalicelib.adapters.reports.cells import amount, shown
from chalicelib.adapters.reports.legends import legend
from chalicelib.adapters.reports.scales import ruled
from chalicelib.adapters.reports.shapes import (
    SMALL_SIZE,
    TEXT_SIZE,
    Anchor,
    Box,
    Drawing,
    Ink,
    Measure,
    Shape,
    Stroke,
    Words,
    wrapped,
)
from chalicelib.domain.report_document import Chart, ChartKind, Unit

ROW, BAR, GAP = 32.0, 20.0, 8.0
NAMES_SHARE = 0.4
"""How much of the width the names may take."""

LINE = 13.5
LEAST_FOR_WORDS = 6.0
"""What a part of a bar must be wider than its words by, to bear them."""


def draw_bars(chart: Chart, width: float, measure: Measure) -> Drawing:
    """Lay out a chart of bars."""
    names = [shown(cell, Unit.TEXT) for cell in chart.table.column(0)]
    values = [[amount(chart.table.rows[row][one.column]) for one in chart.series] for row in range(len(names))]
    left = min(width * NAMES_SHARE, max((measure(name, TEXT_SIZE) for name in names), default=0)) + GAP
    ends = [_end_of(chart, row, values) for row in range(len(names))]
    right = max((measure(end, TEXT_SIZE) for end in ends), default=0) + GAP
    top_shapes, top = legend(chart, width, measure)
    full = _full(chart, values)
    shapes: list[Shape] = [*top_shapes]
    for row, (name, parts) in enumerate(zip(names, values, strict=True)):
        middle = top + ROW * row + ROW / 2
        shapes += _name(name, left - GAP, middle, measure)
        whole = sum(parts) if chart.kind is ChartKind.SHARES else full
        bar, reached = _bar(chart, parts, (left, middle), (width - left - right) / (whole or 1), measure)
        shapes += bar
        shapes.append(Words(reached + GAP / 2, middle + TEXT_SIZE * 0.35, ends[row], is_bold=len(parts) == 1))
    axis = Stroke(((left, top), (left, top + ROW * len(names))))
    return Drawing(width, top + ROW * len(names) + 2, (*shapes, axis))


def _full(chart: Chart, values: Sequence[Sequence[float]]) -> float:
    largest = max((sum(parts) for parts in values), default=0)
    return largest if chart.table.columns[chart.series[0].column].unit is Unit.SHARE else ruled(largest)[-1]


def _end_of(chart: Chart, row: int, values: Sequence[Sequence[float]]) -> str:
    """Write at a bar's end what it is in all; of shares, of how many."""
    unit = chart.table.columns[chart.series[0].column].unit
    if len(chart.series) == 1:
        return shown(chart.table.rows[row][chart.series[0].column], unit)
    return shown(round(sum(values[row])) if unit is Unit.COUNT else sum(values[row]), unit)


def _name(name: str, right: float, middle: float, measure: Measure) -> list[Words]:
    lines = wrapped(name, SMALL_SIZE if measure(name, TEXT_SIZE) > right else TEXT_SIZE, right, 2, measure)
    size = TEXT_SIZE if len(lines) == 1 and measure(lines[0], TEXT_SIZE) <= right else SMALL_SIZE
    first = middle + size * 0.35 - LINE * (len(lines) - 1) / 2
    return [Words(right, first + LINE * number, line, Anchor.END, size=size) for number, line in enumerate(lines)]


def _bar(
    chart: Chart, parts: Sequence[float], at: tuple[float, float], scale: float, measure: Measure
) -> tuple[list[Shape], float]:
    """Draw the parts of one bar from left to right, and say where it ends."""
    shapes: list[Shape] = []
    left, middle = at
    for series, part in zip(chart.series, parts, strict=True):
        if part <= 0:
            continue
        shapes.append(Box(left, middle - BAR / 2, part * scale, BAR, series.tone))
        words = _inside(chart, parts, part)
        if len(parts) > 1 and measure(words, SMALL_SIZE) + LEAST_FOR_WORDS <= part * scale:
            place = left + part * scale / 2, middle + SMALL_SIZE * 0.36
            shapes.append(Words(*place, words, Anchor.MIDDLE, Ink.ON_TONE, SMALL_SIZE))
        left += part * scale
    return shapes, left


def _inside(chart: Chart, parts: Sequence[float], part: float) -> str:
    return shown(part / sum(parts), Unit.SHARE) if chart.kind is ChartKind.SHARES else shown(round(part), Unit.COUNT)
