"""4.2, Q16: when two comments say the same about the same place, and when they only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.likeness import MAX_CHARACTERS, are_alike, folded_place, signature
from tests.strategies import texts

PLACE = "Las Joyas"


def alike(one: str, other: str, place: str = PLACE) -> bool:
    return are_alike(signature(one, place), signature(other, place))


@pytest.mark.parametrize(
    "other",
    [
        "NO HAY AGUA en Las Joyas!!!",
        "no hay aguaaaa en las joyas 😡",
        "Hola, buenas tardes: no hay agua en Las Joyas, por favor",
    ],
)
def test_case_accents_drawn_out_letters_and_greetings_make_no_difference(other: str) -> None:
    assert alike("No hay agua en Las Joyas", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no hay agua en las joyas", "no hay luz en las joyas"),
        ("no hay agua en las joyas", "ya no hay agua potable ni drenaje en las joyas"),
        ("bache en Hidalgo 120", "bache en Hidalgo 210"),
        ("llevamos 3 días sin agua", "llevamos 5 días sin agua"),
        ("agua", "agua"),
        ("", ""),
    ],
)
def test_another_thing_another_number_or_too_little_is_not_the_same(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("colonia Las Joyas", "col. las joyas"), ("calle Hidalgo", "HIDALGO"), ("Jardínes", "jardines")]
)
def test_a_place_is_known_by_its_name(one: str, other: str) -> None:
    assert folded_place(one) == folded_place(other) != ""


@pytest.mark.parametrize("place", [None, "", "la colonia", "🏠"])
def test_what_names_no_place_names_none(place: str | None) -> None:
    assert folded_place(place) == ""


@given(text=texts, place=texts)
def test_C18_any_text_is_like_itself_or_says_too_little(text: str, place: str) -> None:
    mine = signature(text, place)
    assert mine == () or are_alike(mine, mine)


@given(st.text(min_size=MAX_CHARACTERS + 1, max_size=MAX_CHARACTERS + 50))
def test_C18_a_flood_of_text_is_compared_with_nothing(text: str) -> None:
    assert signature(text, PLACE) == ()
