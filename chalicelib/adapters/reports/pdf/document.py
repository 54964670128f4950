"""Puts the PDF together: the first sheet says the period, the details follow."""

from collections.abc import Sequence

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.cells import shown
from chalicelib.adapters.reports.pdf.grid import table
from chalicelib.adapters.reports.pdf.paper import BOTTOM, MARGIN, ROOM, Paper
from chalicelib.adapters.reports.pdf.pictures import charts, first_height
from chalicelib.adapters.reports.pdf.prose import (
    BODY,
    KEPT_BELOW_A_HEADING,
    LEADING,
    broken,
    bullets,
    heading,
    paragraph,
)
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.report_document import Highlight, ReportDocument, Section, Tone
from chalicelib.texts_es import report_layout as texts
from chalicelib.texts_es import report_numbers as numbers

LOGO, TITLE = 38.0, 17.0
TILES_A_ROW, TILE_GAP, TILE_PAD = 3, 8.0, 7.0
VALUE, LABEL, SAID = 18.0, 8.5, 7.6
SAID_LINES = 2


def write_pdf(document: ReportDocument) -> bytes:
    """Write the PDF."""
    paper = Paper(document)
    _title(paper, document)
    _tiles(paper, document.highlights)
    heading(paper, "H2", document.summary.heading, key="resumen")
    bullets(paper, document.summary.sentences)
    paper.space(5)
    _unread(paper, document)
    charts(paper, document.summary.charts, shrink=True)
    for number, section in enumerate(document.sections):
        if number == 0:
            paper.turn()
        _section(paper, section, f"parte-{number}")
    moment = numbers.moment(document.made_at.astimezone(LOCAL_ZONE))
    paragraph(paper, texts.made_at(moment), 8, colours.MUTED)
    return paper.finish()


def _title(paper: Paper, document: ReportDocument) -> None:
    with paper.tagged("Figure", alt=f"{texts.LOGO}: {document.municipality}"):
        taken = paper.logo(LOGO)
    left = MARGIN + taken + (14 if taken else 0)
    with paper.tagged("H1"):
        paper.write(document.title, left, paper.y - 14, TITLE, is_bold=True)
    with paper.tagged("P"):
        paper.write(document.period, left, paper.y - 29, 10.5, is_bold=True)
    if document.scope:
        with paper.tagged("P"):
            for number, line in enumerate(broken(document.scope, ROOM - left + MARGIN, 9, paper.letters)):
                paper.write(line, left, paper.y - 41 - 11 * number, 9)
            paper.space(11 * number + 4)
    paper.space(LOGO + 8)
    with paper.structure.artifact():
        paper.rule(MARGIN, paper.y, MARGIN + ROOM, colours.LIGHT[Tone.PLAIN], 2)
    paper.space(10)


def _tiles(paper: Paper, highlights: Sequence[Highlight]) -> None:
    width = (ROOM - TILE_GAP * (TILES_A_ROW - 1)) / TILES_A_ROW
    height = TILE_PAD * 2 + LABEL + VALUE + SAID * LEADING * SAID_LINES
    with paper.structure.element("L"):
        for start in range(0, len(highlights), TILES_A_ROW):
            for column, highlight in enumerate(highlights[start : start + TILES_A_ROW]):
                _tile(paper, highlight, MARGIN + column * (width + TILE_GAP), width, height)
            paper.space(height + TILE_GAP)


def _tile(paper: Paper, highlight: Highlight, left: float, width: float, height: float) -> None:
    is_alert = highlight.is_alert
    with paper.structure.artifact():
        ground = colours.ALERT_GROUND if is_alert else colours.PANEL
        paper.box(left, paper.y - height, width, height, ground)
        paper.box(left, paper.y - height, 3, height, colours.LIGHT[Tone.LATE if is_alert else Tone.PLAIN])
    inside, top = left + TILE_PAD + 3, paper.y - TILE_PAD
    with paper.structure.element("LI"), paper.tagged("LBody"):
        paper.write(f"{highlight.label} ", inside, top - LABEL, LABEL, is_bold=True)
        value = shown(highlight.value, highlight.unit)
        colour = colours.ALERT_TEXT if is_alert else colours.TEXT
        paper.write(f"{value} ", inside, top - LABEL - VALUE, VALUE, colour, is_bold=True)
        lines = broken(highlight.sentence, width - TILE_PAD * 2 - 3, SAID, paper.letters)[:SAID_LINES]
        for number, line in enumerate(lines, 1):
            paper.write(f"{line} ", inside, top - LABEL - VALUE - number * SAID * LEADING, SAID, colours.MUTED)


def _unread(paper: Paper, document: ReportDocument) -> None:
    """Say in a box what could not be read; many sentences go on without one."""
    section = document.unread
    height = _unread_height(paper, section)
    paper.keep(height)
    if paper.y - height >= BOTTOM:
        with paper.structure.artifact():
            ground = colours.PANEL if document.is_complete else colours.ALERT_GROUND
            paper.box(MARGIN, paper.y - height, ROOM, height, ground)
            paper.box(MARGIN, paper.y - height, 3, height, colours.LIGHT[_tone_of(document)])
    with paper.tagged("H3"):
        paper.write(section.heading, MARGIN + 12, paper.y - 15, 10.5, is_bold=True)
    paper.space(19)
    for sentence in section.sentences:
        paragraph(paper, sentence, left=MARGIN + 12, room=ROOM - 24)
    paper.space(10)


def _unread_height(paper: Paper, section: Section) -> float:
    lines = [line for said in section.sentences for line in broken(said, ROOM - 24, BODY, paper.letters)]
    return 24 + len(lines) * BODY * LEADING + len(section.sentences) * BODY * 0.4


def _tone_of(document: ReportDocument) -> Tone:
    return Tone.NEUTRAL if document.is_complete else Tone.LATE


def _section(paper: Paper, section: Section, key: str) -> None:
    heading(paper, "H2", section.heading, key=key, below=max(KEPT_BELOW_A_HEADING, first_height(paper, section.charts)))
    for sentence in section.sentences:
        paragraph(paper, sentence)
    charts(paper, section.charts)
    for one in section.tables:
        table(paper, one)
    for note in section.notes:
        paragraph(paper, note, 8, colours.MUTED)
    paper.space(8)
