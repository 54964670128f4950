"""Chooses how a report is written (`ports.DocumentWriter`). What one format needs is loaded by who asks for that format."""

from collections.abc import Callable
from importlib import import_module

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.report_document import ReportDocument
from chalicelib.texts_es import report_layout as texts

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRITERS = {
    "xlsx": ("workbook", "write_workbook", WORKBOOK_TYPE),
    "pdf": ("pdf.document", "write_pdf", "application/pdf"),
    "html": ("page", "write_page", "text/html; charset=utf-8"),
}
FORMATS = tuple(_WRITERS)


class FileDocumentWriter:
    """Writes workbooks, PDFs and pages."""

    def write(self, document: ReportDocument, document_format: str) -> tuple[bytes, str]:
        """
        Give the file and its MIME type; the same document always gives the same bytes.

        Raises:
            InvalidInputError: it does not write this format.
        """
        if document_format not in _WRITERS:
            raise InvalidInputError(texts.FORMAT_UNKNOWN)
        module, name, mime_type = _WRITERS[document_format]
        write: Callable[[ReportDocument], bytes] = getattr(import_module(f"{__package__}.{module}"), name)
        return write(document), mime_type
