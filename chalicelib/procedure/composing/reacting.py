"""
4.4 «para ver cómo fue recibida la publicación»: the networks' own counts of reactions, shares and views.

In tables of their own beside those of the comments: what no network tells shows as «—», for it is no nought. Where none tells
anything there is no table, and the report's notes say so.
"""

from collections.abc import Iterable

from chalicelib.domain.period_report import PeriodReport, Row
from chalicelib.domain.report_document import Cell, Column, Table, Unit
from chalicelib.domain.totals import Totals
from chalicelib.procedure.composing.columns import text
from chalicelib.texts_es import report_document as texts

_TOLD = (Column(texts.POSTS_TOLD), *(Column(title) for title in texts.REACTIONS.values()))


def of_publications(report: PeriodReport) -> tuple[Table, ...]:
    """Give the table of each publication, where any reaction is on record."""
    rows = tuple((row.name, row.on, *_told(row.totals)) for row in report.publications)
    columns = (text(texts.PUBLICATION), Column(texts.DAY, Unit.DAY), *_TOLD)
    return _table(report, texts.REACTIONS_OF_PUBLICATIONS, columns, rows, (texts.TOTAL, ""))


def of_campaigns(report: PeriodReport) -> tuple[Table, ...]:
    """Give the table of each campaign, where any reaction is on record; a post may be of none, so there is no total."""
    return _table(report, texts.REACTIONS_OF_CAMPAIGNS, (text(texts.CAMPAIGN), *_TOLD), _named(report.campaigns))


def of_networks(report: PeriodReport) -> tuple[Table, ...]:
    """Give the table of each network, where any reaction is on record."""
    columns = (text(texts.NETWORK), *_TOLD)
    return _table(report, texts.REACTIONS_OF_NETWORKS, columns, _named(report.networks), (texts.TOTAL,))


def _table(
    report: PeriodReport,
    title: str,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    total: tuple[Cell, ...] = (),
) -> tuple[Table, ...]:
    if not report.total.reactions:
        return ()
    return (Table(title, columns, rows, (*total, *_told(report.total)) if total else None),)


def _named(rows: Iterable[Row]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((row.name, *_told(row.totals)) for row in rows)


def _told(totals: Totals) -> tuple[Cell, ...]:
    told = totals.reactions
    return (told.get("counted", 0), *(told.get(what) for what in texts.REACTIONS))
