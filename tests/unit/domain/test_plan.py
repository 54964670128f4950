"""How offices write dates, hours, networks and headings, and what a row asks for."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.material_key import parse_key
from chalicelib.domain.networks import Network
from chalicelib.domain.plan import PlanLine, read_line, slug_of
from chalicelib.domain.plan_columns import columns, fields_by_heading
from tests.builders import TODAY


def a_line(**cells: str) -> PlanLine:
    line, errors = read_line({"on": "25/11/2026", "at": "9:00", "text": "Hola"} | cells)
    assert line, errors
    return line


@pytest.mark.parametrize(
    "written",
    [
        "25/11/2026",
        "25-11-2026",
        "25.11.26",
        "2026-11-25",
        "2026/11/25",
        "25 de noviembre de 2026",
        "25 de Noviembre del 2026",
        "25-nov-26",
        "25 nov. 2026",
    ],
)
def test_a_date_is_understood_as_it_is_written(written: str) -> None:
    assert a_line(on=written).on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("9:00", time(9)),
        ("09:00:00", time(9)),
        ("9.30", time(9, 30)),
        ("9:00 a. m.", time(9)),
        ("9:00 AM", time(9)),
        ("9 pm", time(21)),
        ("12:15 p.m.", time(12, 15)),
        ("12:15 a.m.", time(0, 15)),
        ("17:30 hrs", time(17, 30)),
        ("17:30 h", time(17, 30)),
    ],
)
def test_an_hour_is_understood_as_it_is_written(written: str, meant: time) -> None:
    assert a_line(at=written).at == meant


@pytest.mark.parametrize("written", ["9", "24:00", "9:60", "13 pm", "0 am", "nueve", "9:0", "0.375"])
def test_an_hour_that_could_mean_anything_is_refused(written: str) -> None:
    assert read_line({"on": "25/11/2026", "at": written, "text": "Hola"})[0] is None


def test_a_date_and_an_hour_may_share_a_cell() -> None:
    line, _ = read_line({"on": "2026-11-25 17:30", "text": "Hola"})
    assert line
    assert (line.on, line.at) == (date(2026, 11, 25), time(17, 30))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("X", (Network.X,)),
        ("Twitter y Facebook", (Network.X, Network.FACEBOOK)),
        ("ig/fb\nx", (Network.INSTAGRAM, Network.FACEBOOK, Network.X)),
        ("Facebook, facebook", (Network.FACEBOOK,)),
        ("Todas", None),
    ],
)
def test_networks_are_understood_by_any_of_their_names(written: str, meant: tuple[Network, ...] | None) -> None:
    assert a_line(networks=written).networks == meant


def test_other_media_are_understood_as_people_write_them() -> None:
    line = a_line(other_media="WhatsApp y Impreso; whatsapp")
    assert line.other_media == ("whatsapp", "impreso")
    assert line.order([Network.X]).other_media == ("whatsapp", "impreso")


@pytest.mark.parametrize(
    "heading", ["Fecha", "FECHA", " fecha: ", "Día", "fecha de publicación", "Fecha_de-Publicacion"]
)
def test_a_heading_is_understood_in_any_dress(heading: str) -> None:
    assert fields_by_heading([heading, "texto"])[heading] == "on"


def test_every_column_is_understood_by_the_name_we_give_it() -> None:
    assert len(fields_by_heading(columns())) == len(columns()) == len(set(PlanLine.model_fields))


def test_a_row_without_a_name_goes_by_the_first_words_of_its_text() -> None:
    assert a_line(text="¡Niñez feliz! Ven al parque").slug == "ninez-feliz-ven-al-parque"
    assert a_line(name="Navidad 2026").slug == "navidad-2026"


@given(st.text(max_size=120))
def test_whatever_its_name_files_can_be_delivered_to_the_folder_of_a_row(name: str) -> None:
    slug = slug_of(name)
    if slug:
        key = parse_key(f"imagen/2026-11-23/{slug}/foto.jpg", today=TODAY, departments=frozenset())
        assert key.slug == slug == slug_of(slug)


@given(st.dictionaries(st.sampled_from(sorted(PlanLine.model_fields)), st.text(max_size=40)))
def test_any_cells_are_a_row_or_say_what_is_wrong(cells: dict[str, str]) -> None:
    line, errors = read_line(cells)
    assert bool(line) != bool(errors)


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("26/11/2026", "2026-11-27T06:00:00+00:00"),
        ("26/11/2026 18:00", "2026-11-27T00:00:00+00:00"),
        ("2026-11-26 6:30 pm", "2026-11-27T00:30:00+00:00"),
        ("26 de noviembre de 2026", "2026-11-27T06:00:00+00:00"),
    ],
)
def test_the_end_of_a_term_is_an_instant_or_a_day_to_its_end(written: str, utc: str) -> None:
    assert a_line(valid_until=written).valid_until == datetime.fromisoformat(utc)


def test_a_term_that_no_one_understands_is_told_by_its_column() -> None:
    line, errors = read_line({"on": "25/11/2026", "at": "9:00", "text": "Hola", "valid_until": "pronto"})
    assert line is None
    assert errors
    assert "vigente_hasta" in errors[0]


@pytest.mark.parametrize(
    ("written", "form"), [("Historia", "story"), ("story", "story"), ("publicación", "feed"), ("POST", "feed")]
)
def test_a_row_is_a_post_or_a_story_however_it_is_written(written: str, form: str) -> None:
    line = a_line(format=written, networks="instagram")
    assert line.order((Network.INSTAGRAM,)).formats == ({Network.INSTAGRAM: "story"} if form == "story" else {})


def test_a_row_that_does_not_say_is_a_post() -> None:
    assert a_line().order((Network.INSTAGRAM,)).formats == {}


@pytest.mark.parametrize(("networks", "form"), [("x, facebook", "historia"), ("instagram", "carrusel")])
def test_a_story_elsewhere_or_a_form_that_is_none_is_told_by_its_column(networks: str, form: str) -> None:
    row = {"on": "25/11/2026", "at": "9:00", "text": "Hola", "networks": networks, "format": form}
    line, errors = read_line(row)
    assert line is None
    assert "formato" in errors[0]
