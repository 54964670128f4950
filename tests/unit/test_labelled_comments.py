"""
The labelled comments of `data/comments`: what training and measuring take for granted.

A wrong label teaches, a near-duplicate on both sides of a split flatters, a row of the reference set measures nothing.
"""

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.domain.classification import CommentKind, Sentiment, Urgency
from tests.shared import ROOT, shared_path

Row = dict[str, str]

COLUMNS = ["text", "kind", "sentiment", "department", "urgency", "place", "group"]
FOLDER = ROOT / "data" / "comments"
FILES = sorted([*FOLDER.glob("*.tsv"), *FOLDER.glob("urgency/*.tsv")])
NEAR_DUPLICATE = 0.8
SHARE_BOUNDS = {
    CommentKind.COMPLAINT: (0.20, 0.45),
    CommentKind.SERVICE_REQUEST: (0.12, 0.35),
    CommentKind.SUGGESTION: (0.08, 0.25),
    CommentKind.QUESTION: (0.08, 0.25),
    CommentKind.OTHER: (0.10, 0.35),
}


def rows_of(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [row for file in FILES for row in rows_of(file)]


def tokens(text: str) -> frozenset[str]:
    """Give the words of a comment without capitals; one of emoji alone is its own word."""
    return frozenset(re.findall(r"\w+", text.casefold())) or frozenset({text})


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two comments share more than four words in five; the lengths alone rule out most pairs."""
    shorter, longer = sorted((len(one), len(other)))
    return shorter > NEAR_DUPLICATE * longer and likeness(one, other) > NEAR_DUPLICATE


def wrong(rows: list[Row], column: str, allowed: set[str]) -> list[str]:
    return [f"{row[column]!r}: {row['text']}" for row in rows if row[column] not in allowed]


def already_in(reference: list[Row]) -> list[str]:
    """Give the comments that are, capitals aside, in a reference set."""
    known = {row["text"].strip().casefold() for row in reference}
    return [row["text"] for row in ROWS if row["text"].casefold() in known]


def test_there_are_hundreds_of_comments_to_learn_from() -> None:
    assert len(ROWS) >= 850


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_line_has_the_seven_columns(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert lines[0].split("\t") == COLUMNS
    assert [line for line in lines if line.count("\t") != len(COLUMNS) - 1 or "\r" in line] == []


def test_every_label_is_one_that_the_product_knows() -> None:
    assert wrong(ROWS, "kind", set(CommentKind)) == []
    assert wrong(ROWS, "sentiment", set(Sentiment)) == []
    assert wrong(ROWS, "urgency", {"", *Urgency}) == []
    assert wrong(ROWS, "department", {"", *load_catalogue().departments}) == []


def test_what_is_not_to_be_referred_names_no_department_and_no_urgency() -> None:
    rest = [row for row in ROWS if row["kind"] == CommentKind.OTHER]
    assert wrong(rest, "department", {""}) == []
    assert wrong(rest, "urgency", {""}) == []


def test_an_urgent_comment_names_who_must_hurry() -> None:
    assert [row["text"] for row in ROWS if row["urgency"] and not row["department"]] == []


def test_a_comment_and_its_place_are_the_citizens_own_words() -> None:
    assert [row for row in ROWS if row["text"] != row["text"].strip() or not row["text"]] == []
    assert [row for row in ROWS if row["place"] not in row["text"] or row["place"] != row["place"].strip()] == []


def test_every_comment_has_a_numbered_group() -> None:
    assert [row for row in ROWS if not row["group"].isdecimal()] == []


def test_no_comment_is_there_twice() -> None:
    counted = Counter(row["text"].casefold() for row in ROWS)
    assert [text for text, times in counted.items() if times > 1] == []


def test_near_duplicates_are_never_split_between_training_and_measuring() -> None:
    told = [(tokens(row["text"]), row) for row in ROWS]
    pairs = [(a, b) for (one, a), (other, b) in combinations(told, 2) if is_near(one, other)]
    assert [(a["text"], b["text"]) for a, b in pairs if a["group"] != b["group"]] == []


def test_no_kind_is_rare_or_drowns_the_others() -> None:
    share = {kind: sum(row["kind"] == kind for row in ROWS) / len(ROWS) for kind in CommentKind}
    assert [kind for kind, (low, high) in SHARE_BOUNDS.items() if not low <= share[kind] <= high] == [], share


def test_every_department_and_every_urgency_has_examples() -> None:
    by_department = Counter(row["department"] for row in ROWS)
    by_urgency = Counter(row["urgency"] for row in ROWS)
    assert [name for name in load_catalogue().departments if by_department[name] < 5] == []
    assert [urgency for urgency in Urgency if by_urgency[urgency] < 10] == []


def test_no_comment_is_one_that_other_tests_measure_with() -> None:
    assert already_in(rows_of(ROOT / "tests/unit/adapters/classifiers/comments.tsv")) == []


def test_no_comment_is_one_of_the_reference_set() -> None:
    assert already_in(rows_of(shared_path("eval/comments_dev.tsv"))) == []
