"""Draws laid-out charts, one or two beside each other, each with its title and with a sentence for who does not see it."""

from collections.abc import Sequence

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.drawing import CHART_WIDTH, draw
from chalicelib.adapters.reports.pdf.paper import BOTTOM, MARGIN, ROOM, Paper, ink
from chalicelib.adapters.reports.shapes import Anchor, Box, Dot, Drawing, Ink, Shape, Stroke, Words
from chalicelib.domain.report_document import Chart

GUTTER, TITLE, BELOW = 22.0, 9.0, 9.0
SMALLEST = 0.75
"""How much smaller charts are drawn at the most: their words must still be read."""

COLUMN = (ROOM - GUTTER) / 2
_INKS = {Ink.TEXT: colours.TEXT, Ink.MUTED: colours.MUTED, Ink.GRID: colours.GRID, Ink.ON_TONE: colours.GROUND}


def charts(paper: Paper, given: Sequence[Chart], *, shrink: bool = False) -> None:
    """
    Draw charts in two columns, those of a row on the same sheet; one that is alone goes from margin to margin.

    With `shrink` they are drawn a little smaller where then, and only then, all of them fit on the sheet.
    """
    shown = [chart for chart in given if chart.table.rows]
    rows = [_laid_out(paper, shown[start : start + 2]) for start in range(0, len(shown), 2)]
    scale = COLUMN / CHART_WIDTH
    natural = sum(_height(row, scale) + BELOW for row in rows)
    room = paper.y - BOTTOM
    if shrink and natural * SMALLEST <= room < natural:
        scale *= room / natural
    for row in rows:
        paper.keep(_height(row, scale))
        for column, (chart, drawing) in enumerate(row):
            _chart(paper, chart, drawing, MARGIN + column * (COLUMN + GUTTER), scale)
        paper.space(_height(row, scale) + BELOW)


def first_height(paper: Paper, given: Sequence[Chart]) -> float:
    """Say how high the first row of charts is; nothing where there is none."""
    shown = [chart for chart in given if chart.table.rows][:2]
    return _height(_laid_out(paper, shown), COLUMN / CHART_WIDTH) if shown else 0.0


def _laid_out(paper: Paper, row: Sequence[Chart]) -> list[tuple[Chart, Drawing]]:
    width = CHART_WIDTH if len(row) > 1 else CHART_WIDTH * ROOM / COLUMN
    return [(chart, draw(chart, paper.letters.measure, width)) for chart in row]


def _height(row: Sequence[tuple[Chart, Drawing]], scale: float) -> float:
    return max(drawing.height for _, drawing in row) * scale + TITLE * 2


def _chart(paper: Paper, chart: Chart, drawing: Drawing, left: float, scale: float) -> None:
    with paper.tagged("Figure", alt=chart.alt):
        paper.write(chart.title, left, paper.y - TITLE, TITLE, is_bold=True)
        paper.canvas.saveState()
        paper.canvas.translate(left, paper.y - TITLE * 2)
        paper.canvas.scale(scale, scale)
        for shape in drawing.shapes:
            _shape(paper, shape)
        paper.canvas.restoreState()


def _shape(paper: Paper, shape: Shape) -> None:
    """Draw a shape; its y grows downwards, the sheet's upwards."""
    match shape:
        case Box():
            paper.box(shape.left, -shape.top - shape.height, shape.width, shape.height, colours.LIGHT[shape.tone])
        case Dot():
            paper.canvas.setFillColor(ink(colours.LIGHT[shape.tone]))
            paper.canvas.circle(shape.x, -shape.y, 2.6, stroke=0, fill=1)
        case Words():
            room = paper.letters.width(shape.text, shape.size, is_bold=shape.is_bold)
            back = {Anchor.START: 0.0, Anchor.MIDDLE: room / 2, Anchor.END: room}[shape.anchor]
            paper.write(shape.text, shape.x - back, -shape.y, shape.size, _INKS[shape.ink], is_bold=shape.is_bold)
        case Stroke():
            _stroke(paper, shape)


def _stroke(paper: Paper, shape: Stroke) -> None:
    path = paper.canvas.beginPath()
    for number, (x, y) in enumerate(shape.points):
        (path.lineTo if number else path.moveTo)(x, -y)
    paper.canvas.setStrokeColor(ink(colours.LIGHT[shape.tone] if shape.tone else colours.GRID))
    paper.canvas.setLineWidth(2.2 if shape.tone else 1)
    paper.canvas.setDash(*([list(shape.dashes)] if shape.dashes else []))
    paper.canvas.drawPath(path, stroke=1, fill=0)
    paper.canvas.setDash()
