"""4.2: how departments attended the cases that were referred to them."""

from chalicelib.domain.period_report import PeriodReport, Row
from chalicelib.domain.report_document import Cell, Chart, ChartKind, Column, Section, Series, Table, Tone, Unit
from chalicelib.domain.totals import Totals
from chalicelib.procedure.composing import drawing
from chalicelib.procedure.composing.columns import closed_of, text
from chalicelib.texts_es import report_document as texts

MOST_DRAWN = 8
MOST_NAMED = 3

_COLUMNS = (
    text(texts.DEPARTMENT),
    Column(texts.CASES),
    Column(texts.NEIGHBOURS),
    Column(texts.CLOSED),
    Column(texts.OPEN),
    Column(texts.OVERDUE),
    Column(texts.CLOSED_LATE),
    Column(texts.RETURNED),
    Column(texts.FIRST_REPLY, Unit.HOURS),
    Column(texts.PULL, Unit.HOURS),
    Column(texts.CLOSE, Unit.HOURS),
    Column(texts.CLOSE_P90, Unit.HOURS),
)


def departments(report: PeriodReport) -> Section:
    """Tell how each department attended."""
    ranked = sorted(report.departments, key=lambda row: (-row.totals.cases.count, row.name))
    rows = tuple(_department(row.name, row.totals) for row in ranked)
    table = Table(texts.EACH_DEPARTMENT, _COLUMNS, rows, _department(texts.TOTAL, report.total) if rows else None)
    return Section(
        texts.BY_DEPARTMENT, charts=_late(report), tables=(table,), notes=(texts.NOTE_HOURS, texts.NOTE_CASES)
    )


def departments_chart(report: PeriodReport) -> tuple[Chart, ...]:
    """Draw the cases of the departments with most of them: closed, open, overdue."""
    rows = [row for row in report.departments if row.totals.cases.count]
    named = list(zip(_short(rows), (_states(row.totals) for row in rows), strict=True))
    if not named:
        return ()
    columns = (text(texts.DEPARTMENT), Column(texts.CLOSED), Column(texts.OPEN_IN_TIME), Column(texts.OVERDUE))
    title = texts.first_departments(texts.CHART_DEPARTMENTS, "más casos", MOST_DRAWN, len(named))
    table = Table(title, columns, drawing.rows(drawing.first_of(named, MOST_DRAWN)))
    series = Series(1, Tone.POSITIVE), Series(2, Tone.NEUTRAL), Series(3, Tone.LATE)
    return (drawing.stacked(ChartKind.STACKED, title, table, series),)


def most_overdue(report: PeriodReport) -> list[tuple[str, int]]:
    """Name the departments with most overdue cases, and how many."""
    late = [(row.name, row.totals.cases.overdue) for row in report.departments if row.totals.cases.overdue]
    return sorted(late, key=lambda one: (-one[1], one[0]))[:MOST_NAMED]


def _late(report: PeriodReport) -> tuple[Chart, ...]:
    rows = [row for row in report.departments if row.totals.cases.overdue]
    named = list(zip(_short(rows), ((row.totals.cases.overdue,) for row in rows), strict=True))
    if not named:
        return ()
    columns = (text(texts.DEPARTMENT), Column(texts.OVERDUE))
    title = texts.first_departments(texts.CHART_OVERDUE, "más casos vencidos", 2 * MOST_DRAWN, len(named))
    table = Table(title, columns, drawing.rows(drawing.first_of(named, 2 * MOST_DRAWN)))
    return (drawing.bars(title, table, Tone.LATE),)


def _short(rows: list[Row]) -> list[str]:
    """Name departments shortly, unless two would then be called the same."""
    names = [texts.short_department(row.name) for row in rows]
    return names if len(set(names)) == len(names) else [row.name for row in rows]


def _states(totals: Totals) -> tuple[int, ...]:
    return closed_of(totals), totals.cases.open - totals.cases.overdue, totals.cases.overdue


def _department(name: str, totals: Totals) -> tuple[Cell, ...]:
    cases = totals.cases
    counts = (
        cases.count,
        cases.comments,
        closed_of(totals),
        cases.open,
        cases.overdue,
        cases.closed_late,
        cases.returned,
    )
    times = (
        cases.first_reply.median_hours,
        cases.pull.median_hours,
        cases.close.median_hours,
        cases.close.p90_hours,
    )
    return (name, *counts, *times)
