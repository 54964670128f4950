"""The report as files, written once for all tests, and read again by other libraries than those that wrote it."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook  # type: ignore[import-untyped]  # it tells no types
from openpyxl.workbook import Workbook  # type: ignore[import-untyped]  # it tells no types

from chalicelib.adapters.reports.writer import FileDocumentWriter
from chalicelib.domain.report_document import ReportDocument
from chalicelib.procedure.composing.composer import compose
from tests import report_samples

LOGO = (Path(report_samples.__file__).parents[1] / "chalicelib" / "catalogue" / "logo-claro.png").read_bytes()
FORMATS = ("xlsx", "pdf", "html")
WEEKS = ("empty_week", "usual_week", "hostile_week", "department_week")


@cache
def document(name: str) -> ReportDocument:
    """Compose one of the samples."""
    return compose(getattr(report_samples, name)(), LOGO)


@cache
def written(name: str, document_format: str) -> bytes:
    """Write one of the samples."""
    return FileDocumentWriter().write(document(name), document_format)[0]


@cache
def workbook(name: str) -> Workbook:
    """Read a workbook again."""
    return load_workbook(BytesIO(written(name, "xlsx")))


@cache
def pages(name: str) -> tuple[str, ...]:
    """Read the text of a PDF's pages."""
    with pypdfium2.PdfDocument(written(name, "pdf")) as pdf:
        return tuple(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
