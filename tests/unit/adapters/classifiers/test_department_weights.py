"""Departments by learning: beside the catalogue's words, and never against what the catalogue forbids."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker
from chalicelib.adapters.classifiers.department_weights import (
    STRENGTHS_FILE,
    WEIGHTS_FILE,
    LearntDepartments,
    Strengths,
    learnt_departments,
)
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.sounds import BUCKETS, buckets
from chalicelib.adapters.classifiers.weighing import Claim, probabilities
from chalicelib.domain.classification import DepartmentCandidate
from chalicelib.domain.competence import Competence, OutsideBody

CATALOGUE = load_catalogue()
WORDS = st.lists(st.text(alphabet="abcñ😡", min_size=1, max_size=30), max_size=12)
EVEN = Strengths(1.0, 0.0, 1.0, 1.0, 0.0, 0.0)


def ranked(text: str, attends: dict[str, Competence]) -> tuple[DepartmentCandidate, ...]:
    return DepartmentRanker(attends, learnt=learnt_departments()).rank(normalised(text))


def test_every_department_of_the_catalogue_was_learnt() -> None:
    assert set(learnt_departments().departments) == set(CATALOGUE.departments)


def test_what_was_learnt_of_departments_fits_in_a_small_package() -> None:
    assert WEIGHTS_FILE.stat().st_size + STRENGTHS_FILE.stat().st_size < 1_200_000


def test_a_table_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="weights instead of"):
        LearntDepartments(("a",), (1.0,), [0] * (BUCKETS - 1), EVEN)


@given(WORDS)
def test_scores_added_up_word_by_word_are_those_of_the_pieces_that_were_learnt(words: list[str]) -> None:
    numbers = [bucket % 7 - 3 for bucket in range(BUCKETS)]
    found = LearntDepartments(("a",), (0.5,), numbers, EVEN).scores(words)["a"]
    pieces = buckets(words)
    expected = 0.5 * sum(numbers[bucket] for bucket in pieces) / max(1, len(pieces)) ** 0.5
    assert abs(found - expected) < 1e-6


def test_a_department_that_is_not_in_the_catalogue_never_comes_out() -> None:
    """SAPAL was learnt; a municipality without it has nobody for water."""
    rest = {one: known for one, known in CATALOGUE.attends.items() if one != "sapal"}
    for text in ("No hay agua y la tubería está rota", "fuga de agua en la calle", "el medidor del agua no sirve"):
        assert "sapal" not in {one.department_id for one in ranked(text, rest)}


def test_a_department_that_staff_add_with_words_works_without_training() -> None:
    added = dict(CATALOGUE.attends) | {"huertos": Competence(("huerto urbano", "huertos"))}
    assert ranked("Quiero un lugar en el huerto urbano de mi colonia", added)[0].department_id == "huertos"
    assert "huertos" not in {one.department_id for one in ranked("No hay agua", added)}


def test_what_the_catalogue_speaks_against_is_not_named_by_learning() -> None:
    known = dict(CATALOGUE.attends)
    assert ranked("no hay agua de coco", known)[0].department_id == "sapal"
    known["sapal"] = Competence(known["sapal"].attends, not_when=("no hay agua de coco",))
    assert "sapal" not in {one.department_id for one in ranked("no hay agua de coco", known)}


def test_what_is_somebody_else_s_stays_with_the_default_one_and_its_note() -> None:
    ranker = DepartmentRanker(
        CATALOGUE.attends,
        [OutsideBody("CFE", ("me cortaron la luz de la calle",), "Es de CFE")],
        "feria",
        learnt_departments(),
    )
    first = ranker.rank(normalised("me cortaron la luz de la calle"))[0]
    assert (first.department_id, first.note) == ("feria", "Es de CFE")


@pytest.mark.parametrize("text", ["buenos días", "ok", "😡", "jajaja", "que tengan bonita tarde"])
def test_a_comment_about_nothing_names_nobody(text: str) -> None:
    assert ranked(text, dict(CATALOGUE.attends)) == ()


def test_a_word_that_no_phrase_has_is_recognised_by_its_pieces() -> None:
    """«Bachezotes» is in no phrase and in no training row."""
    assert "obra-publica" in {
        one.department_id for one in ranked("puro bachezote bachezotote", dict(CATALOGUE.attends))
    }


@given(
    st.dictionaries(st.sampled_from("abcde"), st.floats(-5, 5), min_size=1),
    st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 20)),
)
def test_probabilities_are_ranked_and_add_up_to_one(learnt: dict[str, float], claimed: dict[str, float]) -> None:
    claims = {department: Claim(weight, place) for place, (department, weight) in enumerate(claimed.items())}
    found = probabilities(claims, learnt, learnt_departments().strengths)
    shares = [share for _, share in found]
    assert all(first >= second for first, second in pairwise(shares))
    assert abs(sum(shares) - 1) < 1e-9
    assert {department for department, _ in found} == learnt.keys() | claims.keys()


def test_the_catalogue_s_words_for_a_department_make_it_likelier() -> None:
    learnt = {"a": 0.0, "b": 0.3}
    assert probabilities({}, learnt, EVEN)[0][0] == "b"
    assert probabilities({"a": Claim(1.0)}, learnt, EVEN)[0][0] == "a"


def test_the_weights_are_read_from_the_package() -> None:
    assert Path(WEIGHTS_FILE).stat().st_size == BUCKETS * len(learnt_departments().departments)
