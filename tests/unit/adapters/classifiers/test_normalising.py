"""From what people type to words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.classifiers.normalising import MAX_WORDS, normalised, stem


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("¡Qué BUENO, señor!", ("que", "bueno", "senor")),
        ("Muchaaaas graciasss", ("muchas", "gracias")),
        ("xq no ban a pasar x mi col", ("porque", "no", "ban", "a", "pasar", "por", "mi", "colonia")),
        ("jajajaja XD jeje", ("😂", "😂", "😂")),
        ("#FugaDeAgua en León", ("fuga", "agua", "en", "leon")),
        ("@municipio mira https://t.co/abc", ("mira", "🔗")),
        ("👏🏽👏🏽👏🏽 ❤️ :)", ("👏", "❤", "🙂")),
        ("ﬁn de la ｃａｌｌｅ", ("fin", "calle")),
        ("l\u0301uz", ("luz",)),
    ],
)
def test_the_same_words_come_out_however_they_are_typed(typed: str, words: tuple[str, ...]) -> None:
    assert normalised(typed).words == words


@pytest.mark.parametrize(
    "family",
    [
        ("bache", "baches"),
        ("luz", "luces"),
        ("camion", "camiones"),
        ("autobus", "autobuses"),
        ("perro", "perra", "perritos", "perritas"),
        ("calle", "calles"),
        ("luminaria", "luminarias"),
    ],
)
def test_a_family_of_words_has_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


def test_words_that_only_look_alike_keep_apart() -> None:
    assert stem("carro") != stem("caro")
    assert stem("gas") != stem("gasto")


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("a qué hora?", "question_mark"),
        ("YA ARREGLEN LA CALLE POR FAVOR", "shouted"),
        ("😡😡", "no_words"),
        ("León", "short"),
        ("Привет, как дела", "foreign"),
    ],
)
def test_the_outer_form_is_noted(typed: str, mark: str) -> None:
    assert mark in normalised(typed).marks


@given(st.text(max_size=400))
def test_C18_any_text_has_a_bounded_number_of_words(text: str) -> None:
    comment = normalised(text * 50)
    assert len(comment.words) == len(comment.stems) <= MAX_WORDS
