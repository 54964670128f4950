"""From a table of texts to the rows of a plan: the first row that is not empty is the heading."""

from collections.abc import Iterable, Iterator, Sequence

from chalicelib import texts_es
from chalicelib.adapters.documents.cleaning import readable
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import PlanRow

MAX_BYTES = 2_000_000
MAX_ROWS = 500
MAX_COLUMNS = 40
MAX_CELL_CHARACTERS = 5_000
MAX_SHEET_ROWS = 2_000
"""Rows that are looked at, the empty ones between and after the others included."""

Table = Iterable[Sequence[str]]


def plan_rows(table: Table) -> tuple[PlanRow, ...]:
    """
    Give the rows below the heading that are not empty, numbered as the sheet numbers them.

    Raises:
        InvalidInputError: there is no heading, it names a column twice or leaves one without a name, or there are too many.
    """
    rows = _filled(table)
    first = next(rows, None)
    if first is None:
        raise InvalidInputError(texts_es.PLAN_EMPTY)
    headings = _headings(first[1])
    found: list[PlanRow] = []
    for number, cells in rows:
        if len(found) == MAX_ROWS:
            raise InvalidInputError(texts_es.plan_too_many_rows(MAX_ROWS))
        found.append(PlanRow(number, _named(headings, cells, number)))
    if not found:
        raise InvalidInputError(texts_es.PLAN_EMPTY)
    return tuple(found)


def _filled(table: Table) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows in which something is written, each with its number, trimmed at the end."""
    for number, row in enumerate(table, 1):
        if number > MAX_SHEET_ROWS:
            raise InvalidInputError(texts_es.plan_too_many_rows(MAX_ROWS))
        cells = [_cell(text, number) for text in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise InvalidInputError(texts_es.plan_too_many_columns(MAX_COLUMNS))
        if cells:
            yield number, cells


def _cell(text: str, number: int) -> str:
    if len(text) > MAX_CELL_CHARACTERS:
        raise InvalidInputError(texts_es.plan_cell_too_long(number, MAX_CELL_CHARACTERS))
    return readable(text)


def _headings(cells: list[str]) -> list[str]:
    headings = [" ".join(cell.split()) for cell in cells]
    seen: set[str] = set()
    for heading in filter(None, headings):
        if heading.casefold() in seen:
            raise InvalidInputError(texts_es.plan_column_twice(heading))
        seen.add(heading.casefold())
    return headings


def _named(headings: list[str], cells: list[str], number: int) -> dict[str, str]:
    """Give a row's cells by their heading. What stands under none cannot be understood."""
    padded = headings + [""] * (len(cells) - len(headings))
    if any(cell and not heading for heading, cell in zip(padded, cells, strict=False)):
        raise InvalidInputError(texts_es.plan_cell_without_heading(number))
    return {heading: cell for heading, cell in zip(padded, cells, strict=False) if heading and cell}
