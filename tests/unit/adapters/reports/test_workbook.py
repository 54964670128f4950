"""The workbook, read again by openpyxl."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import islice
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]  # it tells no types

from chalicelib.adapters.reports.workbook import sheet_name
from chalicelib.domain.report_document import Cell, Table
from tests.report_samples import HOSTILE
from tests.unit.adapters.reports.written import WEEKS, document, workbook, written


def cells_of(name: str) -> list[object]:
    return [cell for sheet in workbook(name) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def rows_below(sheet: Worksheet, table: Table) -> list[tuple[object, ...]]:
    """Find a table by its caption, and give its rows."""
    [at] = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == table.caption]
    below = sheet.iter_rows(min_row=at + 2, max_col=len(table.columns), values_only=True)
    return [tuple(map(to_the_digit, row)) for row in islice(below, len(table.rows))]


def to_the_digit(value: object) -> object:
    """A workbook keeps fifteen digits of a fraction."""
    return round(value, 12) if isinstance(value, float) else value


def as_read(cell: Cell) -> object:
    if isinstance(cell, Decimal | float):
        return to_the_digit(float(cell))
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - a workbook's dates have no zone
    return "—" if cell is None else None if cell == "" else cell


@pytest.mark.parametrize("name", WEEKS)
def test_no_cell_is_a_formula_or_a_link(name: str) -> None:
    assert [cell for cell in cells_of(name) if cell.data_type == "f" or cell.hyperlink] == []  # type: ignore[attr-defined]


def test_R_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    texts = {cell.value for cell in cells_of("hostile_week")}  # type: ignore[attr-defined]
    assert {text for text in HOSTILE if text[0] in "=+-@"} <= texts


@pytest.mark.parametrize("name", WEEKS)
def test_every_table_has_the_documents_own_figures(name: str) -> None:
    for number, section in enumerate(document(name).sections, 1):
        sheet = workbook(name)[sheet_name(number, section.heading)]
        for table in section.tables:
            if table.rows:
                wanted = [tuple(map(as_read, row)) for row in table.rows]
                assert rows_below(sheet, table) == wanted


@pytest.mark.parametrize(("name", "count"), [("usual_week", 9), ("empty_week", 0)])
def test_charts_are_excels_own(name: str, count: int) -> None:
    charts = [chart for sheet in workbook(name) for chart in sheet._charts]
    assert len(charts) == count == sum(len(part.charts) for part in (document(name).summary, *document(name).sections))


def test_a_chart_shows_cells_and_has_no_figures_of_its_own() -> None:
    sheets = set(workbook("usual_week").sheetnames)
    for sheet in workbook("usual_week"):
        for chart in sheet._charts:
            for series in chart.series:
                place = series.val.numRef.f
                assert place.rsplit("!", 1)[0].strip("'") in sheets


def test_every_chart_is_described_for_who_does_not_see_it() -> None:
    with ZipFile(BytesIO(written("usual_week", "xlsx"))) as packed:
        drawings = "".join(packed.read(name).decode() for name in packed.namelist() if "drawings/drawing" in name)
    described = [chart.alt for part in (document("usual_week").summary,) for chart in part.charts]
    assert [alt for alt in described if alt.split(".")[0] not in drawings] == []


def test_what_is_printed_fits_the_paper_and_repeats_its_headings() -> None:
    book = workbook("usual_week")
    sheet = book[sheet_name(1, document("usual_week").sections[0].heading)]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (0, "landscape")
    assert sheet.print_title_rows is not None
    assert sheet.freeze_panes is not None
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_the_file_says_what_it_is_and_when_its_figures_were_counted() -> None:
    properties = workbook("usual_week").properties
    assert (
        properties.title
        == "Reporte cuantitativo de redes sociales. Semana del lunes 23 al domingo 29 de noviembre de 2026"
    )
    assert properties.created == datetime(2026, 11, 30, 14, 5)  # noqa: DTZ001 - openpyxl gives no zone


def test_a_hard_name_for_a_sheet_becomes_one_that_excel_takes() -> None:
    assert sheet_name(3, "A[b]:c*?/\\d' " + "e" * 40) == "3. Abcd " + "e" * 23
