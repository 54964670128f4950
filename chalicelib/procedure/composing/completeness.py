"""C05: what the networks count and what is on record of it; what could not be read is said on the first page."""

from chalicelib.domain.period_report import PeriodReport
from chalicelib.domain.report_document import Cell, Column, Section, Table
from chalicelib.domain.totals import Totals
from chalicelib.procedure.composing.columns import text
from chalicelib.texts_es import report_document as texts
from chalicelib.texts_es.figures import TIMES

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
    """Say whether all that the networks count is on record."""
    covered = report.total.coverage
    return covered.gap == 0 and covered.counted == covered.posts


def unread(report: PeriodReport) -> Section:
    """Tell what could not be read, and what else must be known beside the figures."""
    said = [note for note in report.notes if note != TIMES]
    if is_complete(report) and report.cut.department is None:
        count = report.total.coverage.network_count
        said.insert(0, texts.all_read(count) if report.total.coverage.posts else texts.NOTHING_TO_READ)
        return Section(texts.EVERYTHING_READ, tuple(said))
    return Section(texts.UNREAD, tuple(said))


def coverage(report: PeriodReport) -> Section:
    """Tell by network how complete the reading is."""
    rows = tuple(_covered(row.name, row.totals) for row in report.networks if row.totals.coverage.posts)
    table = Table(texts.EACH_COVERAGE, _COLUMNS, rows, _covered(texts.TOTAL, report.total) if rows else None)
    return Section(texts.COVERAGE, tables=(table,), notes=(texts.NOTE_GAP,))


def _covered(name: str, totals: Totals) -> tuple[Cell, ...]:
    covered = totals.coverage
    uncounted = covered.posts - covered.counted
    return (name, covered.posts, uncounted, covered.network_count, covered.collected, covered.own, covered.gap)
