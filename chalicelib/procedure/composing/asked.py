"""3.2, 4.1: what people wrote, by what they want and by how they feel, and how questions were answered."""

from chalicelib.domain.period_report import PeriodReport
from chalicelib.domain.report_document import Cell, Chart, ChartKind, Column, Section, Table
from chalicelib.procedure.composing import drawing
from chalicelib.procedure.composing.columns import MOOD, mood_series, moods, text
from chalicelib.texts_es import report_document as texts

_WORDS = ("urgent", "waiting_for_decision", "decided_by_person", "decided_by_machine", "edited", "deleted", "spam")
_NAMES = (
    "Urgentes: riesgo para la vida, violencia contra las mujeres o menores",
    "Esperan a que una persona decida qué son",
    "Clasificados por una persona",
    "Clasificados por el sistema",
    "Editados por quien los escribió",
    "Borrados en la red (queda constancia)",
    "Publicidad o repetición sin contenido",
)


def by_kind(report: PeriodReport) -> Section:
    """Tell what people want, and how they feel about it."""
    kinds = Table(
        texts.EACH_KIND,
        (text(texts.ASKED_FOR), Column(texts.ALL), *MOOD),
        tuple(_kind(report, kind, name) for kind, name in texts.KINDS.items()),
        (texts.TOTAL, report.total.comments.count, *moods(report.total)),
    )
    return Section(
        texts.BY_KIND,
        charts=_chart(report, kinds),
        tables=(kinds, _questions(report), _more(report)),
        notes=(texts.NOTE_COUNTED,),
    )


def kinds_chart(report: PeriodReport) -> tuple[Chart, ...]:
    """Draw how many wanted what."""
    counts = report.total.comments.by_kind
    table = Table(
        texts.CHART_KINDS,
        (text(texts.ASKED_FOR), Column(texts.COMMENTS)),
        tuple((name, counts.get(kind, 0)) for kind, name in texts.KINDS.items()),
    )
    return (drawing.bars(texts.CHART_KINDS, table),) if report.total.comments.count else ()


def _chart(report: PeriodReport, kinds: Table) -> tuple[Chart, ...]:
    if not report.total.comments.count:
        return ()
    return (drawing.stacked(ChartKind.STACKED, texts.CHART_FEELINGS, kinds, mood_series(2)),)


def _kind(report: PeriodReport, kind: str, name: str) -> tuple[Cell, ...]:
    counts = report.total.comments.by_kind_and_sentiment.get(kind, {})
    felt = tuple(counts.get(sentiment, 0) for sentiment in texts.SENTIMENTS)
    return (name, sum(felt), *felt)


def _questions(report: PeriodReport) -> Table:
    counts = report.total.comments.questions
    rows = tuple((name, counts[key]) for key, name in texts.ANSWERS.items() if counts.get(key))
    return Table("Cómo se respondieron las preguntas", (text(texts.WHAT), Column(texts.COUNT)), rows)


def _more(report: PeriodReport) -> Table:
    comments = report.total.comments.model_dump()
    rows = tuple((name, comments[word]) for word, name in zip(_WORDS, _NAMES, strict=True))
    return Table("Más sobre los comentarios", (text(texts.WHAT), Column(texts.COUNT)), rows)
