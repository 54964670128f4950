"""
How many urgent comments are noticed in words nobody wrote a phrase for (`data/comments/checks/urgency.tsv`).

The phrases were mended with the half `mended`; `held_out` was only counted, and nobody looked at what it missed. Who wrote
`urgency_independent.tsv` had read no phrase and no other row: its figures are the ones to believe. Never mend by these rows,
and never learn from them.
"""

import csv
from pathlib import Path

import pytest

from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
from chalicelib.domain.classification import Urgency
from tests.shared import ROOT

FOLDER = ROOT / "data" / "comments" / "checks"
FILE, INDEPENDENT = FOLDER / "urgency.tsv", FOLDER / "urgency_independent.tsv"
LEAST_RECALL = {"mended": 0.95, "held_out": 0.95}
LEAST_PRECISION = 0.85
LEAST_INDEPENDENT_RECALL, LEAST_INDEPENDENT_PRECISION = 0.85, 0.75
BAR = 0.7
"""Under it a person looks: `strategy.yaml`."""


def rows(file: Path = FILE) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_labels_are_known_and_both_halves_have_urgent_and_harmless_comments() -> None:
    told = rows()
    assert len(told) >= 120
    assert {row["urgency"] for row in told} == {"", *Urgency}
    assert len({row["text"] for row in told}) == len(told)
    for half in LEAST_RECALL:
        assert {bool(row["urgency"]) for row in told if row["half"] == half} == {True, False}


def recall_and_precision(told: list[dict[str, str]]) -> tuple[float, float]:
    classifier = EmbeddedClassifier()
    found = [(bool(row["urgency"]), classifier.classify(row["text"]).is_urgent) for row in told]
    both = sum(urgent and noticed for urgent, noticed in found)
    return both / sum(urgent for urgent, _ in found), both / sum(noticed for _, noticed in found)


@pytest.mark.parametrize("half", LEAST_RECALL)
def test_urgent_comments_are_noticed_and_figures_of_speech_seldom_are(half: str) -> None:
    recall, precision = recall_and_precision([row for row in rows() if row["half"] == half])
    assert recall >= LEAST_RECALL[half]
    assert precision >= LEAST_PRECISION


def test_most_urgent_comments_of_somebody_who_knew_no_phrase_and_no_row_are_noticed() -> None:
    told = rows(INDEPENDENT)
    assert sum(bool(row["urgency"]) for row in told) == len(told) / 2 == 30
    recall, precision = recall_and_precision(told)
    assert recall >= LEAST_INDEPENDENT_RECALL
    assert precision >= LEAST_INDEPENDENT_PRECISION


def test_an_urgent_comment_that_is_not_noticed_is_still_referred_or_seen_by_a_person() -> None:
    classifier = EmbeddedClassifier()
    found = [classifier.classify(row["text"]) for row in rows(INDEPENDENT) if row["urgency"]]
    attended = [one.comment_kind.is_referred or not one.is_sure(BAR) for one in found]
    assert sum(attended) >= len(found) - 1
