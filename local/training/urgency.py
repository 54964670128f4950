"""
Urgency learnt beside the phrases: weights of pieces, rare ones counting more, and of features, for each urgency.

The classes are the urgencies and «nothing urgent»; what is written are the differences from the last. The bars are set on
scores of rows not learnt from, where phrases and learning together are still right often enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]

from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.normalising import Words, normalised
from chalicelib.adapters.classifiers.sounds import BUCKETS, buckets
from chalicelib.adapters.classifiers.urgency import urgency_of
from chalicelib.adapters.classifiers.urgency_weights import BIAS, FEATURES_FILE, WEIGHTS_FILE, Bars
from chalicelib.domain.classification import Urgency
from local.training.departments import rounded
from local.training.fitting import Numbers, Span, fitted
from local.training.measures import Indexes, Split

NOTHING = ""
CLASSES = (NOTHING, *map(str, Urgency))
INVERSE_PENALTY = 3.0
PIECES_STRENGTH, BIAS_STRENGTH = 5.0, 3.0
LEAST_PRECISION = 0.6
"""Of what phrases and learning flag together among ordinary comments. One too many is looked at; one missed is not."""

MOST_DOUBTFUL = 0.05
"""The part of ordinary comments, not urgent and not flagged by a phrase, that may come above the lower bar."""

_NOTICE = (
    "# Learnt by `python -m local.training.urgency_report` from data/comments; see docs/modelo-de-clasificacion.md.\n"
)

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Told:
    """A comment with its urgency, empty where there is none, and the file it is from."""

    text: str
    urgency: str
    is_ordinary: bool
    """Of the files that stand for an inbox, and not of those written to teach urgency."""


class UrgencyLearner:
    """Learns the urgency of comments. Raises ValueError where an urgency has no row."""

    def __init__(self, rows: Sequence[Told]) -> None:
        """Take rows of all classes."""
        self.labels = np.array([row.urgency for row in rows])
        if missing := set(CLASSES).difference(self.labels):
            raise ValueError(f"no row is labelled {', '.join(sorted(missing))}")
        comments = [normalised(row.text) for row in rows]
        self.by_phrase = np.array([urgency_of(one) or NOTHING for one in comments])
        self.is_urgent: Flags = self.labels != NOTHING
        self.is_ordinary: Flags = np.array([row.is_ordinary for row in rows])
        self.names, self._matrix = _matrix(comments)
        self._strengths = _strengths(self._matrix)
        self._span = Span((self._matrix @ sparse.diags(self._strengths)).tocsr())

    def weights(self, train: Indexes) -> Numbers:
        """Learn from some rows: a line per column, a column per urgency, rounded as it is written."""
        told = fitted(self._span.rows[train], list(self.labels[train]), CLASSES, INVERSE_PENALTY)
        all_columns = (self._span.columns(told) * self._strengths).T
        beside = all_columns[:, 1:] - all_columns[:, :1]
        scales, whole = rounded(beside[:BUCKETS])
        return np.concatenate([whole * scales, beside[BUCKETS:]])

    def out_of_fold(self, splits: Sequence[Split]) -> Numbers:
        """Give every row the scores of a model that has not learnt from it: a column per urgency."""
        scores = np.zeros((len(self.labels), len(Urgency)))
        for train, test in splits:
            scores[test] = self._matrix[test] @ self.weights(train)
        return scores

    def bars(self, scores: Numbers) -> Bars:
        """Set the lowest bar that keeps the precision, and the lowest that leaves persons time, on scores out of fold."""
        chance, by_phrase = chances(scores), self.by_phrase != NOTHING
        urgent = min(
            (bar for bar in np.unique(chance) if self._precision(by_phrase | (chance >= bar)) >= LEAST_PRECISION),
            default=1.0,
        )
        quiet = chance[self.is_ordinary & ~self.is_urgent & ~by_phrase]
        return Bars(float(urgent), float(min(urgent, np.quantile(quiet, 1 - MOST_DOUBTFUL))))

    def _precision(self, flagged: Flags) -> float:
        ordinary = flagged & self.is_ordinary
        return float((ordinary & self.is_urgent).sum() / max(1, ordinary.sum()))


def chances(scores: Numbers) -> Numbers:
    """Give the chance of any urgency, beside nothing, whose score is 0."""
    odds = np.exp(scores).sum(axis=1)
    return np.asarray(odds / (1 + odds))


def write_urgency(
    learner: UrgencyLearner, bars: Bars, features_file: Path = FEATURES_FILE, weights_file: Path = WEIGHTS_FILE
) -> None:
    """Learn from all rows and write both files."""
    weights = learner.weights(np.arange(len(learner.labels)))
    scales, whole = rounded(weights[:BUCKETS])
    lines = (
        ("urgencies", *map(str, Urgency)),
        ("scales", *(f"{scale:.9g}" for scale in scales)),
        ("bars", *(f"{bar:.4f}" for bar in bars)),
        *(
            (name, *(f"{weight:.4f}" for weight in row))
            for name, row in zip(learner.names, weights[BUCKETS:], strict=True)
        ),
    )
    features_file.write_text(_NOTICE + "".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    weights_file.write_bytes(whole.astype(np.int8).tobytes())


def _matrix(comments: Sequence[Words]) -> tuple[tuple[str, ...], sparse.csr_matrix]:
    """Give the names of the features, and a line per comment: a column per bucket, then one per feature."""
    found = [{BIAS: 1.0} | features_of(comment) for comment in comments]
    names = (BIAS, *sorted({name for features in found for name in features} - {BIAS}))
    columns = {name: BUCKETS + place for place, name in enumerate(names)}
    told = []
    for line, (comment, features) in enumerate(zip(comments, found, strict=True)):
        pieces = buckets(comment.words)
        each = 1 / max(1, len(pieces)) ** 0.5
        told += [(line, bucket, each) for bucket in pieces]
        told += [(line, columns[name], value) for name, value in features.items()]
    lines, places, values = zip(*told, strict=True)
    return names, sparse.csr_matrix((values, (lines, places)), shape=(len(comments), BUCKETS + len(names)))


def _strengths(matrix: sparse.csr_matrix) -> Numbers:
    """Say how much each column counts in training: a piece the more, the fewer comments have it; one in the middle as told."""
    holders = np.asarray((matrix[:, :BUCKETS] > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + matrix.shape[0]) / (1 + holders)) + 1
    even = np.sqrt((rarity**2 * holders).sum() / holders.sum())
    features = np.ones(matrix.shape[1] - BUCKETS)
    features[0] = BIAS_STRENGTH
    return np.concatenate([PIECES_STRENGTH * rarity / even, features])
