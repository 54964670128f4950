"""The numbers a model sees: a column per bucket of pieces, then a column per feature, made by the code that classifies."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]

from chalicelib.adapters.catalogue import shipped_catalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker
from chalicelib.adapters.classifiers.embedded import features_with_subject
from chalicelib.adapters.classifiers.grams import BUCKETS, grams, of_tags
from chalicelib.adapters.classifiers.learnt import GRAM_STRENGTH, HAND, TAG_STRENGTH
from chalicelib.adapters.classifiers.normalising import Words, normalised
from chalicelib.adapters.classifiers.scoring import with_hand_scores

FEATURE_STRENGTH = 1.0
HAND_STRENGTH = 0.5
"""What the weights set by hand say is large already: a score, where a phrase is a one."""

BIAS = "bias"
BIAS_STRENGTH = 3.0
"""Large beside the other columns, so that keeping weights small hardly touches it."""


class Design:
    """The matrix of some texts, with the names of the columns that are features."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Bring every text to numbers."""
        ranker = DepartmentRanker(shipped_catalogue().attends)
        comments = [normalised(text) for text in texts]
        found = [with_hand_scores(features_with_subject(one, is_named=ranker.judge(one).named > 0)) for one in comments]
        self.names = (BIAS, *sorted({name for features in found for name in features}))
        columns = {name: BUCKETS + place for place, name in enumerate(self.names)}
        rows = [_cells(one, features, columns) for one, features in zip(comments, found, strict=True)]
        self.matrix = _matrix(rows, BUCKETS + len(self.names))


def strength(name: str) -> float:
    """Say how much a feature counts in training."""
    if name == BIAS:
        return BIAS_STRENGTH
    return HAND_STRENGTH if name.startswith(HAND) else FEATURE_STRENGTH


def _cells(comment: Words, features: dict[str, float], columns: dict[str, int]) -> list[tuple[int, float]]:
    pieces = grams(comment.words)
    each = GRAM_STRENGTH / max(1, len(pieces)) ** 0.5
    named = [(columns[name], strength(name) * value) for name, value in features.items()]
    tags = of_tags(comment.tags)
    each_tag = TAG_STRENGTH / max(1, len(tags)) ** 0.5
    told = [*((bucket, each) for bucket in pieces), *((bucket, each_tag) for bucket in tags)]
    return [*told, (columns[BIAS], BIAS_STRENGTH), *named]


def _matrix(rows: list[list[tuple[int, float]]], width: int) -> sparse.csr_matrix:
    lines = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    columns = np.array([column for row in rows for column, _ in row])
    values = np.array([value for row in rows for _, value in row])
    return sparse.csr_matrix((values, (lines, columns)), shape=(len(rows), width))
