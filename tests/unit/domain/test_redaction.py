"""Q12: the number of a house that a citizen calls their own is hidden; where the trouble is stays."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.redaction import MAX_TEXT_LETTERS, cut, house_numbers, without_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("vivo en Pino 214 y no hay agua", "vivo en Pino [núm.] y no hay agua"),
        ("Mi domicilio es Av. Hidalgo #45, col. Centro", "Mi domicilio es Av. Hidalgo #[núm.], col. Centro"),
        ("vivimos en calle 5 de Mayo 12", "vivimos en calle 5 de Mayo [núm.]"),
        ("su casa está en Roble núm. 7", "su casa está en Roble núm. [núm.]"),
        ("MI CASA es la de Pino 9, Pino 9, frente al 90", "MI CASA es la de Pino [núm.], Pino [núm.], frente al 90"),
        ("Bache en Hidalgo 45", "Bache en Hidalgo 45"),
        ("vivo en León desde hace 20 años", "vivo en León desde hace 20 años"),
        (
            "vivo en Pino 214; ya van $214 y 214.5 y 214% y a214",
            "vivo en Pino [núm.]; ya van $214 y 214.5 y 214% y a214",
        ),
        ("", ""),
    ],
)
def test_Q12_only_the_number_of_somebodys_house_is_hidden(text: str, shown: str) -> None:
    assert without_numbers(text, house_numbers(text)) == shown


@pytest.mark.parametrize(
    "hostile", ["vivo " * 20_000, "mi casa " + "a " * 50_000, "domicilio #" * 9_000, "1 " * 60_000]
)
def test_a_hostile_text_costs_no_time(hostile: str) -> None:
    began = time.perf_counter()
    without_numbers(hostile, house_numbers(hostile))
    assert time.perf_counter() - began < 2


@given(st.text(max_size=300))
def test_what_is_hidden_is_hidden_for_good(text: str) -> None:
    once = without_numbers(text, house_numbers(text))
    assert without_numbers(once, house_numbers(text)) == once


@given(st.text(alphabet=st.characters(), max_size=40))
def test_a_short_text_is_not_cut(text: str) -> None:
    assert cut(text) == text


@pytest.mark.parametrize("letter", ["a", "ñ", "🌊", "\ud83d", "\\", '"', "\x00"])
def test_Q11_no_letter_makes_a_text_longer_than_a_queue_takes(letter: str) -> None:
    shown = cut(letter * 400_000)
    assert len(shown) == MAX_TEXT_LETTERS
    assert len(json.dumps(shown)) < 250_000
