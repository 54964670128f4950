"""The page that the director reads on Monday: what was published, how it was received, what was asked, what is overdue."""

from chalicelib.domain.period_report import NO_PUBLICATION, REST, PeriodReport, PublicationRow
from chalicelib.domain.report_document import Highlight, Section, Unit
from chalicelib.procedure.composing.asked import kinds_chart
from chalicelib.procedure.composing.attention import departments_chart, most_overdue
from chalicelib.procedure.composing.columns import closed_of, part, posts_of
from chalicelib.procedure.composing.reception import by_network_chart
from chalicelib.procedure.composing.time_steps import steps_chart
from chalicelib.texts_es import report_document as texts
from chalicelib.texts_es import report_numbers

FEW_COMMENTS = 10
"""Fewer say nothing of how a publication was received."""


def summary(report: PeriodReport) -> Section:
    """Tell the period in a few sentences and at most four charts."""
    charts = (
        *by_network_chart(report),
        *kinds_chart(report),
        *departments_chart(report),
        *steps_chart(report),
    )
    heading = texts.in_one_page(report_numbers.period(report.first, report.last))
    return Section(heading, tuple(_sentences(report)), charts)


def highlights(report: PeriodReport) -> tuple[Highlight, ...]:
    """Give the six figures of the first page."""
    if report.cut.department is not None:
        return _of_department(report)
    return (*_of_posts(report), *_of_cases(report), _waiting(report))


def _of_posts(report: PeriodReport) -> tuple[Highlight, ...]:
    posts, comments = posts_of(report.total), report.total.comments
    networks = [(row.name, posts_of(row.totals)) for row in report.networks if posts_of(row.totals)]
    felt = texts.shares(comments.positive, comments.negative, comments.neutral) if comments.count else texts.NO_COMMENTS
    return (
        Highlight(texts.PUBLISHED, posts, texts.on_networks(networks) if networks else texts.NOTHING_PUBLISHED),
        Highlight(texts.RECEIVED, comments.count, _asked(report) or texts.NO_COMMENTS),
        Highlight(texts.POSITIVE, part(comments.positive, comments.count), felt, Unit.SHARE),
    )


def _of_cases(report: PeriodReport) -> tuple[Highlight, ...]:
    cases, late = report.total.cases, most_overdue(report)
    so_far = texts.open_and_closed(closed_of(report.total), cases.open) if cases.count else texts.NO_CASES
    overdue = texts.most_overdue(*late[0]) if late else texts.NOTHING_LATE
    if late and report.cut.department is not None:
        overdue = texts.LATE_SAID
    return (
        Highlight(texts.REFERRED, cases.count, so_far),
        Highlight(texts.LATE, cases.overdue, overdue, is_alert=cases.overdue > 0),
    )


def _waiting(report: PeriodReport) -> Highlight:
    count = report.total.waiting_for_a_person
    return Highlight(texts.WAITING, count, texts.WAITS if count else texts.NOBODY_WAITS, is_alert=count > 0)


def _of_department(report: PeriodReport) -> tuple[Highlight, ...]:
    """A department's report has its cases and its times: no comment is a department's before it is a case."""
    cases = report.total.cases
    return (
        *_of_cases(report),
        Highlight(texts.NEIGHBOURS, cases.comments, texts.NEIGHBOURS_SAID),
        Highlight(texts.MEDIAN_REPLY, cases.first_reply.median_hours, texts.MEDIAN_SAID, Unit.HOURS),
        Highlight(texts.MEDIAN_PULL, cases.pull.median_hours, texts.MEDIAN_SAID, Unit.HOURS),
        Highlight(texts.MEDIAN_CLOSE, cases.close.median_hours, texts.MEDIAN_SAID, Unit.HOURS),
    )


def _asked(report: PeriodReport) -> str:
    said = texts.asked(report.total.comments.by_kind)
    return f"{said}." if said else ""


def _sentences(report: PeriodReport) -> list[str]:
    comments, cases = report.total.comments, report.total.cases
    moods = comments.positive, comments.negative, comments.neutral
    said = [] if report.cut.department is not None else [texts.reception(posts_of(report.total), *moods)]
    said += _extremes(report)
    asked = texts.asked(comments.by_kind)
    if asked:
        said.append(texts.petitions(asked, cases.count, sum(row.totals.cases.count > 0 for row in report.departments)))
    if cases.overdue:
        said.append(texts.overdue(cases.overdue, [texts.named_count(*one) for one in most_overdue(report)]))
    return said


def _extremes(report: PeriodReport) -> list[str]:
    """Name the publication received best and the one received worst, among those that many enough commented."""
    rows = [row for row in report.publications if row.key not in {NO_PUBLICATION, REST}]
    judged = [row for row in rows if row.totals.comments.count >= FEW_COMMENTS]
    if len(judged) < 2:  # noqa: PLR2004 - a best and a worst
        return []
    best = max(judged, key=lambda row: (_share(row, row.totals.comments.positive), row.totals.comments.count, row.key))
    worst = max(judged, key=lambda row: (_share(row, row.totals.comments.negative), row.totals.comments.count, row.key))
    good, bad = best.totals.comments, worst.totals.comments
    said = [texts.best_received(best.name, good.positive, good.count)] if good.positive else []
    return [*said, texts.worst_received(worst.name, bad.negative, bad.count)] if bad.negative else said


def _share(row: PublicationRow, count: int) -> float:
    return count / row.totals.comments.count
