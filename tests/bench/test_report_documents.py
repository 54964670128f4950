"""The report's files: milliseconds of processor, bytes, how both grow, and what each format costs the first time."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from time import process_time

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # it tells no types

from chalicelib.adapters.reports.page import write_page
from chalicelib.adapters.reports.pdf.document import write_pdf
from chalicelib.adapters.reports.workbook import write_workbook
from chalicelib.domain.report_document import ReportDocument
from chalicelib.procedure.composing.composer import compose
from tests import report_samples

LAMBDA_ANSWER_BYTES = 6_000_000
"""What a function may answer, as base64."""

MOST_GROWTH = 1.4
"""How much more than in proportion to its rows a report may cost: its headings and its letters cost the same in all."""

WRITERS: dict[str, Callable[[ReportDocument], bytes]] = {"html": write_page, "xlsx": write_workbook, "pdf": write_pdf}
IMPORTING = "import time; began = time.process_time(); import {module}; print(time.process_time() - began)"


def document(publications: int, days: int) -> ReportDocument:
    return compose(report_samples.report(publications=publications, days=days, comments=20, departments=34))


def measured(write: Callable[[ReportDocument], bytes], given: ReportDocument) -> tuple[float, int]:
    """Give the best milliseconds of three, and the bytes."""
    times = []
    for _ in range(3):
        began = process_time()
        size = len(write(given))
        times.append((process_time() - began) * 1_000)
    return min(times), size


@pytest.mark.parametrize("name", WRITERS)
def test_a_report_costs_in_proportion_to_its_rows(name: str) -> None:
    small, large = document(125, 274), document(500, 1096)
    (short, few), (long, many) = measured(WRITERS[name], small), measured(WRITERS[name], large)
    print(f"\n{name}: 399 rows {short:.0f} ms {few / 1e3:.0f} kB, 1,596 rows {long:.0f} ms {many / 1e3:.0f} kB")
    assert long / short <= 4 * MOST_GROWTH


@pytest.mark.parametrize("name", WRITERS)
def test_the_longest_report_is_within_what_a_function_may_answer(name: str) -> None:
    _, size = measured(WRITERS[name], compose(report_samples.three_years_by_day()))
    print(f"\n{name}: three years by day {size / 1e6:.2f} MB, in base64 {size * 4 / 3 / 1e6:.2f} MB")
    assert size * 4 / 3 <= LAMBDA_ANSWER_BYTES


def test_the_workbook_costs_at_most_twice_its_bare_cells_by_openpyxl() -> None:
    given = document(500, 1096)

    def by_openpyxl(one: ReportDocument) -> bytes:
        """Its cells alone, without a look or a chart."""
        book, file = Workbook(), BytesIO()
        for section in one.sections:
            sheet = book.create_sheet()
            for table in section.tables:
                for row in table.rows:
                    sheet.append(row)
        book.save(file)
        return file.getvalue()

    ours, _ = measured(write_workbook, given)
    theirs, _ = measured(by_openpyxl, given)
    print(f"\nworkbook: {ours:.0f} ms with looks and charts; openpyxl, cells alone, {theirs:.0f} ms")
    assert ours <= 2 * theirs


def test_the_pdf_library_is_the_one_that_starts_sooner() -> None:
    seconds = {
        module: min(
            float(
                subprocess.run(
                    [sys.executable, "-c", IMPORTING.format(module=module)], capture_output=True, check=True
                ).stdout
            )
            for _ in range(3)
        )
        for module in ("reportlab.pdfgen.canvas", "fpdf", "xlsxwriter")
    }
    print("\n" + ", ".join(f"{module} {each * 1_000:.0f} ms" for module, each in seconds.items()))
    assert seconds["reportlab.pdfgen.canvas"] < seconds["fpdf"]
