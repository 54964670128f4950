"""2.1, 2.4: twenty press releases in the shape of the municipality's, each written for every network as one would sign it."""

import re
from functools import cache, partial
from pathlib import Path

import pytest

from chalicelib import bootstrap
from chalicelib.domain.capitals import is_in_capitals
from chalicelib.domain.furniture import dateline_of, is_furniture
from chalicelib.domain.lines import is_item
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.press_release import parse_press_release
from chalicelib.domain.sentences import is_balanced, is_complete, is_unfinished
from chalicelib.domain.spanish import HASHTAG, LINK, folded, hashtags_in, links_in
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording import ExtractiveWriter, title_of
from chalicelib.procedure.wording.openings import begins_with_connector
from local.wording_examples import page, release_files, written
from tests.shared import ROOT

NOUNS = bootstrap.catalogue().proper_nouns
FILES = release_files()
CASES = [pytest.param(file, network, id=f"{file.stem}-{network}") for file in FILES for network in SOCIAL_NETWORKS]
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_WORD = re.compile(r"\w+")


@cache
def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def drafts_of(file: Path) -> dict[Network, tuple[Draft, int, int]]:
    return written(read(file))


def draft_of(file: Path, network: Network) -> tuple[Draft, int, int]:
    return drafts_of(file)[network]


def lines_of(text: str) -> list[str]:
    """Give the lines that are prose: no hashtags, no link by itself."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [line for line in lines if HASHTAG.sub("", line).strip() and LINK.sub("", line).strip()]


def test_there_are_twenty() -> None:
    assert len(FILES) == 20


@pytest.mark.parametrize(("file", "network"), CASES)
def test_a_text_keeps_the_limit_of_its_network_as_that_counts_it(file: Path, network: Network) -> None:
    _, length, limit = draft_of(file, network)
    assert 40 < length <= limit


@pytest.mark.parametrize(("file", "network"), CASES)
def test_every_mark_that_opens_closes(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    assert all(is_balanced(paragraph) for paragraph in draft.text.split("\n\n"))


@pytest.mark.parametrize(("file", "network"), CASES)
def test_no_line_stops_in_the_middle(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    lines = lines_of(draft.text)
    title = parse_press_release(read(file), NOUNS).title
    for position, line in enumerate(lines):
        introduces = line.endswith(":") and is_item(lines[position + 1])
        assert introduces or not is_unfinished(line), line
        if not is_item(line) and line != title and not introduces:
            assert is_complete(line) or line in _spelled(file), line


def _spelled(file: Path) -> str:
    """Give the release as it was understood, for the lines that an office ended without a full stop itself."""
    release = parse_press_release(read(file), NOUNS)
    return "\n".join((release.title, *release.highlights, *(block.text for block in release.body)))


@pytest.mark.parametrize(("file", "network"), CASES)
def test_a_text_begins_as_a_text_does(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    first = draft.text[0]
    assert first.isupper() or first.isdigit() or first in "¡¿«“" or _EMOJI.match(first)
    assert not begins_with_connector(draft.text.split("\n")[0])


@pytest.mark.parametrize(("file", "network"), CASES)
def test_nothing_of_the_letter_itself_goes_out(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    assert not any(is_furniture(line) for line in draft.text.split("\n"))
    assert all(dateline_of(paragraph)[0] is None for paragraph in draft.text.split("\n\n"))
    for told in ("Contacto", "555 01 01", "555 02 02", "555 03 03", "Saludos", "Boletín", "BOLETÍN", "Quedo al"):
        assert told not in draft.text


@pytest.mark.parametrize(("file", "network"), CASES)
def test_no_line_shouts_and_no_space_is_doubled(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    assert not any(is_in_capitals(line) for line in lines_of(draft.text))
    assert "  " not in draft.text
    assert "\n\n\n" not in draft.text
    assert draft.text == draft.text.strip()


@pytest.mark.parametrize(("file", "network"), CASES)
def test_links_and_hashtags_are_kept_and_none_is_twice(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    release = parse_press_release(read(file), NOUNS)
    assert set(release.links) <= set(links_in(draft.text))
    strategy = bootstrap.catalogue().strategy(network)
    there = [folded(tag) for tag in HASHTAG.findall(LINK.sub("", draft.text))]
    assert {folded(tag) for tag in strategy.hashtags} <= set(there)
    at_the_end = draft.text.rpartition("\n")[2]
    assert len(hashtags_in(at_the_end)) == len(HASHTAG.findall(at_the_end))
    if release.hashtags and strategy.advised_hashtags > len(strategy.hashtags):
        assert folded(release.hashtags[0]) in there


@pytest.mark.parametrize(("file", "network"), CASES)
def test_no_word_is_made_up(file: Path, network: Network) -> None:
    draft, _, _ = draft_of(file, network)
    known = set(_WORD.findall(folded(read(file)))) | {"leon"}
    assert set(_WORD.findall(folded(draft.text))) <= known


@pytest.mark.parametrize(("file", "network"), CASES)
def test_writing_what_was_written_changes_nothing(file: Path, network: Network) -> None:
    draft, _, limit = draft_of(file, network)
    counter = bootstrap.text_counter()
    strategy = bootstrap.catalogue().strategy(network)
    brief = Brief(network, draft.text, limit, partial(counter.length, network), strategy.hashtags)
    again = ExtractiveWriter(NOUNS).write(brief)
    assert again.text == draft.text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sentence_of_a_release_is_somewhere(file: Path) -> None:
    """What is not understood as something else is body: no sentence of the news is lost."""
    release = parse_press_release(read(file), NOUNS)
    parts = (release.title, *release.highlights, *(block.text for block in release.body), *release.furniture)
    kept = set(_WORD.findall(folded(" ".join((*parts, *release.hashtags)))))
    dateline = set(_WORD.findall("leon guanajuato gto a de 2026 " + " ".join(map(str, range(32)))))
    months = set(_WORD.findall("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"))
    assert set(_WORD.findall(folded(read(file)))) <= kept | dateline | months


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("01", "Arranca SAPAL obra de drenaje en la colonia Las Joyas; beneficiará a 12 mil habitantes"),
        ("02", "Abre el DIF León inscripciones a los Centros de Asistencia Infantil Comunitarios"),
        ("03", "Últimos días para pagar el predial con 10 % de descuento"),
        ("04", "Lleva Salud jornada gratuita de vacunación antirrábica a 25 colonias"),
        ("07", "Ofertarán mil 200 vacantes en la Feria de Empleo para Mujeres"),
        ("08", "Disminuye 18 por ciento el robo a casa habitación en León: Secretaría de Seguridad"),
        ("09", "Nace un león blanco en el Parque Zoológico de León"),
        ("11", "Emite Protección Civil recomendaciones por lluvias fuertes para este fin de semana ⛈️"),
        ("13", "Aviso: no habrá recolección de basura el 1 de mayo"),
        ("17", "Será León sede del Festival Internacional del Globo 2026; esperan más de 500 mil visitantes"),
        ("19", "Rehabilitan 48 km de caminos rurales"),
    ],
)
def test_a_title_in_capitals_is_written_as_a_sentence(file: str, title: str) -> None:
    (found,) = [one for one in FILES if one.stem.startswith(file)]
    assert title_of(read(found), NOUNS) == title


def test_a_body_in_capitals_is_written_as_sentences() -> None:
    (found,) = [one for one in FILES if one.stem.startswith("19")]
    text = drafts_of(found)[Network.FACEBOOK][0].text
    assert "«Ahora la ambulancia ya entra hasta la escuela», contó el delegado de Duarte, Sr. Matías Olmos." in text
    assert "San Juan de Abajo y Santa Ana del Conde" in text


def test_what_an_official_said_in_several_sentences_is_whole_or_not_there() -> None:
    (found,) = [one for one in FILES if one.stem.startswith("10")]
    for draft, _, _ in drafts_of(found).values():
        assert "Hoy le decimos" not in draft.text


def test_the_examples_show_what_the_program_does_now() -> None:
    shown = (ROOT / "docs" / "ejemplos-de-redaccion.md").read_text(encoding="utf-8")
    assert shown == page(FILES)
