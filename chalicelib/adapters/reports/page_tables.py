"""Writes a table of the page: with its caption, and headings that a screen reader says with each cell."""

from chalicelib.adapters.reports.cells import NUMBER_UNITS, shown
from chalicelib.adapters.reports.markup import Markup, joined, tag
from chalicelib.domain.report_document import Cell, Column, Table, Unit
from chalicelib.texts_es import report_layout as texts


def table_markup(table: Table) -> Markup:
    """Write a table that can be scrolled sideways, also by the keyboard."""
    if not table.rows:
        return tag("p", f"{table.caption}: {texts.NO_ROWS}")
    head = tag("thead", tag("tr", *(_heading(column) for column in table.columns)))
    body = tag("tbody", *(_row(row, table.columns) for row in table.rows))
    foot = tag("tfoot", _row(table.totals, table.columns)) if table.totals else ""
    whole = tag("table", tag("caption", table.caption), head, body, foot)
    note = tag("p", table.note, class_="notes") if table.note else ""
    return joined(tag("div", whole, class_="scroll", role="region", tabindex="0", aria_label=table.caption), note)


def _heading(column: Column) -> Markup:
    return tag("th", column.title, scope="col", class_=_class_of(column))


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> Markup:
    cells = [
        tag("td", shown(cell, column.unit), class_=_class_of(column))
        for cell, column in zip(row[1:], columns[1:], strict=True)
    ]
    return tag("tr", tag("th", shown(row[0], columns[0].unit), scope="row"), *cells)


def _class_of(column: Column) -> str | None:
    if column.unit is Unit.DAY:
        return "d"
    return "n" if column.unit in NUMBER_UNITS else None
