"""Draws laid-out charts, one or two beside each other, each with its title and with a sentence for who does not see it."""

from collections.abc import Sequence

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.drawing import CHART_WIDTH, draw
from chalicelib.adapters.reports.pdf.paper import MARGIN, ROOM, Paper, ink
from chalicelib.adapters.reports.shapes import Anchor, Box, Dot, Drawing, Ink, Shape, Stroke, Words
from chalicelib.domain.report_document import Chart

GUTTER, TITLE, BELOW = 22.0, 9.0, 10.0
COLUMN = (ROOM - GUTTER) / 2
_INKS = {Ink.TEXT: colours.TEXT, Ink.MUTED: colours.MUTED, Ink.GRID: colours.GRID, Ink.ON_TONE: colours.GROUND}


def charts(paper: Paper, given: Sequence[Chart]) -> None:
    """Draw charts in two columns, those of a row on the same sheet."""
    drawn = [(chart, draw(chart, paper.letters.measure)) for chart in given if chart.table.rows]
    scale = COLUMN / CHART_WIDTH
    for start in range(0, len(drawn), 2):
        row = drawn[start : start + 2]
        height = max(drawing.height for _, drawing in row) * scale + TITLE * 2
        paper.keep(height)
        for column, (chart, drawing) in enumerate(row):
            _chart(paper, chart, drawing, MARGIN + column * (COLUMN + GUTTER), scale)
        paper.space(height + BELOW)


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
            paper.write(
                shape.text, shape.x - back, -shape.y, shape.size, _INKS[shape.ink], is_bold=shape.is_bold
            )
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
