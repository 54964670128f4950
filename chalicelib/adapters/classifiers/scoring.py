"""Features weighed into probabilities: one linear model per axis, its weights in `weights.tsv`."""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from chalicelib.domain.comment import CommentKind, Sentiment

_WEIGHTS = Path(__file__).with_name("weights.tsv")
_BIAS = "bias"

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


def probabilities(features: Mapping[str, float]) -> tuple[dict[CommentKind, float], dict[Sentiment, float]]:
    """Give the probability of each kind and of each sentiment."""
    scores = _scores(features, weights())
    kinds = _softmax({kind: scores[kind] for kind in CommentKind})
    sentiments = _softmax({sentiment: scores[sentiment] for sentiment in Sentiment})
    return kinds, sentiments


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
