"""
Writes the report as a workbook (XLSX): a first sheet that says the period, one for the charts, one for each part of the details.

Numbers are numbers and dates are dates, so that they can be reckoned with. There is no formula in it: a text that begins with
=, +, - or @ is a text (what somebody wrote must not run on the director's machine).
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from chalicelib.adapters.reports import colours, workbook_charts
from chalicelib.adapters.reports.sheets import Placed, SheetWriter
from chalicelib.adapters.reports.workbook_looks import Looks
from chalicelib.adapters.reports.workbook_summary import write_summary
from chalicelib.domain.report_document import Chart, ReportDocument, Section, Table
from chalicelib.texts_es import report_layout as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
MAX_SHEET_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
ROW_PIXELS = 20
CHART_COLUMNS, CHART_COLUMN_WIDTH = 5, 18
"""How many columns lie below a chart: the next one begins behind them."""


def write_workbook(document: ReportDocument) -> bytes:
    """Write the workbook."""
    file = BytesIO()
    workbook = Workbook(file, OPTIONS)
    _describe(workbook, document)
    _Book(workbook, document).write()
    workbook.close()
    return file.getvalue()


def _describe(workbook: Workbook, document: ReportDocument) -> None:
    """Say in the file what it is. Its date is when the figures were counted, so that the same report is the same bytes."""
    workbook.set_properties(
        {
            "title": f"{document.title}. {document.period}",
            "subject": document.period,
            "author": document.office,
            "company": document.municipality,
            "created": document.made_at.replace(tzinfo=None),
        }
    )


class _Book:
    """A workbook on its way; tables are written before the charts that show them."""

    def __init__(self, workbook: Workbook, document: ReportDocument) -> None:
        self._workbook, self._document = workbook, document
        self._looks = Looks(workbook)
        self._placed: dict[int, Placed] = {}

    def write(self) -> None:
        document = self._document
        summary = self._sheet(texts.SUMMARY, document.title)
        drawings = self._sheet(texts.CHARTS, texts.CHARTS)
        drawings.sheet.set_column(0, 2 * CHART_COLUMNS, CHART_COLUMN_WIDTH)
        for number, section in enumerate(document.sections, 1):
            self._section(section, number)
        self._chart_tables([*document.summary.charts, *(one for part in document.sections for one in part.charts)])
        write_summary(summary, document)
        self._charts(summary, document.summary.charts)
        self._charts(drawings, [one for part in document.sections for one in part.charts])

    def _sheet(self, name: str, heading: str) -> SheetWriter:
        writer = SheetWriter(self._workbook, self._looks, name, heading)
        said = f"{self._document.municipality} · {self._document.period}".replace("&", "&&")
        writer.sheet.set_header(f"&L{said}")
        writer.sheet.set_footer(f"&L{self._document.office.replace('&', '&&')}&R{texts.page_of_workbook()}")
        return writer

    def _section(self, section: Section, number: int) -> None:
        writer = self._sheet(sheet_name(number, section.heading), section.heading)
        for sentence in (*section.sentences, *section.notes):
            writer.paragraph(sentence, font_color=colours.MUTED)
        for table in section.tables:
            writer.skip()
            self._placed[id(table)] = writer.table(table)

    def _chart_tables(self, charts: "Sequence[Chart]") -> None:
        """Write what charts show and no part lists, on a sheet of their own."""
        missing: dict[int, Table] = {
            id(chart.table): chart.table for chart in charts if chart.table.rows and id(chart.table) not in self._placed
        }
        if not missing:
            return
        writer = self._sheet(texts.CHART_KEY, texts.CHART_KEY)
        for key, table in missing.items():
            writer.skip()
            self._placed[key] = writer.table(table)

    def _charts(self, writer: SheetWriter, charts: "Sequence[Chart]") -> None:
        """Put charts below each other, in two columns."""
        drawn = [chart for chart in charts if chart.table.rows]
        for start in range(0, len(drawn), 2):
            pair = drawn[start : start + 2]
            for number, chart in enumerate(pair):
                place = writer.row, number * CHART_COLUMNS
                workbook_charts.insert(self._workbook, writer.sheet, place, chart, self._placed[id(chart.table)])
            writer.skip(max(map(workbook_charts.height_of, pair)) // ROW_PIXELS + 2)


def sheet_name(number: int, heading: str) -> str:
    """Name a sheet as Excel takes it: at most 31 characters, and none of the signs that it forbids."""
    return f"{number}. {_NOT_IN_A_NAME.sub('', heading)}"[:MAX_SHEET_NAME].strip()
