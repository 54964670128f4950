"""
How many urgent comments are noticed in words nobody wrote a phrase for (`data/comments/checks/urgency.tsv`).

The phrases were mended with the half `mended`; `held_out` was only counted, and nobody looked at what it missed.
"""

import csv

import pytest

from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.urgency import urgency_of
from chalicelib.domain.comment import Urgency
from tests.shared import ROOT

FILE = ROOT / "data" / "comments" / "checks" / "urgency.tsv"
LEAST_RECALL = {"mended": 0.95, "held_out": 0.9}
LEAST_PRECISION = 0.85


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_labels_are_known_and_both_halves_have_urgent_and_harmless_comments() -> None:
    told = rows()
    assert len(told) >= 120
    assert {row["urgency"] for row in told} == {"", *Urgency}
    assert len({row["text"] for row in told}) == len(told)
    for half in LEAST_RECALL:
        assert {bool(row["urgency"]) for row in told if row["half"] == half} == {True, False}


@pytest.mark.parametrize("half", LEAST_RECALL)
def test_urgent_comments_are_noticed_and_figures_of_speech_seldom_are(half: str) -> None:
    found = [
        (bool(row["urgency"]), urgency_of(normalised(row["text"])) is not None) for row in rows() if row["half"] == half
    ]
    both = sum(urgent and noticed for urgent, noticed in found)
    recall, precision = both / sum(urgent for urgent, _ in found), both / sum(noticed for _, noticed in found)
    assert recall >= LEAST_RECALL[half]
    assert precision >= LEAST_PRECISION
