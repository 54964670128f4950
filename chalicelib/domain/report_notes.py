"""What is not in the figures and why: Spanish sentences that belong beside every rendering of a report (C05)."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain.period_report import REST, PeriodReport
from chalicelib.texts_es import figures as texts


def notes_on(report: PeriodReport, today: date) -> tuple[str, ...]:
    """Tell what the reader must know beside the figures."""
    return tuple(_notes(report, today))


def _notes(report: PeriodReport, today: date) -> Iterator[str]:
    if report.last >= today:
        yield texts.not_over(report.last)
    if report.cut.department is not None:
        yield texts.CASES_ONLY
    else:
        yield from _reactions(report)
    yield from _coverage(report)
    if report.total.cases.count:
        yield texts.TIMES
    listed = [row for row in report.publications if row.key != REST]
    if len(listed) < len(report.publications):
        yield texts.not_listed(len(listed), report.publications[-1].count)


def _reactions(report: PeriodReport) -> Iterator[str]:
    if not report.total.reactions:
        yield texts.NO_REACTIONS
        return
    yield texts.REACTIONS
    for row in report.networks:
        unknown = row.totals.coverage.posts - row.totals.reactions.get("counted", 0)
        if unknown > 0:
            yield texts.without_reactions(row.name, unknown)


def _coverage(report: PeriodReport) -> Iterator[str]:
    for row in report.networks:
        coverage = row.totals.coverage
        if coverage.gap:
            yield texts.not_reached(row.name, coverage.gap, coverage.network_count)
        if coverage.posts > coverage.counted:
            yield texts.not_counted(row.name, coverage.posts - coverage.counted)
