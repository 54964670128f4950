"""The period in steps of time: what was published, received and referred in each."""

from chalicelib.domain.period_report import PeriodReport, Step, StepRow
from chalicelib.domain.report_document import Cell, Chart, Column, Section, Series, Table
from chalicelib.domain.totals import Totals
from chalicelib.procedure.composing import drawing
from chalicelib.procedure.composing.columns import MOOD, mood_series, moods, posts_of, text
from chalicelib.texts_es import report_document as texts
from chalicelib.texts_es import report_numbers


def steps(report: PeriodReport) -> Section:
    """Tell each step of the period."""
    table = Table(
        texts.EACH_STEP[report.by],
        (
            text(texts.STEP_TITLES[report.by]),
            Column(texts.POSTS),
            Column(texts.COMMENTS),
            *MOOD,
            Column(texts.CASES),
            Column(texts.OVERDUE),
        ),
        tuple((texts.step_name(step.first, report.by), *_step(step.totals)) for step in report.steps),
        (texts.TOTAL, *_step(report.total)),
    )
    posts = drawing.lines(texts.CHART_POSTS[report.by], table, (Series(1),))
    is_drawn = posts_of(report.total) and len(report.steps) > 1
    return Section(texts.BY_STEP[report.by], charts=(posts,) if is_drawn else (), tables=(table,))


def case_steps(report: PeriodReport) -> Section:
    """Tell the cases of each step, where the report is of a department."""
    rows = tuple(
        (texts.step_name(step.first, report.by), step.totals.cases.count, step.totals.cases.overdue)
        for step in report.steps
    )
    total = texts.TOTAL, report.total.cases.count, report.total.cases.overdue
    columns = (text(texts.STEP_TITLES[report.by]), Column(texts.CASES), Column(texts.OVERDUE))
    return Section(texts.BY_STEP[report.by], tables=(Table(texts.EACH_STEP_CASES[report.by], columns, rows, total),))


def steps_chart(report: PeriodReport) -> tuple[Chart, ...]:
    """Draw comments along time, by how people felt; a single step is no line, nor is nothing."""
    if len(report.steps) < 2 or not report.total.comments.count:  # noqa: PLR2004 - two points make a line
        return ()
    rows = tuple((_tick(step, report), *moods(step.totals)) for step in report.steps)
    table = Table(texts.CHART_STEPS[report.by], (text(texts.STEP_TITLES[report.by]), *MOOD), rows)
    return (drawing.lines(texts.CHART_STEPS[report.by], table, mood_series(1)),)


def _tick(step: StepRow, report: PeriodReport) -> str:
    """Name a day without its month where there is but one."""
    if report.by is Step.DAY and (report.first.year, report.first.month) == (report.last.year, report.last.month):
        return report_numbers.tick_day(step.first)
    return texts.step_name(step.first, report.by)


def _step(totals: Totals) -> tuple[Cell, ...]:
    return (posts_of(totals), totals.comments.count, *moods(totals), totals.cases.count, totals.cases.overdue)
