"""Party words and officials' names: found however they are written, and not in bread."""

import pytest

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.domain.restricted_words import words_found

PARTIES = load_catalogue().restricted_words.party_words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("El PAN ganó la elección.", "PAN"),
        ("#VotaPAN", "PAN"),
        ("MORENA en León", "MORENA"),
        ("del partido morena", "Partido Morena"),
        ("PARTIDO ACCION NACIONAL", "Partido Acción Nacional"),
        ("P\u200bAN", "PAN"),
        ("ＰＡＮ", "PAN"),
        ("las candidatas", "candidat*"),
        ("#VotaPorLeón", "vota por"),
        ("la cuarta transformación", "Cuarta Transformación"),
        ("#4T", "4T"),
    ],
)
def test_a_party_word_is_found_however_it_is_written(text: str, word: str) -> None:
    assert word in words_found(text, PARTIES)


@pytest.mark.parametrize(
    "text",
    [
        "Reparten pan y leche en el Coecillo.",
        "La piel morena también se quema.",
        "El primer lugar fue para Priscila.",
        "El espan PANTEÓN San Nicolás abre a las 8.",
        "Pintan la ciclovía; PTAR en operación.",
        "Exvotos del museo.",
        "Movimiento y ciudadano activo",
    ],
)
def test_an_ordinary_word_is_no_party(text: str) -> None:
    assert words_found(text, PARTIES) == ()


def test_names_are_found_without_accents_and_in_capitals_and_not_inside_others() -> None:
    names = ("María Núñez", "Alcaldesa Núñez")
    assert words_found("MARIA NÚÑEZ inauguró", names) == ("María Núñez",)
    assert words_found("#MaríaNúñez", names) == ("María Núñez",)
    assert words_found("@MariaNunez", names) == ("María Núñez",)
    assert words_found("Ana María Núñezvela", names) == ()
