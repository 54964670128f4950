"""Lays out a chart once, for the page and for the PDF: the same picture in both. The workbook has charts of its own."""

from chalicelib.adapters.reports.bars import draw_bars
from chalicelib.adapters.reports.lines import draw_lines
from chalicelib.adapters.reports.shapes import Drawing, Measure
from chalicelib.domain.report_document import Chart, ChartKind

CHART_WIDTH = 420.0
"""So wide that its words can be read where two charts stand side by side on paper, and on a telephone."""


def draw(chart: Chart, measure: Measure, width: float = CHART_WIDTH) -> Drawing:
    """Lay out a chart, whose texts are as wide as `measure` says."""
    if chart.kind is ChartKind.LINES:
        return draw_lines(chart, width, measure)
    return draw_bars(chart, width, measure)
