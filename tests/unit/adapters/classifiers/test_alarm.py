"""Urgency by learning beside the phrases: it adds, it takes nothing away, and where it is half sure a person looks."""

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.classifiers.alarm import Alarm, alarm_of
from chalicelib.adapters.classifiers.embedded import EmbeddedClassifier
from chalicelib.adapters.classifiers.features import features_of
from chalicelib.adapters.classifiers.normalising import normalised
from chalicelib.adapters.classifiers.urgency import urgency_of
from chalicelib.adapters.classifiers.urgency_weights import FEATURES_FILE, WEIGHTS_FILE, learnt_urgency, read
from chalicelib.domain.classification import Urgency

BAR = 0.7
"""Under it a person looks: `strategy.yaml`."""

TOLD_WITHOUT_ITS_WORDS = [
    ("mi señor no me deja ni asomarme a la puerta y me quita el celular", Urgency.VIOLENCE_AGAINST_WOMEN),
    ("la chamaquita del 8 se queda encerrada con candado todo el santo día", Urgency.MINORS),
    ("ya dejé una carta en la mesa, todos van a estar mejor sin mí", Urgency.LIFE),
]
ORDINARY = [
    "me muero de risa con el video",
    "¿a qué hora es el simulacro?",
    "ese bache es un peligro para los carros",
    "mi esposo y yo llevamos a los niños a la feria",
    "¿dónde se anota mi hija para el box?",
]


def alarm(text: str) -> Alarm:
    comment = normalised(text)
    return alarm_of(comment, features_of(comment))


@pytest.mark.parametrize(("text", "urgency"), TOLD_WITHOUT_ITS_WORDS)
def test_danger_told_without_the_words_of_a_phrase_is_noticed(text: str, urgency: Urgency) -> None:
    assert urgency_of(normalised(text)) is None
    assert alarm(text) == Alarm(urgency)


@pytest.mark.parametrize("text", ORDINARY)
def test_what_only_sounds_like_danger_is_not_urgent(text: str) -> None:
    assert alarm(text).urgency is None


@given(st.text(max_size=200))
def test_what_a_phrase_says_is_urgent_stays_so_whatever_was_learnt(text: str) -> None:
    told = f"mi esposo me golpea {text}"
    by_phrase = urgency_of(normalised(told))
    assert by_phrase is None or alarm(told) == Alarm(by_phrase)


def test_where_learning_is_half_sure_a_person_looks() -> None:
    bars = learnt_urgency().bars
    assert 0 < bars.doubtful < bars.urgent < 1
    said = "a mi vecina nunca la dejan platicar con nadie"
    assert alarm(said) == Alarm(None, is_doubtful=True)
    found = EmbeddedClassifier().classify(said)
    assert not found.is_urgent
    assert not found.is_sure(BAR)


def test_what_was_learnt_of_urgency_fits_in_a_small_package() -> None:
    packed = sum(len(zlib.compress(file.read_bytes(), 6)) for file in (FEATURES_FILE, WEIGHTS_FILE))
    assert packed <= 120_000


def test_a_table_of_another_size_is_refused(tmp_path: Path) -> None:
    short = tmp_path / "short.bin"
    short.write_bytes(WEIGHTS_FILE.read_bytes()[:-1])
    with pytest.raises(ValueError, match="weights instead of"):
        read(FEATURES_FILE, short)
