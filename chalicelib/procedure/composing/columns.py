"""The columns that tables of the report share, and how rows of figures fill them."""

from collections.abc import Iterable

from chalicelib.domain.period_report import Row
from chalicelib.domain.report_document import Cell, Column, Series, Tone, Unit
from chalicelib.domain.totals import Totals
from chalicelib.texts_es import report_document as texts

MOOD = tuple(Column(title) for title in texts.SENTIMENTS.values())
MOOD_TONES = (Tone.POSITIVE, Tone.NEUTRAL, Tone.NEGATIVE)


def moods(totals: Totals) -> tuple[Cell, ...]:
    """Give positive, neutral and negative comments, as `MOOD` has them."""
    return totals.comments.positive, totals.comments.neutral, totals.comments.negative


def mood_series(first: int) -> tuple[Series, ...]:
    """Give the series of the three moods, the first of which is in column `first`."""
    return tuple(Series(first + number, tone) for number, tone in enumerate(MOOD_TONES))


def part(count: int, whole: int) -> float | None:
    """Give a share, or None where there is nothing to be a share of."""
    return count / whole if whole else None


def posts_of(totals: Totals) -> int:
    """Count what went out, whether it is still there or was taken down."""
    return sum(totals.posts.values())


def closed_of(totals: Totals) -> int:
    """Count the cases that are open no more."""
    return totals.cases.count - totals.cases.open


def with_comments(rows: Iterable[Row]) -> list[Row]:
    """Leave out rows without a comment: a share of nothing is no reception."""
    return [row for row in rows if row.totals.comments.count]


def text(title: str) -> Column:
    """Give a column of texts."""
    return Column(title, Unit.TEXT)
