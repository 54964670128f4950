"""One sheet of the workbook: its look, how wide its columns are, how it is printed, and tables one below another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.reports.workbook_looks import Looks
from chalicelib.domain.report_document import Cell, Column, Table, Unit
from chalicelib.texts_es import report_layout as texts
from chalicelib.texts_es import report_numbers as numbers

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME_WIDTH, TEXT_WIDTH, NUMBER_WIDTH = 46, 26, 14
LINE_POINTS = 15.0
MOST_LINES = 8
PARAGRAPH_COLUMNS, PARAGRAPH_CHARACTERS = 8, 115
LETTER_PAPER = 1


@dataclass(frozen=True)
class Placed:
    """Where a table lies: its sheet, and the rows of its first and last row of data, from 0."""

    sheet: str
    first: int
    last: int


class SheetWriter:
    """Writes down a sheet, from its first row on."""

    def __init__(self, workbook: "Workbook", looks: Looks, name: str, heading: str) -> None:
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self.looks, self.name, self.row = looks, name, 0
        self._tables = 0
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(LETTER_PAPER)
        self.sheet.set_margins(0.5, 0.5, 0.7, 0.7)
        self.sheet.fit_to_pages(1, 0)
        self.line(heading, bold=True, font_size=16)

    def line(self, text: str, **wanted: Any) -> None:
        """Write a text across the sheet."""
        self.sheet.set_row(self.row, LINE_POINTS * wanted.get("font_size", 11) / 11 + 2)
        self.sheet.write_string(self.row, 0, text, self.looks.look(**wanted))
        self.row += 1

    def paragraph(self, text: str, **wanted: Any) -> None:
        """Write a text that may need several lines, across so many columns as a sheet of paper shows."""
        look = self.looks.look(text_wrap=True, **wanted)
        self.sheet.set_row(self.row, LINE_POINTS * min(MOST_LINES, math.ceil(len(text) / PARAGRAPH_CHARACTERS)) + 2)
        self.sheet.merge_range(self.row, 0, self.row, PARAGRAPH_COLUMNS - 1, "", look)
        self.sheet.write_string(self.row, 0, text, look)
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        """Leave rows free."""
        self.row += rows

    def table(self, table: Table) -> Placed:
        """Write a table with its caption, and tell where its data lie."""
        self.line(table.caption, bold=True, font_size=12)
        for number, column in enumerate(table.columns):
            self.sheet.write_string(self.row, number, column.title, self.looks.head(column.unit))
        heading = self.row
        self.sheet.set_row(heading, LINE_POINTS * _lines([one.title for one in table.columns], table.columns) + 2)
        self.row += 1
        for row in table.rows:
            self._cells(row, table.columns)
        placed = Placed(self.name, heading + 1, self.row - 1)
        if not table.rows:
            self.line(texts.NO_ROWS, italic=True)
        if table.totals:
            self._cells(table.totals, table.columns, is_total=True)
        self._widen(table.columns)
        self._tables += 1
        if self._tables == 1 and table.rows:
            self.sheet.freeze_panes(heading + 1, 1)
            self.sheet.repeat_rows(heading)
            self.sheet.autofilter(heading, 0, placed.last, len(table.columns) - 1)
        return placed

    def _widen(self, columns: tuple[Column, ...]) -> None:
        """Give each column room; several tables of a sheet share its columns."""
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, _width(number, column))

    def _cells(self, row: tuple[Cell, ...], columns: tuple[Column, ...], *, is_total: bool = False) -> None:
        self.sheet.set_row(self.row, LINE_POINTS * _lines(row, columns) + 1)
        for number, (cell, column) in enumerate(zip(row, columns, strict=True)):
            self.put(self.row, number, cell, self.looks.cell(column.unit, is_total=is_total))
        self.row += 1

    def put(self, row: int, column: int, cell: Cell, look: "Format") -> None:
        """Write a cell as what it is: a text is never a formula, a link or a number."""
        if cell is None:
            self.sheet.write_string(row, column, numbers.NOTHING, look)
        elif isinstance(cell, str):
            self.sheet.write_string(row, column, cell, look)
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, column, cell, look)
        else:
            self.sheet.write_number(row, column, float(cell) if isinstance(cell, Decimal) else cell, look)


def _width(number: int, column: Column) -> int:
    return NAME_WIDTH if number == 0 else TEXT_WIDTH if column.unit is Unit.TEXT else NUMBER_WIDTH


def _lines(row: Sequence[Cell], columns: tuple[Column, ...]) -> int:
    """Say how many lines a row needs: not every program finds it out when it opens a file."""
    texts_of_row = [(cell, _width(number, columns[number])) for number, cell in enumerate(row) if isinstance(cell, str)]
    return min(MOST_LINES, max((math.ceil(len(cell) * 1.1 / width) for cell, width in texts_of_row), default=1) or 1)
