"""C05: what the networks count and what is on record of it; what could not be read is said on the first page."""

from chalicelib.domain.period_report import PeriodReport, Row
from chalicelib.domain.report_document import Cell, Column, Section, Table
from chalicelib.domain.totals import Totals
from chalicelib.procedure.composing.columns import text
from chalicelib.texts_es import report_document as texts

_COLUMNS = (
    text(texts.NETWORK),
    Column(texts.POSTS),
    Column(texts.NOT_COUNTED),
    Column(texts.NETWORK_COUNT),
    Column(texts.COLLECTED),
    Column(texts.OWN),
    Column(texts.GAP),
)


def is_complete(report: PeriodReport) -> bool:
    """Say whether nothing is known to be missing."""
    coverage = report.total.coverage
    return not report.notes and coverage.gap == 0 and coverage.counted == coverage.posts


def unread(report: PeriodReport) -> Section:
    """Tell what could not be read, in sentences."""
    said = [sentence for row in report.networks for sentence in _lacking(row)]
    if not said and report.total.coverage.posts:
        said = [texts.all_read(report.total.coverage.network_count)]
    heading = texts.EVERYTHING_READ if is_complete(report) else texts.UNREAD
    return Section(heading, (*said, *report.notes))


def coverage(report: PeriodReport) -> Section:
    """Tell by network how complete the reading is."""
    rows = tuple(_covered(row.name, row.totals) for row in report.networks if row.totals.coverage.posts)
    table = Table(texts.EACH_COVERAGE, _COLUMNS, rows, _covered(texts.TOTAL, report.total) if rows else None)
    return Section(texts.COVERAGE, unread(report).sentences, tables=(table,), notes=(texts.NOTE_GAP,))


def _lacking(row: Row) -> list[str]:
    covered = row.totals.coverage
    said = [texts.gap(row.name, covered.network_count, covered.collected, covered.gap)] if covered.gap > 0 else []
    uncounted = covered.posts - covered.counted
    return [*said, texts.not_counted(row.name, uncounted)] if uncounted else said


def _covered(name: str, totals: Totals) -> tuple[Cell, ...]:
    covered = totals.coverage
    uncounted = covered.posts - covered.counted
    return (name, covered.posts, uncounted, covered.network_count, covered.collected, covered.own, covered.gap)
