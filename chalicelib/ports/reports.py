"""How a report becomes a file."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.period_report import PeriodReport
from chalicelib.domain.report_document import ReportDocument


@dataclass(frozen=True)
class WrittenReport:
    """A report as a file: its bytes, what they are, and under which name a person keeps it."""

    content: bytes
    mime_type: str
    file_name: str


class ReportWriter(Protocol):
    """Writes the figures of a period as a file a person opens."""

    def write(self, report: PeriodReport, format: str) -> WrittenReport:  # noqa: A002 - the word of the API
        """
        Write a report in a format (`csv`, `xlsx`, `pdf`, `html`).

        Raises:
            InvalidInputError: it does not write this format.
        """
        ...


class DocumentWriter(Protocol):
    """Writes a composed report as a file: `xlsx`, `pdf` or `html`."""

    def write(self, document: ReportDocument, document_format: str) -> tuple[bytes, str]:
        """
        Give the file and its MIME type; the same document always gives the same bytes.

        Raises:
            InvalidInputError: it does not write this format.
        """
        ...
