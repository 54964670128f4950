"""Composes the figures of a period into a document and has it written (`ports.ReportWriter`)."""

from collections.abc import Iterator

from chalicelib.domain.period_report import NO_CAMPAIGN, PeriodReport
from chalicelib.domain.report_document import ReportDocument, Section
from chalicelib.ports import Catalogue, DocumentWriter, WrittenReport
from chalicelib.procedure.composing import asked, attention, completeness, first_page, reception, time_steps, work_done
from chalicelib.texts_es import network_name, report_layout, report_numbers
from chalicelib.texts_es import report_document as texts


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
        scope=scope(report),
        first=report.first,
        last=report.last,
        made_at=report.counted_at,
        highlights=first_page.highlights(report),
        summary=first_page.summary(report),
        unread=completeness.unread(report),
        is_complete=completeness.is_complete(report),
        sections=tuple(_sections(report)),
        logo=logo,
    )


def scope(report: PeriodReport) -> str:
    """Say in Spanish what the report is of; empty where it is of everything."""
    cut = report.cut
    titles = {row.key: row.name for row in report.publications}
    departments = {row.key: row.name for row in report.departments}
    parts = [
        f"la publicación {texts.quoted(titles.get(cut.publication, cut.publication))}" if cut.publication else "",
        f"la campaña {texts.quoted(cut.campaign)}" if cut.campaign else "",
        f"lo de {network_name(cut.network)}" if cut.network else "",
        f"los casos de {departments.get(cut.department, cut.department)}" if cut.department else "",
    ]
    return texts.only([part for part in parts if part])


def _sections(report: PeriodReport) -> Iterator[Section]:
    """Leave out what the report's cut has nothing to say of."""
    if report.cut.department is not None:
        yield attention.departments(report)
        yield time_steps.case_steps(report)
        return
    yield reception.publications(report)
    if any(row.key != NO_CAMPAIGN for row in report.campaigns):
        yield reception.campaigns(report)
    yield reception.networks(report)
    yield asked.by_kind(report)
    yield attention.departments(report)
    yield time_steps.steps(report)
    yield completeness.coverage(report)
    yield work_done.work_done(report)
