"""Phrases and how they are found."""

import pytest

from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.phrases import PhraseTable, entries
from chalicelib.adapters.classifiers.pieces import longest


def finds(phrase: str, comment: str) -> bool:
    table = PhraseTable()
    table.add("x", phrase)
    return bool(list(table.matches(normalised(comment))))


@pytest.mark.parametrize(
    ("phrase", "comment"),
    [
        ("fuga de agua", "Hay fugas del agua"),
        ("ponch*", "se me poncharon las llantas"),
        ("no .. pasa", "no nos ha pasa"),
        ("no (ha|han) (pasado|venido)", "no han venido"),
        ("no (ha|) (pasado|venido)", "no venido"),
        ("^hay", "hay un bache"),
        ("poste a punto de caer*", "un poste a punto de caerse"),
    ],
)
def test_a_phrase_is_found(phrase: str, comment: str) -> None:
    assert finds(phrase, comment)


@pytest.mark.parametrize(
    ("phrase", "comment"),
    [
        ("fuga de agua", "agua y fuga"),
        ("no .. pasa", "no uno dos tres cuatro pasa"),
        ("^hay", "ya no hay agua"),
        ("caro", "un carro"),
        ("fuga de agua", "fuga"),
    ],
)
def test_a_phrase_is_not_found_where_it_is_not(phrase: str, comment: str) -> None:
    assert not finds(phrase, comment)


def test_a_phrase_must_begin_with_a_word() -> None:
    with pytest.raises(ValueError, match="begins with a word"):
        PhraseTable().add("x", ".. agua")


def test_what_lies_within_a_longer_phrase_does_not_count() -> None:
    table = PhraseTable()
    table.add("agua", "fuga")
    table.add("riesgo", "fuga de gas")
    assert [match.label for match in longest(table.matches(normalised("una fuga de gas")))] == ["riesgo"]


def test_the_lexicon_reads_sections_lines_and_semicolons() -> None:
    assert list(entries("# nota\n[a]\nuno ; dos\n\n[b]\ntres")) == [("a", "uno"), ("a", "dos"), ("b", "tres")]


def test_saying_it_in_more_words_is_stronger_and_repeating_it_is_not() -> None:
    once, repeated, twice = (
        features_of(normalised(text))["bad"] for text in ("pésimo", "pésimo, pésimo", "pésimo, un desastre")
    )
    assert once == repeated < twice
