"""Composes the figures of a period into a document and has it written (`ports.ReportWriter`)."""

from chalicelib.domain.period_report import PeriodReport
from chalicelib.domain.report_document import ReportDocument
from chalicelib.ports import Catalogue, DocumentWriter, WrittenReport
from chalicelib.procedure.composing import asked, attention, completeness, first_page, reception, time_steps, work_done
from chalicelib.texts_es import report_document as texts
from chalicelib.texts_es import report_layout, report_numbers


class ComposedReports:
    """Reports as a person opens them. Knows the municipality's logo from its catalogue."""

    def __init__(self, documents: DocumentWriter, catalogue: Catalogue) -> None:
        self._documents = documents
        self._catalogue = catalogue

    def write(self, report: PeriodReport, format: str) -> WrittenReport:  # noqa: A002 - the word of the API
        """
        Write a report as a workbook (`xlsx`), a PDF (`pdf`) or a page (`html`).

        Raises:
            InvalidInputError: it does not write this format.
        """
        logo = self._catalogue.logo
        document = compose(report, logo.for_light if logo else b"")
        content, mime_type = self._documents.write(document, format)
        name = report_layout.file_name(report.first.isoformat(), report.last.isoformat(), format)
        return WrittenReport(content, mime_type, name)


def compose(report: PeriodReport, logo: bytes = b"") -> ReportDocument:
    """Lay out the report: the page that says it all, then the details. `logo` is a PNG for light ground."""
    return ReportDocument(
        title=texts.TITLE,
        municipality=texts.MUNICIPALITY,
        office=texts.OFFICE,
        period=report_numbers.period(report.first, report.last),
        first=report.first,
        last=report.last,
        made_at=report.counted_at,
        highlights=first_page.highlights(report),
        summary=first_page.summary(report),
        unread=completeness.unread(report),
        is_complete=completeness.is_complete(report),
        sections=(
            reception.publications(report),
            reception.campaigns(report),
            reception.networks(report),
            asked.by_kind(report),
            attention.departments(report),
            time_steps.steps(report),
            completeness.coverage(report),
            work_done.work_done(report),
        ),
        logo=logo,
    )
