"""4.4 «para ver cómo fue recibida la publicación»: by publication, campaign and network."""

from collections.abc import Sequence

from chalicelib.domain.period_report import PeriodReport, PublicationRow, Row
from chalicelib.domain.report_document import Cell, Chart, ChartKind, Column, Section, Table, Unit
from chalicelib.domain.totals import Totals
from chalicelib.procedure.composing import drawing, reacting
from chalicelib.procedure.composing.columns import (
    MOOD,
    mood_series,
    moods,
    part,
    posts_of,
    text,
    with_comments,
)
from chalicelib.texts_es import network_name
from chalicelib.texts_es import report_document as texts

MOST_DRAWN = 10

_RECEIVED = (
    Column(texts.COMMENTS),
    *MOOD,
    Column(texts.SHARE_POSITIVE, Unit.SHARE),
    Column(texts.SHARE_NEGATIVE, Unit.SHARE),
)


def publications(report: PeriodReport) -> Section:
    """Tell how each publication was received."""
    columns = (text(texts.PUBLICATION), Column(texts.DAY, Unit.DAY), text(texts.NETWORKS), *_RECEIVED)
    rows = tuple(_publication(row) for row in report.publications)
    table = Table(texts.EACH_PUBLICATION, columns, rows, (texts.TOTAL, "", "", *_received(report.total)))
    chart = _moods_chart(texts.CHART_PUBLICATIONS, list(report.publications), MOST_DRAWN, "publicaciones")
    tables = (table, *reacting.of_publications(report))
    return Section(texts.BY_PUBLICATION, charts=chart, tables=tables, notes=(texts.NOTE_SHARES,))


def campaigns(report: PeriodReport) -> Section:
    """Tell how each campaign was received."""
    columns = (text(texts.CAMPAIGN), Column(texts.POSTS), *_RECEIVED)
    rows = tuple((row.name, posts_of(row.totals), *_received(row.totals)) for row in report.campaigns)
    table = Table(texts.EACH_CAMPAIGN, columns, rows)
    chart = _moods_chart(texts.CHART_CAMPAIGNS, list(report.campaigns), MOST_DRAWN, "campañas")
    return Section(texts.BY_CAMPAIGN, charts=chart, tables=(table, *reacting.of_campaigns(report)))


def networks(report: PeriodReport) -> Section:
    """Tell what went out on each network and how it was received."""
    columns = (
        text(texts.NETWORK),
        Column(texts.POSTS),
        Column(texts.REMOVED),
        *_RECEIVED,
        Column(texts.COST, Unit.DOLLARS),
    )
    rows = tuple(_network(row.name, row.totals) for row in report.networks)
    table = Table(texts.EACH_NETWORK, columns, rows, _network(texts.TOTAL, report.total))
    tables = (table, *reacting.of_networks(report))
    return Section(texts.BY_NETWORK, tables=tables, notes=(texts.NOTE_SHARES,))


def by_network_chart(report: PeriodReport) -> tuple[Chart, ...]:
    """Draw how each network received, in the manual's order."""
    return _drawn(texts.CHART_RECEPTION, [(row.name, _moods(row)) for row in with_comments(report.networks)])


def _moods_chart(title: str, rows: list[Row], most: int, noun: str) -> tuple[Chart, ...]:
    """Draw the three moods of the rows with most comments."""
    named = [(row.name, _moods(row)) for row in with_comments(rows)]
    return _drawn(title, drawing.largest(named, most, sum, noun))


def _drawn(title: str, named: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[Chart, ...]:
    """Draw moods as shares; nothing where nobody commented."""
    if not named:
        return ()
    table = Table(title, (text(texts.NAME), *MOOD), drawing.rows(named))
    return (drawing.stacked(ChartKind.SHARES, title, table, mood_series(1)),)


def _moods(row: Row) -> tuple[int, ...]:
    comments = row.totals.comments
    return comments.positive, comments.neutral, comments.negative


def _publication(row: PublicationRow) -> tuple[Cell, ...]:
    on = ", ".join(network_name(network) for network in row.networks)
    return (row.name, row.on, on, *_received(row.totals))


def _network(name: str, totals: Totals) -> tuple[Cell, ...]:
    return (name, posts_of(totals), totals.posts.get("removed", 0), *_received(totals), totals.cost_usd)


def _received(totals: Totals) -> tuple[Cell, ...]:
    count = totals.comments.count
    return (count, *moods(totals), part(totals.comments.positive, count), part(totals.comments.negative, count))
