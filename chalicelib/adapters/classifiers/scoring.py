"""
Features weighed into probabilities: one linear model per axis.

The weights set by hand (`weights.tsv`) know what nobody has written yet; what was learnt (`learnt`) takes what they say as one
feature among others, beside the pieces of the comment's words.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from chalicelib.adapters.classifiers.learnt import HAND, learnt
from chalicelib.domain.comment import CommentKind, Sentiment

_WEIGHTS = Path(__file__).with_name("weights.tsv")
_BIAS = "bias"
_NO_WORDS = "no_words"

ClassT = TypeVar("ClassT")


class Row(NamedTuple):
    """What a feature, or a combination written `a&b` or `a&!b`, says of each class."""

    feature: str
    present: frozenset[str]
    absent: frozenset[str]
    weights: tuple[float, ...]


class Table(NamedTuple):
    """The weights: the names of the classes, and a row per feature."""

    classes: tuple[str, ...]
    rows: tuple[Row, ...]


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
        kinds=_softmax({kind: scores[kind] for kind in CommentKind}),
        sentiments=_softmax({sentiment: scores[sentiment] for sentiment in Sentiment}),
        kinds_by_hand=_softmax({kind: told[HAND + kind] for kind in CommentKind}),
    )


def _by_hand(told: Mapping[str, float]) -> dict[str, float]:
    """Emoji alone say what their list says: in the posts that were learnt from they are ornament."""
    return {name: told[HAND + name] for name in weights().classes}


def with_hand_scores(features: Mapping[str, float]) -> dict[str, float]:
    """Add to the features what the weights set by hand make of them."""
    return dict(features) | {f"{HAND}{name}": score for name, score in _scores(features, weights()).items()}


def _scores(features: Mapping[str, float], table: Table) -> dict[str, float]:
    names = features.keys()
    scores = [0.0] * len(table.classes)
    for row in table.rows:
        if row.present <= names and row.absent.isdisjoint(names):
            strength = features.get(row.feature, 1.0)
            scores = [score + strength * weight for score, weight in zip(scores, row.weights, strict=True)]
    return dict(zip(table.classes, scores, strict=True))


def _softmax(scores: dict[ClassT, float]) -> dict[ClassT, float]:
    highest = max(scores.values())
    raised = {name: math.exp(score - highest) for name, score in scores.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}


@cache
def weights() -> Table:
    """Load the weights, once per process."""
    lines = _WEIGHTS.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return Table(tuple(cells[0][1:]), tuple(_row(name, numbers) for name, *numbers in cells[1:]))


def _row(name: str, numbers: list[str]) -> Row:
    parts = [part for part in name.split("&") if part != _BIAS]
    present = frozenset(part for part in parts if not part.startswith("!"))
    absent = frozenset(part[1:] for part in parts if part.startswith("!"))
    return Row(name, present, absent, tuple(map(float, numbers)))
