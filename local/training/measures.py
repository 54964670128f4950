"""Figures on rows that a model has not learnt from."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.metrics import f1_score  # type: ignore[import-untyped]
from sklearn.model_selection import StratifiedGroupKFold  # type: ignore[import-untyped]
from sklearn.pipeline import make_union  # type: ignore[import-untyped]

from local.training.fitting import Numbers, Span

SEED = 2024
FOLDS = 5
BINS = 10

Indexes = NDArray[np.int64]
Split = tuple[Indexes, Indexes]
Predictor = Callable[[Indexes, Indexes], list[str]]


def folds(labels: Sequence[str], groups: Sequence[int], seed: int = SEED) -> list[Split]:
    """Split rows five ways; a group is never on both sides."""
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    return list(splitter.split(np.zeros(len(labels)), labels, groups))


def one_source_out(sources: Sequence[str], groups: Sequence[int]) -> Iterator[tuple[str, Split]]:
    """Leave out one source after another, and from the rest what is nearly the same as one of its rows."""
    owner = np.array(sources)
    of_group = np.array(groups)
    for source in sorted(set(sources)):
        tested = np.flatnonzero(owner == source)
        rest = (owner != source) & ~np.isin(of_group, of_group[tested])
        yield source, (np.flatnonzero(rest), tested)


def f1(true: Sequence[str], found: Sequence[str], classes: Sequence[str]) -> list[float]:
    """Give F1 per class."""
    return [float(value) for value in f1_score(true, found, labels=list(classes), average=None, zero_division=0)]


def honesty(confidence: Numbers, is_right: NDArray[np.bool_]) -> float:
    """Give the expected calibration error: how far confidence is from being right, over ten bins."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == one].mean() - is_right[bins == one].mean()) * (bins == one).mean() for one in set(bins)
    ]
    return float(sum(gaps))


def baseline(
    texts: Sequence[str], labels: Sequence[str], inverse_penalty: float, *, balanced: bool = False
) -> Predictor:
    """Give what everybody would try first: TF-IDF of characters 2-5 and words 1-2, logistic regression."""
    classes = sorted(set(labels))
    ranked = ranking_baseline(texts, labels, classes, inverse_penalty, balanced=balanced)

    def predicted(train: Indexes, test: Indexes) -> list[str]:
        return [classes[best] for best in ranked(train, test).argmax(axis=1)]

    return predicted


def ranking_baseline(
    texts: Sequence[str],
    labels: Sequence[str],
    classes: Sequence[str],
    inverse_penalty: float,
    *,
    balanced: bool = False,
) -> Callable[[Indexes, Indexes], Numbers]:
    """Give the same with the probability of each class; fitted in the span of the rows, which is the same model sooner."""
    true = np.array([list(classes).index(label) for label in labels])

    def ranked(train: Indexes, test: Indexes) -> Numbers:
        vectors = make_union(
            TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True),
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        ).fit([texts[index] for index in train])
        rows = Span(vectors.transform([texts[index] for index in (*train, *test)]).tocsr()).rows
        weights = "balanced" if balanced else None
        model = LogisticRegression(C=inverse_penalty, class_weight=weights, max_iter=300, tol=1e-3)
        model.fit(rows[: len(train)], true[train])
        chances = np.zeros((len(test), len(classes)))
        chances[:, model.classes_] = model.predict_proba(rows[len(train) :])
        return chances

    return ranked
