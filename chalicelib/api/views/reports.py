"""The quantitative report of a period, as data or as a file (manual 4.4; policy on the quantitative report)."""

from chalicelib import bootstrap
from chalicelib.api.file_answers import FileAnswer
from chalicelib.api.report_models import ReportFormat
from chalicelib.api.requests import Request
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.period_report import PeriodReport
from chalicelib.procedure.report import report
from chalicelib.texts_es import figures as texts


def show_report(request: Request) -> PeriodReport | FileAnswer:
    """Give the quantitative report of a period: of all, or of one publication, campaign, network or department."""
    query = request.query
    found = report(
        query.first,
        query.last,
        query.by,
        query.cut,
        records=bootstrap.records(),
        catalogue=bootstrap.catalogue(),
        clock=bootstrap.clock(),
    )
    return found if query.format is ReportFormat.JSON else _as_file(found, query.format)


def _as_file(found: PeriodReport, wanted: ReportFormat) -> FileAnswer:
    writer = bootstrap.report_writer(wanted)
    if writer is None:
        raise InvalidInputError(texts.FORMAT_WRONG)
    written = writer.write(found, wanted)
    return FileAnswer(written.content, written.mime_type, written.file_name)
