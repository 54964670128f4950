"""
Departments learnt: weights of pieces by complement counting, and how much they count beside the catalogue's words.

Each department's weights tell its comments from those of all the others together, which suits many classes with few rows each
(Rennie and others, 2003). It learns from labelled comments, from the catalogue's examples, and from its phrases, for less.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import sparse  # type: ignore[import-untyped]
from scipy.optimize import minimize  # type: ignore[import-untyped]

from chalicelib.adapters.catalogue import YamlCatalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker
from chalicelib.adapters.classifiers.department_weights import STRENGTHS_FILE, WEIGHTS_FILE, Strengths
from chalicelib.adapters.classifiers.normalising import Words, normalised
from chalicelib.adapters.classifiers.sounds import BUCKETS, buckets
from local.training.corpus import Row
from local.training.fitting import Numbers, softmax
from local.training.measures import Indexes, Split

PHRASE, HINT = 0.3, 0.12
"""What a phrase of the catalogue counts beside a comment: there are several for each comment, of a word or two."""

SMOOTHING = 1.0
_HIGHEST = 127
_START = (1.0, 0.0, 1.0, 1.0, 1.0, -3.0)
_NOTICE = "# Learnt by `python -m local.training` from data/comments and the catalogue; see docs/modelo-de-clasificacion.md.\n"


class DepartmentLearner:
    """Learns which department a comment is for. Raises ValueError where a row's department is not in the catalogue."""

    def __init__(self, rows: Sequence[Row], catalogue: YamlCatalogue) -> None:
        """Take rows that all have a department."""
        self.departments = tuple(sorted(catalogue.attends))
        self.true = np.array([self.departments.index(row.department) for row in rows])
        comments = [normalised(row.text) for row in rows]
        self._counts = _counts(comments)
        self.claims, self.firsts = _claims(comments, DepartmentRanker(catalogue.attends), self.departments)
        known = _known(catalogue)
        self._known = _counts([normalised(text) for _, text, _ in known])
        self._known_true = np.array([self.departments.index(one) for one, _, _ in known])
        self._known_weights = np.array([weight for _, _, weight in known])

    def weights(self, train: Indexes) -> Numbers:
        """Learn from some rows, and from what the catalogue holds: a line per bucket, rounded as it is written."""
        counts = sparse.vstack([self._counts[train], self._known]).tocsr()
        rarity = np.log((1 + counts.shape[0]) / (1 + np.asarray((counts > 0).sum(axis=0)).ravel())) + 1
        true = np.concatenate([self.true[train], self._known_true])
        strength = np.concatenate([np.ones(len(train)), self._known_weights])
        owner = np.zeros((len(true), len(self.departments)))
        owner[np.arange(len(true)), true] = strength
        own = (_even(counts) @ sparse.diags(rarity)).T @ owner
        others = own.sum(axis=1, keepdims=True) - own + SMOOTHING
        told = -np.log(others / others.sum(axis=0)) * rarity[:, None]
        scales, whole = rounded(told - told.mean(axis=1, keepdims=True))
        return np.asarray(whole * scales)

    def out_of_fold(self, splits: Sequence[Split]) -> Numbers:
        """Give every row the learnt scores of a model that has not learnt from it."""
        scores = np.zeros((len(self.true), len(self.departments)))
        for train, test in splits:
            scores[test] = _even(self._counts[test]) @ self.weights(train)
        return scores

    def strengths(self, scores: Numbers, train: Indexes) -> Strengths:
        """Find how much each thing counts, on scores of rows not learnt from: the likeliest to have given the labels."""

        def surprise(numbers: Numbers) -> float:
            chances = self.chances(scores[train], train, _strengths(numbers))
            return float(-np.log(chances[np.arange(len(train)), self.true[train]] + 1e-12).mean())

        return _strengths(minimize(surprise, _START, method="BFGS").x)

    def chances(self, scores: Numbers, rows: Indexes, strengths: Strengths) -> Numbers:
        """Give the probability of each department as `weighing` does, for many rows at once."""
        claims, firsts = self.claims[rows], self.firsts[rows]
        named = claims > 0
        said = strengths.named * named + strengths.words * np.log1p(claims) + strengths.first * firsts
        told = softmax((strengths.text + strengths.text_where_named * named) * scores + said)
        return np.asarray((1 - strengths.chance) * told + strengths.chance / len(self.departments))


def write_departments(
    learner: DepartmentLearner,
    strengths: Strengths,
    strengths_file: Path = STRENGTHS_FILE,
    weights_file: Path = WEIGHTS_FILE,
) -> None:
    """Learn from all rows and write both files."""
    scales, whole = rounded(learner.weights(np.arange(len(learner.true))))
    lines = (
        ("departments", *learner.departments),
        ("scales", *(f"{scale:.9g}" for scale in scales)),
        ("strengths", *(f"{number:.4f}" for number in strengths)),
    )
    strengths_file.write_text(_NOTICE + "".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    weights_file.write_bytes(whole.astype(np.int8).tobytes())


def rounded(weights: Numbers) -> tuple[Numbers, Numbers]:
    """Give what each department's whole numbers are worth, and the numbers."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _HIGHEST
    return scales, np.rint(weights / scales)


def _strengths(numbers: Numbers) -> Strengths:
    text, text_where_named, words, named, first, chance = map(float, numbers)
    return Strengths(text, text_where_named, words, named, first, 1 / (1 + float(np.exp(-chance))))


def _known(catalogue: YamlCatalogue) -> list[tuple[str, str, float]]:
    """Give what the catalogue itself says of its departments, as texts: phrases without their signs, and examples."""
    phrases = [
        (department, phrase.replace("*", "").replace("..", " "), weight)
        for department, competence in catalogue.attends.items()
        for weight, some in ((PHRASE, competence.attends), (HINT, competence.hints))
        for phrase in some
    ]
    return [*phrases, *((one, text, 1.0) for one, texts in catalogue.examples.items() for text in texts)]


def _counts(comments: Sequence[Words]) -> sparse.csr_matrix:
    pieces = [buckets(comment.words) for comment in comments]
    lines = np.repeat(np.arange(len(pieces)), [len(one) for one in pieces])
    columns = np.array([bucket for one in pieces for bucket in one])
    return sparse.csr_matrix((np.ones(len(columns)), (lines, columns)), shape=(len(pieces), BUCKETS))


def _even(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Make long and short comments count alike."""
    return sparse.diags(1 / np.sqrt(np.maximum(1, np.asarray(counts.sum(axis=1)).ravel()))) @ counts


def _claims(comments: Sequence[Words], ranker: DepartmentRanker, departments: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Give what the catalogue's words claim, and which claims stand first: a line per comment, a column per department."""
    weights, firsts = np.zeros((2, len(comments), len(departments)))
    for line, comment in enumerate(comments):
        claims, _ = ranker.claims(comment)
        first_at = min((claim.first_at for claim in claims.values()), default=0)
        for department, claim in claims.items():
            weights[line, departments.index(department)] = claim.weight
            firsts[line, departments.index(department)] = claim.first_at == first_at
    return weights, firsts
