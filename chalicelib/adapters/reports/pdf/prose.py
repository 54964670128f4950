"""Headings, sentences and lists of them, broken into lines."""

from collections.abc import Sequence

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.pdf.lettering import Lettering
from chalicelib.adapters.reports.pdf.paper import MARGIN, ROOM, Paper, ink
from chalicelib.domain.report_document import Tone

BODY, LEADING = 9.5, 1.36
HEADING_SIZES = {"H1": 17.0, "H2": 14.0, "H3": 10.5}
KEPT_BELOW_A_HEADING = 70.0
BULLET_INDENT = 10.0


def broken(text: str, room: float, size: float, letters: Lettering, *, is_bold: bool = False) -> list[str]:
    """Break a text into lines no wider than the room; a word that is wider is broken within."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if letters.width(longer, size, is_bold=is_bold) <= room:
            lines[-1] = longer
            continue
        pieces = _pieces(word, room, size, letters, is_bold=is_bold)
        lines = [*lines, *pieces] if lines[-1] else pieces
    return lines


def _pieces(word: str, room: float, size: float, letters: Lettering, *, is_bold: bool) -> list[str]:
    if letters.width(word, size, is_bold=is_bold) <= room:
        return [word]
    pieces, taken = [""], 0.0
    for letter in word:
        width = letters.width(letter, size, is_bold=is_bold)
        if taken + width > room and pieces[-1]:
            pieces, taken = [*pieces, ""], 0.0
        pieces[-1] += letter
        taken += width
    return pieces


def heading(paper: Paper, kind: str, text: str, *, key: str = "", below: float = KEPT_BELOW_A_HEADING) -> None:
    """Write a heading (`H1`, `H2`, `H3`) with something below it on the same sheet; with a key it is in the outline."""
    size = HEADING_SIZES[kind]
    lines = broken(text, ROOM, size, paper.letters, is_bold=True)
    paper.keep(len(lines) * size * LEADING + below)
    if key:
        paper.canvas.bookmarkPage(key, fit="XYZ", top=paper.y + 4)
        paper.canvas.addOutlineEntry(text, key, 0)
    with paper.tagged(kind):
        for line in lines:
            paper.space(size * LEADING)
            paper.write(f"{line} ", MARGIN, paper.y, size, is_bold=True)
    paper.space(size * 0.45)


def paragraph(
    paper: Paper, text: str, size: float = BODY, colour: str = colours.TEXT, left: float = MARGIN, room: float = ROOM
) -> None:
    """Write a sentence or more."""
    lines = broken(text, room, size, paper.letters)
    paper.keep(len(lines) * size * LEADING)
    with paper.tagged("P"):
        _write(paper, lines, left, size, colour)
    paper.space(size * 0.4)


def bullets(paper: Paper, sentences: Sequence[str], size: float = BODY) -> None:
    """Write sentences as a list."""
    with paper.structure.element("L"):
        for sentence in sentences:
            lines = broken(sentence, ROOM - BULLET_INDENT, size, paper.letters)
            paper.keep(len(lines) * size * LEADING)
            with paper.structure.artifact():
                paper.canvas.setFillColor(ink(colours.LIGHT[Tone.PLAIN]))
                paper.canvas.circle(MARGIN + 3, paper.y - size * 0.98, 1.6, stroke=0, fill=1)
            with paper.structure.element("LI"), paper.tagged("LBody"):
                _write(paper, lines, MARGIN + BULLET_INDENT, size, colours.TEXT)
            paper.space(size * 0.3)


def _write(paper: Paper, lines: Sequence[str], left: float, size: float, colour: str) -> None:
    for line in lines:
        paper.space(size * LEADING)
        # The space keeps words apart for who listens; it is not seen.
        paper.write(f"{line} ", left, paper.y, size, colour)
