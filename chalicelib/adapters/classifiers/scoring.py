"""
Features weighed into probabilities: one linear model per axis.

The weights set by hand (`weights.tsv`) know what nobody has written yet; what was learnt (`learnt`) takes what they say as one
feature among others, beside the pieces of the comment's words.
"""

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from operator import mul
from pathlib import Path
from typing import NamedTuple, TypeVar

from chalicelib.adapters.classifiers.learnt import HAND, learnt
from chalicelib.adapters.classifiers.tabbed import cells_of
from chalicelib.domain.classification import CommentKind, Sentiment

_WEIGHTS = Path(__file__).with_name("weights.tsv")
_BIAS = "bias"
_NO_WORDS = "no_words"

_KINDS = tuple(CommentKind)
_SENTIMENTS = tuple(Sentiment)

ClassT = TypeVar("ClassT", bound=str)


class Row(NamedTuple):
    """What a feature, or a combination written `a&b` or `a&!b`, says of each class."""

    feature: str
    present: frozenset[str]
    absent: frozenset[str]
    weights: tuple[float, ...]


class Table(NamedTuple):
    """The weights: the names of the classes, a row per feature, and which rows each feature may call for."""

    classes: tuple[str, ...]
    rows: tuple[Row, ...]
    places: Mapping[str, Sequence[int]]
    """The places of the rows, by one of the features that each needs; `bias` where it needs none."""


class Chances(NamedTuple):
    """The probability of each kind and of each sentiment, and what the weights set by hand alone make of the kinds."""

    kinds: dict[CommentKind, float]
    sentiments: dict[Sentiment, float]
    kinds_by_hand: dict[CommentKind, float]


def chances(features: Mapping[str, float], words: Sequence[str], tags: Sequence[str] = ()) -> Chances:
    """Give the probabilities by a comment's features, its words, and its hashtags and mentions."""
    told = with_hand_scores(features)
    scores = _by_hand(told) if _NO_WORDS in features else learnt().scores(told, words, tags)
    return Chances(
        kinds=_softmax(_KINDS, [scores[kind] for kind in _KINDS]),
        sentiments=_softmax(_SENTIMENTS, [scores[sentiment] for sentiment in _SENTIMENTS]),
        kinds_by_hand=_softmax(_KINDS, [told[HAND + kind] for kind in _KINDS]),
    )


def _by_hand(told: Mapping[str, float]) -> dict[str, float]:
    """Emoji alone say what their list says: in the posts that were learnt from they are ornament."""
    return {name: told[HAND + name] for name in weights().classes}


def with_hand_scores(features: Mapping[str, float]) -> dict[str, float]:
    """Add to the features what the weights set by hand make of them."""
    table = weights()
    rows = _holding(features.keys(), table)
    strengths = [features.get(row.feature, 1.0) for row in rows]
    columns = zip(*[row.weights for row in rows], strict=True)
    scores = [sum(map(mul, strengths, column), 0.0) for column in columns]
    return {**features, **{HAND + name: score for name, score in zip(table.classes, scores, strict=True)}}


def _holding(names: AbstractSet[str], table: Table) -> list[Row]:
    """Give the rows that hold of these features, in the order of the table: sums of floats depend on it."""
    called = [place for name in (_BIAS, *names) for place in table.places.get(name, ())]
    rows = map(table.rows.__getitem__, sorted(called))
    return [row for row in rows if row.present <= names and row.absent.isdisjoint(names)]


def _softmax(names: Sequence[ClassT], scores: Sequence[float]) -> dict[ClassT, float]:
    highest = max(scores)
    raised = [math.exp(score - highest) for score in scores]
    total = sum(raised)
    return {name: value / total for name, value in zip(names, raised, strict=True)}


@cache
def weights() -> Table:
    """Load the weights, once per process."""
    cells = cells_of(_WEIGHTS)
    rows = tuple(_row(name, numbers) for name, *numbers in cells[1:])
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(min(row.present, default=_BIAS), []).append(place)
    return Table(tuple(cells[0][1:]), rows, places)


def _row(name: str, numbers: list[str]) -> Row:
    parts = [part for part in name.split("&") if part != _BIAS]
    present = frozenset(part for part in parts if not part.startswith("!"))
    absent = frozenset(part[1:] for part in parts if part.startswith("!"))
    return Row(name, present, absent, tuple(map(float, numbers)))
