"""
Linear models that keep their weights small, learnt from few rows with many columns.

With fewer rows than columns a model's weights lie in the space its rows span, so it is fitted there (one column per row, not
130,000) and brought back: the same model, minutes sooner.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse  # type: ignore[import-untyped]
from scipy.linalg import eigh  # type: ignore[import-untyped]
from scipy.optimize import minimize_scalar  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

Numbers = NDArray[np.float64]

_SMALLEST = 1e-8


class Span:
    """The space that the rows of a matrix span."""

    def __init__(self, matrix: sparse.csr_matrix) -> None:
        """Find the space's axes."""
        values, vectors = eigh((matrix @ matrix.T).toarray())
        kept = values > _SMALLEST * values.max()
        roots = np.sqrt(values[kept])
        self._matrix = matrix
        self._back = vectors[:, kept] / roots
        self.rows: Numbers = vectors[:, kept] * roots

    def columns(self, weights: Numbers) -> Numbers:
        """Bring weights of the space back to the columns of the matrix: a line per class."""
        return np.asarray(self._matrix.T @ (self._back @ weights.T)).T


def fitted(rows: Numbers, labels: Sequence[str], classes: Sequence[str], inverse_penalty: float) -> Numbers:
    """Give the weights, a line per class in the order asked for; every class counts alike, however many rows it has."""
    model = LogisticRegression(C=inverse_penalty, class_weight="balanced", fit_intercept=False, max_iter=500, tol=1e-3)
    model.fit(rows, labels)
    order = [list(model.classes_).index(name) for name in classes]
    return np.asarray(model.coef_[order])


def softmax(scores: Numbers) -> Numbers:
    """Turn scores into probabilities, line by line."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def sharpness(scores: Numbers, labels: Sequence[str], classes: Sequence[str]) -> float:
    """Find the factor on scores of rows not learnt from that makes their probabilities honest (temperature scaling)."""
    true = np.array([list(classes).index(label) for label in labels])
    lines = np.arange(len(true))

    def surprise(factor: float) -> float:
        return float(-np.log(softmax(scores * factor)[lines, true] + 1e-12).mean())

    return float(minimize_scalar(surprise, bounds=(0.2, 5.0), method="bounded").x)
