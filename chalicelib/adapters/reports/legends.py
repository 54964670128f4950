"""Says above a chart which colour is what, in the order in which they are drawn."""

from chalicelib.adapters.reports.shapes import SMALL_SIZE, Box, Measure, Shape, Stroke, Words
from chalicelib.domain.report_document import Chart, ChartKind, Tone

MARK, AFTER_MARK, BETWEEN, ROW = 11.0, 5.0, 16.0, 19.0
DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 3))
"""A line's own pattern, so that colour is never all that tells one from another."""


def legend(chart: Chart, width: float, measure: Measure) -> tuple[list[Shape], float]:
    """Give the legend's shapes and where the chart may begin below; one series alone needs none."""
    if len(chart.series) < 2:  # noqa: PLR2004 - one series
        return [], 2.0
    shapes: list[Shape] = []
    left, top = 0.0, 0.0
    for number, series in enumerate(chart.series):
        title = chart.table.columns[series.column].title
        room = MARK + AFTER_MARK + measure(title, SMALL_SIZE)
        if left and left + room > width:
            left, top = 0.0, top + ROW
        shapes.append(_mark(chart.kind, left, top, series.tone, number))
        shapes.append(Words(left + MARK + AFTER_MARK, top + MARK - 0.5, title, size=SMALL_SIZE))
        left += room + BETWEEN
    return shapes, top + ROW + 2


def _mark(kind: ChartKind, left: float, top: float, tone: Tone, number: int) -> Shape:
    if kind is ChartKind.LINES:
        middle = top + MARK / 2 + 1
        return Stroke(((left, middle), (left + MARK, middle)), tone, DASHES[number % len(DASHES)])
    return Box(left, top + 1, MARK, MARK, tone)
