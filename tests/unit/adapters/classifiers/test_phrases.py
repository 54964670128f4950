"""Phrases and how they are found."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

from chalicelib.adapters.catalogue import shipped_catalogue
from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.hearing import heard, sounds_of
from chalicelib.adapters.classifiers.normalising import Words, normalised, phrase_words, stem
from chalicelib.adapters.classifiers.phrases import PhraseTable, entries, table_of
from chalicelib.adapters.classifiers.pieces import longest
from tests.shared import ROOT

CLASSIFIERS = ROOT / "chalicelib" / "adapters" / "classifiers"


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
        ("^(si|no) hay", "no hay"),
        ("(ya|) (no hay|hay poca) agua", "hay poca agua"),
        ("la (fuga|gotera)", "una gotera"),
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


@pytest.mark.parametrize("phrase", [".. agua", "(..|no) agua", "(ya|)", "de la", "^(un|) .. agua"])
def test_every_way_to_read_a_phrase_must_begin_with_a_word(phrase: str) -> None:
    with pytest.raises(ValueError, match="begins with a word"):
        PhraseTable().add("x", phrase)


def test_a_phrase_entered_after_a_comment_was_read_is_found_too() -> None:
    table = PhraseTable()
    comment = normalised("hay una fuga de gas")
    table.add("agua", "fuga")
    assert [match.label for match in table.matches(comment)] == ["agua"]
    table.add("riesgo", "fuga de gas")
    assert sorted(match.label for match in table.matches(comment)) == ["agua", "riesgo"]


def ways(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every way to read a phrase as words of a comment, gaps left empty."""
    parts = re.findall(r"\([^()]*\)|[^\s()]+", phrase.lstrip("^"))
    for chosen in product(*(part.strip("()").split("|") for part in parts)):
        yield tuple(word.rstrip("*") for word in phrase_words(" ".join(chosen)) if word != "..")


@pytest.mark.parametrize("name", ["lexicon.txt", "urgencies.txt"])
def test_every_way_to_read_every_phrase_is_found_in_its_own_words(name: str) -> None:
    table = table_of(CLASSIFIERS / name)
    told = [
        (label, words)
        for label, phrase in entries((CLASSIFIERS / name).read_text(encoding="utf-8"))
        for words in ways(phrase)
    ]
    assert len(told) > 3_000
    lost = [
        words
        for label, words in told
        if label not in {one.label for one in table.matches(Words(words, tuple(map(stem, words)), frozenset()))}
    ]
    assert lost == []


def test_many_words_heard_in_one_go_sound_as_each_alone() -> None:
    words = {word for known in shipped_catalogue().attends.values() for one in known.attends for word in one.split()}
    strange = {"", "h", "ñandu", "072", "perro", "occiso", "llll", "guegue", "xcelente", "zzz", "pinguino"}
    assert len(words) > 2_000
    assert sounds_of(words | strange) == {word: heard(word).sound for word in words | strange}


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
