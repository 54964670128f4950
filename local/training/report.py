"""The table that says how good the classifier is, and the mistakes to learn from."""

from collections.abc import Sequence

import numpy as np
from sklearn.metrics import confusion_matrix  # type: ignore[import-untyped]

from chalicelib.domain.classification import CommentKind
from local.training.corpus import Row
from local.training.fitting import Numbers, softmax
from local.training.learning import Learner
from local.training.measures import SEED, Predictor, Split, f1, folds, honesty, one_source_out

WORST = 20
_SHOWN_LETTERS = 150


def show_f1(title: str, true: Sequence[str], found: Sequence[str], classes: Sequence[str]) -> None:
    """Print macro-F1, accuracy and F1 per class."""
    each = f1(true, found, classes)
    right = np.mean([one == other for one, other in zip(true, found, strict=True)])
    parts = "  ".join(f"{name} {value:.3f}" for name, value in zip(classes, each, strict=True))
    print(f"{title:<46} macro-F1 {np.mean(each):.3f}  accuracy {right:.3f}  {parts}")


def across(predictor: Predictor, size: int, splits: Sequence[Split]) -> list[str]:
    """Name every row by a model that has not learnt from it."""
    found = [""] * size
    for train, test in splits:
        for index, name in zip(test, predictor(train, test), strict=True):
            found[index] = name
    return found


def show_sources(
    title: str, rows: Sequence[Row], groups: Sequence[int], predictor: Predictor, classes: Sequence[str]
) -> None:
    """Print macro-F1 on each source of which nothing was learnt, and the mean."""
    values = []
    for source, (train, test) in one_source_out([row.source for row in rows], groups):
        value = float(np.mean(f1([rows[index].sentiment for index in test], predictor(train, test), classes)))
        values.append((source, value))
    parts = "  ".join(f"{source} {value:.3f}" for source, value in values)
    print(f"{title:<46} mean {np.mean([value for _, value in values]):.3f}  {parts}")


def show_kinds(rows: Sequence[Row], learner: Learner, scores: Numbers, sharpness: float, bar: float) -> None:
    """Print what becomes of comments: found, lost above the bar, sent to a person; and whether confidence is honest."""
    chances = softmax(scores * sharpness)
    is_wanted = np.array([CommentKind(name).is_referred for name in learner.classes])
    referred = chances[:, is_wanted].sum(axis=1)
    found = is_wanted[scores.argmax(axis=1)]
    confidence = np.where(found, referred, 1 - referred)
    true = np.array([CommentKind(row.kind).is_referred for row in rows])
    sure = confidence >= bar
    print(
        f"  recall of what is referred {found[true].mean():.3f}, with those a person sees {(found | ~sure)[true].mean():.3f}"
    )
    print(f"  at the bar {bar}: coverage {sure.mean():.3f}, right of those {(found == true)[sure].mean():.3f}")
    print(f"  expected calibration error {honesty(confidence, found == true):.3f}")


def show_confusion(true: Sequence[str], found: Sequence[str], classes: Sequence[str]) -> None:
    """Print a line per true class, a column per class found."""
    print("  " + " " * 16 + "".join(f"{name[:11]:>12}" for name in classes))
    for name, line in zip(classes, confusion_matrix(true, found, labels=list(classes)), strict=True):
        print(f"  {name:<16}" + "".join(f"{count:>12}" for count in line))


def show_worst(rows: Sequence[Row], learner: Learner, scores: Numbers) -> None:
    """Print the mistakes made with most conviction."""
    true = np.array([learner.classes.index(label) for label in learner.labels])
    chances = softmax(scores)
    doubt = chances[np.arange(len(true)), true]
    for index in np.argsort(doubt)[:WORST]:
        named = learner.classes[int(scores[index].argmax())]
        print(f"  {learner.labels[index]} taken for {named} ({doubt[index]:.3f}): {rows[index].text[:_SHOWN_LETTERS]}")


def splits_of(learner: Learner, groups: Sequence[int], seed: int = SEED) -> list[Split]:
    """Split the rows of a learner."""
    return folds(list(learner.labels), groups, seed)
