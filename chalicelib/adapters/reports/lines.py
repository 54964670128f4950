"""Lays out lines along time: days or months from left to right."""

from chalicelib.adapters.reports.cells import amount, shown
from chalicelib.adapters.reports.legends import DASHES, legend
from chalicelib.adapters.reports.scales import ruled, thinned
from chalicelib.adapters.reports.shapes import SMALL_SIZE, Anchor, Dot, Drawing, Ink, Measure, Shape, Stroke, Words
from chalicelib.domain.report_document import Chart, Series, Unit

PLOT_HEIGHT = 150.0
BELOW, ABOVE, GAP, EDGE = 20.0, 8.0, 6.0, 12.0
DOTS_UP_TO = 31
"""More points than this make a string of beads."""


class _Frame:
    """Where the plot lies, and where a value and a moment are in it."""

    def __init__(self, chart: Chart, width: float, top: float, measure: Measure) -> None:
        largest = max((amount(cell) for one in chart.series for cell in chart.table.column(one.column)), default=0)
        self.unit = chart.table.columns[chart.series[0].column].unit
        self.ticks = ruled(largest, are_whole=self.unit is Unit.COUNT)
        self.left = max(measure(shown(tick, self.unit), SMALL_SIZE) for tick in self.ticks) + GAP
        self.right, self.top, self.count = width - EDGE, top + ABOVE, len(chart.table.rows)

    @property
    def bottom(self) -> float:
        return self.top + PLOT_HEIGHT

    def x(self, number: int) -> float:
        if self.count < 2:  # noqa: PLR2004 - one point stands in the middle
            return (self.left + self.right) / 2
        return self.left + GAP + (self.right - self.left - GAP) * number / (self.count - 1)

    def y(self, value: float) -> float:
        return self.bottom - PLOT_HEIGHT * value / self.ticks[-1]


def draw_lines(chart: Chart, width: float, measure: Measure) -> Drawing:
    """Lay out a chart of lines."""
    shapes, top = legend(chart, width, measure)
    frame = _Frame(chart, width, top, measure)
    shapes += _grid(frame)
    shapes += _moments(chart, frame, measure)
    for number, series in enumerate(chart.series):
        shapes += _line(chart, series, number, frame)
    return Drawing(width, frame.bottom + BELOW, tuple(shapes))


def _grid(frame: _Frame) -> list[Shape]:
    shapes: list[Shape] = []
    for tick in frame.ticks:
        height = frame.y(tick)
        label = shown(tick, frame.unit)
        shapes.append(Stroke(((frame.left, height), (frame.right, height))))
        shapes.append(
            Words(frame.left - GAP, height + SMALL_SIZE * 0.35, label, Anchor.END, Ink.MUTED, size=SMALL_SIZE)
        )
    return shapes


def _moments(chart: Chart, frame: _Frame, measure: Measure) -> list[Shape]:
    names = [shown(cell, Unit.TEXT) for cell in chart.table.column(0)]
    widest = max((measure(name, SMALL_SIZE) for name in names), default=1) + GAP * 1.5
    kept = thinned(len(names), int((frame.right - frame.left) / widest))
    return [_moment(names[number], frame.x(number), frame, measure) for number in kept]


def _moment(name: str, x: float, frame: _Frame, measure: Measure) -> Words:
    """Write a moment below its place; the first and the last stay inside of the drawing."""
    half = measure(name, SMALL_SIZE) / 2
    middle = max(half, min(x, frame.right + EDGE - half))
    return Words(middle, frame.bottom + 16, name, Anchor.MIDDLE, Ink.MUTED, size=SMALL_SIZE)


def _line(chart: Chart, series: Series, number: int, frame: _Frame) -> list[Shape]:
    points = [(frame.x(row), frame.y(amount(cell))) for row, cell in enumerate(chart.table.column(series.column))]
    dots = [Dot(x, y, series.tone) for x, y in points] if len(points) <= DOTS_UP_TO else []
    return [Stroke(tuple(points), series.tone, DASHES[number % len(DASHES)]), *dots]
