"""One axis learnt: out of fold, to be measured and to know how much to believe its scores, then from all rows."""

from collections.abc import Sequence

import numpy as np

from local.training.design import Design
from local.training.fitting import Numbers, Span, fitted, sharpness
from local.training.measures import Indexes, Split
from local.training.weights_file import Axis

INVERSE_PENALTY = 1.0


class Learner:
    """Learns one axis from some of a design's rows. Raises ValueError where a class has no row."""

    def __init__(self, design: Design, chosen: Sequence[int], labels: Sequence[str], classes: Sequence[str]) -> None:
        """Take the rows that have a label on this axis."""
        if missing := set(classes).difference(labels):
            raise ValueError(f"no row is labelled {', '.join(sorted(missing))}")
        self.labels = np.array(labels)
        self.classes = tuple(classes)
        self._names = design.names
        self._span = Span(design.matrix[np.array(chosen)])

    def scores(self, train: Indexes, test: Indexes) -> Numbers:
        """Learn from some rows and give the scores of others."""
        weights = self._fitted(train)
        return np.asarray(self._span.rows[test] @ weights.T)

    def out_of_fold(self, splits: Sequence[Split]) -> Numbers:
        """Give every row the scores of a model that has not learnt from it."""
        scores = np.zeros((len(self.labels), len(self.classes)))
        for train, test in splits:
            scores[test] = self.scores(train, test)
        return scores

    def predicted(self, train: Indexes, test: Indexes) -> list[str]:
        """Learn from some rows and name the class of others."""
        return self.named(self.scores(train, test))

    def named(self, scores: Numbers) -> list[str]:
        """Name the class with the highest score."""
        return [self.classes[best] for best in scores.argmax(axis=1)]

    def axis(self, scores: Numbers) -> Axis:
        """Learn from all rows; scores out of fold say how much to believe the result."""
        weights = self._fitted(np.arange(len(self.labels)))
        factor = sharpness(scores, list(self.labels), self.classes)
        return Axis(self.classes, self._span.columns(weights), factor, self._names)

    def _fitted(self, train: Indexes) -> Numbers:
        return fitted(self._span.rows[train], list(self.labels[train]), self.classes, INVERSE_PENALTY)
