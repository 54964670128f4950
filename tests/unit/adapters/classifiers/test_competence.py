"""Which department a comment's words name, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.classifiers.competence import DepartmentRanker, ranker_of
from chalicelib.adapters.classifiers.hearing import heard
from chalicelib.adapters.classifiers.normalising import folded, normalised
from chalicelib.domain.competence import Competence, OutsideBody
from tests.builders import a_classification, a_comment, a_referral

SHIPPED = ranker_of(load_catalogue())


def first(text: str, ranker: DepartmentRanker = SHIPPED) -> str | None:
    return next((one.department_id for one in ranker.rank(normalised(text))), None)


@pytest.mark.parametrize(
    ("well", "badly"),
    [
        ("hay", "ai"),
        ("que", "ke"),
        ("basura", "vazura"),
        ("semáforo", "cemaforo"),
        ("llanta", "yanta"),
        ("gente", "jente"),
        ("ambulante", "anvulante"),
        ("luces", "luz"),
        ("accidente", "asidente"),
        ("hoyos", "oyo"),
    ],
)
def test_what_sounds_alike_is_one_word(well: str, badly: str) -> None:
    assert heard(folded(well)).stem == heard(folded(badly)).stem


@pytest.mark.parametrize(("one", "other"), [("caro", "carro"), ("gato", "gasto"), ("chico", "cico"), ("agua", "ajua")])
def test_what_sounds_apart_stays_apart(one: str, other: str) -> None:
    assert heard(one).stem != heard(other).stem


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("ke no ai agua", "sapal"),
        ("no pasa el kamion de la vasura", "siap"),
        ("el cemaforo no sirbe", "movilidad"),
        ("HAY UN VACHE ENORME", "obra-publica"),
        ("Mi esposo me pega", "mujeres"),
        ("Huele mucho a gas", "proteccion-civil"),
    ],
)
def test_slips_of_spelling_do_not_hide_a_department(text: str, department: str) -> None:
    assert first(text) == department


@pytest.mark.parametrize("text", ["fuga de cerebros", "se dio a la fuga", "qué rica agua de limón", "buenos días"])
def test_the_same_words_about_something_else_name_no_department(text: str) -> None:
    assert first(text) is None


def test_what_is_within_a_phrase_of_another_matter_does_not_count_and_the_rest_does() -> None:
    ranker = DepartmentRanker({"sapal": Competence(("agua", "fuga"), not_when=("agua de limon",))})
    assert first("agua de limón", ranker) is None
    assert first("venden agua de limón junto a la fuga", ranker) == "sapal"


def test_what_is_not_the_municipality_s_goes_to_the_default_one_with_a_note() -> None:
    ranker = DepartmentRanker({"obra": ("lampara",)}, [OutsideBody("CFE", ("se fue la luz",), "Es de CFE")], "todos")
    (candidate,) = ranker.rank(normalised("se fue la luz otra vez"))
    assert (candidate.department_id, candidate.note) == ("todos", "Es de CFE")
    assert [one.note for one in ranker.rank(normalised("la lámpara"))] == [""]


def test_the_light_at_home_is_not_the_street_lighting() -> None:
    outside, lamp = (SHIPPED.rank(normalised(text))[0] for text in ("Se fue la luz en mi casa", "No prende la lámpara"))
    assert outside.department_id == "atencion-leoneses"
    assert "071" in outside.note
    assert (lamp.department_id, lamp.note) == ("obra-publica", "")


def test_a_longer_phrase_outweighs_a_word() -> None:
    ranker = DepartmentRanker({"movilidad": ("camion",), "siap": ("camion de la basura",)})
    assert [one.department_id for one in ranker.rank(normalised("el camión de la basura no pasó"))] == ["siap"]
    assert [one.department_id for one in ranker.rank(normalised("el camión no pasó"))] == ["movilidad"]


def test_where_something_is_weighs_less_than_what_it_is() -> None:
    ranker = DepartmentRanker({"educacion": ("escuela",), "salud": ("perro",)})
    assert first("frente a la escuela hay un perro", ranker) == "salud"
    assert first("en la escuela hay un perro", ranker) == "salud"


def test_a_hint_weighs_less_than_a_matter() -> None:
    ranker = DepartmentRanker({"dif": Competence(("despensa",), hints=("niño",)), "salud": ("vacuna",)})
    assert first("al niño le falta la vacuna", ranker) == "salud"
    assert first("al niño", ranker) == "dif"


@pytest.mark.parametrize(
    ("phrase", "comment"),
    [("ponch*", "se me poncharon"), ("huele .. gas", "huele muchísimo a gas"), ("fumig*", "que fumiguen")],
)
def test_cut_words_and_gaps_are_found(phrase: str, comment: str) -> None:
    assert first(comment, DepartmentRanker({"x": (phrase,)})) == "x"


@pytest.mark.parametrize(
    ("phrase", "comment"),
    [("huele .. gas", "huele uno dos tres cuatro gas"), ("fuga de agua", "agua y fuga"), ("fuga de agua", "fuga")],
)
def test_a_phrase_is_not_found_where_it_is_not(phrase: str, comment: str) -> None:
    assert first(comment, DepartmentRanker({"x": (phrase,)})) is None


def test_at_most_three_departments_are_named_the_likeliest_first() -> None:
    ranker = DepartmentRanker({name: (name,) for name in ("uno", "dos", "tres", "cuatro")} | {"seis": ("seis siete",)})
    candidates = ranker.rank(normalised("uno dos tres cuatro seis siete"))
    assert [one.department_id for one in candidates] == ["seis", "uno", "dos"]
    assert [one.confidence for one in candidates] == sorted((one.confidence for one in candidates), reverse=True)


@given(st.text(max_size=300))
def test_C18_any_text_names_departments_of_the_catalogue(text: str) -> None:
    found = SHIPPED.rank(normalised(text * 3))
    assert {one.department_id for one in found} <= set(load_catalogue().departments)
    assert sum(one.confidence for one in found) <= 1


def test_the_note_is_in_the_case_s_history() -> None:
    outside = SHIPPED.rank(normalised("Se fue la luz en mi casa"))
    for candidates, noted in ((outside, True), (SHIPPED.rank(normalised("No hay agua")), False)):
        referral = a_referral(
            a_comment(classification=a_classification().model_copy(update={"candidates": candidates}))
        )
        assert ("071" in referral.history[0].note) is noted
