"""
How well the subjects of a comment are told apart (`data/comments/checks/matters.tsv`).

Each subject becomes a referral: one too many sends a department what is not its own, one too few is seen by whoever attends
the first. So precision has the higher floor. Who wrote `matters_independent.tsv` had read neither the rule nor any other row.
"""

import csv
from pathlib import Path

import pytest

from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
from tests.shared import ROOT

FOLDER = ROOT / "data" / "comments" / "checks"
FILE, INDEPENDENT = FOLDER / "matters.tsv", FOLDER / "matters_independent.tsv"
LEAST_PRECISION = 0.95
LEAST_RECALL = {FILE: 0.4, INDEPENDENT: 0.12}
CLASSIFIER = EmbeddedClassifier()


def rows(file: Path) -> list[tuple[str, int]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            (row["text"], int(row["subjects"])) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def test_there_are_comments_with_one_two_and_three_subjects() -> None:
    told = rows(FILE)
    assert len(told) >= 120
    assert {subjects for _, subjects in told} == {1, 2, 3}
    assert len({text for text, _ in told}) == len(told)


@pytest.mark.parametrize("file", LEAST_RECALL, ids=lambda file: file.stem)
def test_comments_are_split_where_there_are_several_subjects_and_hardly_anywhere_else(file: Path) -> None:
    found = [(subjects > 1, bool(CLASSIFIER.classify(text).matters)) for text, subjects in rows(file)]
    both = sum(several and split for several, split in found)
    assert both / sum(split for _, split in found) >= LEAST_PRECISION
    assert both / sum(several for several, _ in found) >= LEAST_RECALL[file]


@pytest.mark.parametrize(
    "text",
    [
        "Tapa de drenaje robada frente al Oxxo de Blvd. Delta y Villas de Irapuato, se fue una llanta de un taxi",
        "Fuga de agua potable en Av. Parque No. 12. Nadie viene",
        "Bache en la col. Policía Federal esq. Blvd. Basura Cero",
    ],
)
def test_a_shortened_word_with_its_full_stop_ends_no_sentence(text: str) -> None:
    assert CLASSIFIER.classify(text).matters == ()
