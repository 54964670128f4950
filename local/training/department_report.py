"""How often the right department is named, beside the catalogue's words alone and beside a baseline."""

from collections.abc import Sequence

import numpy as np

from chalicelib.adapters.catalogue import YamlCatalogue
from local.training.corpus import Row
from local.training.departments import DepartmentLearner, write_departments
from local.training.fitting import Numbers
from local.training.measures import Split, folds, honesty, one_source_out, ranking_baseline

BASELINE_INVERSE_PENALTY = 10.0
WORST = 20
_SHOWN_LETTERS = 150


def learn_departments(
    rows: Sequence[Row], groups: Sequence[int], catalogue: YamlCatalogue, *, with_baseline: bool, only_measure: bool
) -> None:
    """Measure departments on rows not learnt from, in five folds and from one file of voices to another, then learn all."""
    kept = [index for index, row in enumerate(rows) if row.department]
    named, grouped = [rows[index] for index in kept], [groups[index] for index in kept]
    learner = DepartmentLearner(named, catalogue)
    splits = folds([row.department for row in named], grouped)
    voices = [split for _, split in one_source_out([row.source for row in named], grouped)]
    scores = learner.out_of_fold(splits)
    show_top("department, the catalogue's words alone", named, learner.claims, learner)
    chances = _honest(learner, scores, splits)
    show_top("department, five folds", named, chances, learner)
    print(f"  expected calibration error {honesty(chances.max(axis=1), chances.argmax(axis=1) == learner.true):.3f}")
    if len(voices) > 1:
        across = _honest(learner, learner.out_of_fold(voices), voices)
        show_top("department, one file of voices left out", named, across, learner)
    if with_baseline:
        texts, labels = [row.text for row in named], [row.department for row in named]
        predict = ranking_baseline(texts, labels, learner.departments, BASELINE_INVERSE_PENALTY)
        found = np.zeros_like(scores)
        for train, test in splits:
            found[test] = predict(train, test)
        show_top("  baseline, five folds", named, found, learner)
    _show_worst(named, chances, learner)
    if not only_measure:
        write_departments(learner, learner.strengths(scores, np.arange(len(named))))


def show_top(title: str, rows: Sequence[Row], chances: Numbers, learner: DepartmentLearner) -> None:
    """Print how often the right one comes first and among three, in all and by file; what has no chance is not named."""
    order = np.argsort(-chances, axis=1, kind="stable")[:, :3]
    hits = (order == learner.true[:, None]) & (np.take_along_axis(chances, order, axis=1) > 0)
    sources = np.array([row.source for row in rows])
    parts = [("all", sources != ""), *((source, sources == source) for source in sorted(set(sources)))]
    told = "  ".join(f"{name} {hits[one, 0].mean():.3f}/{hits[one].any(axis=1).mean():.3f}" for name, one in parts)
    print(f"{title:<46} top-1/top-3  {told}")


def _honest(learner: DepartmentLearner, scores: Numbers, splits: Sequence[Split]) -> Numbers:
    """Give chances whose strengths were found without the rows they judge."""
    chances = np.zeros_like(scores)
    for train, test in splits:
        chances[test] = learner.chances(scores[test], test, learner.strengths(scores, train))
    return chances


def _show_worst(rows: Sequence[Row], chances: Numbers, learner: DepartmentLearner) -> None:
    found = chances.argmax(axis=1)
    wrong = [index for index in np.argsort(-chances.max(axis=1), kind="stable") if found[index] != learner.true[index]]
    for index in wrong[:WORST]:
        told = learner.departments[found[index]]
        sure = chances[index].max()
        print(f"  {rows[index].department} taken for {told} ({sure:.3f}): {rows[index].text[:_SHOWN_LETTERS]}")
