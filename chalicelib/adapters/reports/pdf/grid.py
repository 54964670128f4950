"""Tables: how wide each column is, and rows that are never torn; the headings stand again on every sheet."""

from collections.abc import Sequence

from chalicelib.adapters.reports import colours
from chalicelib.adapters.reports.cells import NUMBER_UNITS, shown
from chalicelib.adapters.reports.pdf.lettering import Lettering
from chalicelib.adapters.reports.pdf.paper import MARGIN, ROOM, Paper
from chalicelib.adapters.reports.pdf.prose import broken, heading, paragraph
from chalicelib.domain.report_document import Cell, Table
from chalicelib.texts_es import report_layout as texts

SIZE, HEAD_SIZE, PAD, LINE = 7.8, 6.8, 3.0, 10.2
LEAST_NAME = 100.0
"""What the first column has at the least: it names the row."""

MOST_TEXT = 62.0

Texts = Sequence[str]


def table(paper: Paper, given: Table) -> None:
    """Write a table with its caption; a sentence where it has no rows."""
    if not given.rows:
        paragraph(paper, f"{given.caption}: {texts.NO_ROWS}", colour=colours.MUTED)
        return
    heading(paper, "H3", given.caption, below=LINE * 6)
    grid = _Grid(paper, given)
    with paper.structure.element("Table"):
        grid.head()
        for row in given.rows:
            grid.row(row)
        if given.totals:
            grid.row(given.totals, is_total=True)
    paper.space(6)
    if given.note:
        paragraph(paper, given.note, SIZE, colours.MUTED)


class _Grid:
    """One table on its way down the sheets."""

    def __init__(self, paper: Paper, given: Table) -> None:
        self._paper, self._table = paper, given
        self._is_number = [column.unit in NUMBER_UNITS for column in given.columns]
        self._titles = [column.title for column in given.columns]
        body = [self._shown(row) for row in (*given.rows, *([given.totals] if given.totals else []))]
        self._widths = widths(self._titles, body, self._is_number, paper.letters)

    def head(self, *, is_again: bool = False) -> None:
        """Write the headings; again on a further sheet they are no part of the table."""
        lines = self._lines(self._titles, HEAD_SIZE, is_bold=True)
        depth = max(map(len, lines))
        if is_again:
            with self._paper.structure.artifact():
                self._draw_all(lines, HEAD_SIZE, depth, is_head=True)
        else:
            with self._paper.structure.element("TR"):
                self._cells(lines, HEAD_SIZE, depth, is_head=True)
        self._paper.space(depth * LINE + 3)
        self._rule(colours.MUTED, 0.9)

    def row(self, cells: tuple[Cell, ...], *, is_total: bool = False) -> None:
        """Write a row, on the next sheet when it does not fit on this one."""
        lines = self._lines(self._shown(cells), SIZE, is_bold=is_total)
        depth = max(map(len, lines))
        before = self._paper.y
        self._paper.keep(depth * LINE + 6)
        if self._paper.y > before:
            self.head(is_again=True)
        if is_total:
            self._rule(colours.MUTED, 0.9)
        with self._paper.structure.element("TR"):
            self._cells(lines, SIZE, depth, is_bold=is_total)
        self._paper.space(depth * LINE + 4)
        if not is_total:
            self._rule(colours.GRID, 0.4)

    def _shown(self, row: Sequence[Cell]) -> list[str]:
        return [shown(cell, column.unit) for cell, column in zip(row, self._table.columns, strict=True)]

    def _lines(self, row: Texts, size: float, *, is_bold: bool) -> list[list[str]]:
        return [
            broken(cell, width - 2 * PAD, size, self._paper.letters, is_bold=is_bold)
            for cell, width in zip(row, self._widths, strict=True)
        ]

    def _cells(
        self, lines: list[list[str]], size: float, depth: int, *, is_head: bool = False, is_bold: bool = False
    ) -> None:
        left = MARGIN
        for number, (cell, width) in enumerate(zip(lines, self._widths, strict=True)):
            kind, scope = ("TH", "Column") if is_head else ("TH", "Row") if number == 0 else ("TD", "")
            with self._paper.tagged(kind, scope=scope):
                self._draw(cell, left, width, size, number, depth if is_head else 0, is_bold=is_bold or is_head)
            left += width

    def _draw_all(self, lines: list[list[str]], size: float, depth: int, *, is_head: bool) -> None:
        left = MARGIN
        for number, (cell, width) in enumerate(zip(lines, self._widths, strict=True)):
            self._draw(cell, left, width, size, number, depth, is_bold=is_head)
            left += width

    def _draw(
        self, cell: list[str], left: float, width: float, size: float, number: int, depth: int, *, is_bold: bool
    ) -> None:
        """Write the lines of a cell: numbers to the right; headings stand on the rule below them."""
        y = self._paper.y - LINE * (1 + max(0, depth - len(cell)))
        for line in cell:
            room = self._paper.letters.width(line, size, is_bold=is_bold)
            x = left + width - PAD - room if self._is_number[number] else left + (PAD if number else 0)
            self._paper.write(f"{line} ", x, y, size, is_bold=is_bold)
            y -= LINE

    def _rule(self, colour: str, thickness: float) -> None:
        with self._paper.structure.artifact():
            self._paper.rule(MARGIN, self._paper.y, MARGIN + sum(self._widths), colour, thickness)


def widths(titles: Texts, body: Sequence[Texts], is_number: Sequence[bool], letters: Lettering) -> list[float]:
    """Say how wide each column is: as wide as its numbers and the longest word of its title; the first has what is left."""
    found = []
    for number, title in enumerate(titles):
        words = max(letters.width(word, HEAD_SIZE, is_bold=True) for word in title.split(" "))
        cells = max(letters.width(row[number], SIZE, is_bold=True) for row in body)
        natural = max(words, cells if is_number[number] else min(cells, MOST_TEXT))
        found.append(natural + 2 * PAD + 1)
    others = sum(found[1:])
    room = ROOM - others
    if room < LEAST_NAME:
        squeeze = (ROOM - LEAST_NAME) / others
        return [LEAST_NAME, *(width * squeeze for width in found[1:])]
    full = max(letters.width(row[0], SIZE, is_bold=True) for row in body) + 2 * PAD + 1
    first = min(room, max(full, found[0]))
    return [first, *(width + (room - first) / max(1, len(found) - 1) / 3 for width in found[1:])]
