"""
The report as CSV (`ports.ReportWriter`): one line a figure set, for a spreadsheet or a program. RFC 4180, UTF-8 with its mark.

Excel takes UTF-8 for what it is only where the file begins with the mark, and takes for a formula what begins as one, also in
quotes: such a text gets an apostrophe (`safe_cell`).
"""

import csv
import io
from collections.abc import Iterator

from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.period_report import PeriodReport, PublicationRow, Row, StepRow
from chalicelib.domain.spreadsheet_text import safe_cell
from chalicelib.domain.totals import Counts, Totals
from chalicelib.domain.visible_text import visible
from chalicelib.ports.reports import WrittenReport
from chalicelib.texts_es import figure_columns as columns
from chalicelib.texts_es import figures as texts

CSV = "csv"
_MARK = "\ufeff"


class CommaSeparatedReports:
    """Writes every table of a report below one heading: which table, key, name, campaign, first and last day, and the figures."""

    def write(self, report: PeriodReport, format: str) -> WrittenReport:  # noqa: A002 - the word of the API
        """
        Write a report as CSV.

        Raises:
            InvalidInputError: another format is wanted.
        """
        if format != CSV:
            raise InvalidInputError(texts.FORMAT_WRONG)
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([*columns.FRONT, *columns.FIGURES])
        writer.writerows(_lines(report))
        writer.writerows([columns.NOTE, "", plain(note)] for note in report.notes)
        name = f"reporte-{report.first}-{report.last}.csv"
        return WrittenReport((_MARK + file.getvalue()).encode(), "text/csv; charset=utf-8", name)


def plain(text: str) -> str:
    """Write a text so that no spreadsheet takes it for a formula, on one line."""
    return safe_cell(" ".join(visible(text).split()))


def _lines(report: PeriodReport) -> Iterator[list[str]]:
    yield _line(columns.TOTAL, "", "", "", (report.first.isoformat(), report.last.isoformat()), report.total)
    tables: tuple[tuple[str, tuple[Row, ...]], ...] = (
        (columns.STEPS[report.by], report.steps),
        (columns.NETWORK, report.networks),
        (columns.CAMPAIGN, report.campaigns),
        (columns.PUBLICATION, report.publications),
        (columns.DEPARTMENT, report.departments),
    )
    for table, rows in tables:
        for row in rows:
            campaign = (row.campaign or "") if isinstance(row, PublicationRow) else ""
            yield _line(table, row.key, row.name, campaign, _span(row), row.totals)


def _span(row: Row) -> tuple[str, str]:
    if isinstance(row, StepRow):
        return row.first.isoformat(), row.last.isoformat()
    on = row.on.isoformat() if isinstance(row, PublicationRow) and row.on else ""
    return on, on


def _line(table: str, key: str, name: str, campaign: str, span: tuple[str, str], totals: Totals) -> list[str]:
    return [table, plain(key), plain(name), plain(campaign), *span, *map(str, _figures(totals))]


def _figures(totals: Totals) -> list[object]:
    """Give the figures in the order of `columns.FIGURES`."""
    comments, cases, coverage = totals.comments, totals.cases, totals.coverage
    spreads = (cases.first_reply, cases.pull, cases.close)
    return [
        comments.count,
        comments.positive,
        comments.negative,
        comments.neutral,
        *(comments.by_kind.get(kind, 0) for kind in columns.KINDS),
        comments.edited,
        comments.deleted,
        comments.urgent,
        comments.decided_by_person,
        comments.decided_by_machine,
        comments.waiting_for_decision,
        *(comments.questions.get(how, 0) for how in columns.ANSWERS),
        totals.posts.get("live", 0),
        totals.posts.get("removed", 0),
        coverage.posts,
        coverage.counted,
        coverage.network_count,
        coverage.collected,
        coverage.gap,
        cases.count,
        cases.comments,
        cases.open,
        cases.by_state.get("closed", 0),
        cases.overdue,
        cases.closed_late,
        cases.returned,
        *(figure for spread in spreads for figure in (spread.count, *_hours(spread.median_hours, spread.p90_hours))),
        _done(totals.deliveries.get("reply", {})),
        totals.cost_usd,
        totals.reactions.get("counted", 0),
        *(totals.reactions.get(what, "") for what in columns.REACTIONS),
    ]


def _hours(*hours: float | None) -> list[object]:
    return ["" if one is None else one for one in hours]


def _done(states: Counts) -> int:
    return states.get("done", 0)
