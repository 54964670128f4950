"""When what a network shows is what we sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.networks.answers import harmless_text
from chalicelib.adapters.networks.matching import comparable, without_leading_mentions


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Canción", "Cancio\u0301n"),
        ("uno\r\n\r\ndos ", "uno\n\ndos"),
        ("uno\u00a0dos", "uno dos"),
        ("leon.gob.mx", "http://leon.gob.mx"),
        ("https://leon.gob.mx/ hoy", "https://leon.gob.mx hoy"),
        ("HTTPS://leon.gob.mx", "https://leon.gob.mx"),
    ],
)
def test_the_same_text_is_recognised_whatever_a_network_did_to_it(sent: str, shown: str) -> None:
    assert comparable(sent) == comparable(shown)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aviso 1", "Aviso 2"),
        ("Corte de agua", "corte de agua"),
        ("leon.gob.mx/a", "leon.gob.mx/b"),
        ("uno dos", "unodos"),
        ("¡Hoy!", "Hoy"),
    ],
)
def test_another_text_is_another_text(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_only_the_mentions_in_front_are_dropped() -> None:
    assert without_leading_mentions("@lupita @don_refugio Gracias @lupita") == "Gracias @lupita"
    assert without_leading_mentions("@lupita") == "@lupita"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_C18_any_text_becomes_harmless_and_stays_so(text: str) -> None:
    once = harmless_text(text)
    assert isinstance(once.encode(), bytes)
    assert "\0" not in once
    assert harmless_text(once) == once


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_C18_a_text_that_can_be_stored_is_kept_as_it_is(text: str) -> None:
    assert harmless_text(text) == text
