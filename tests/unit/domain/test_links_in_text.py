"""Which addresses a text has, with and without a scheme."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.links import MAX_LINKS, links_of


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Entra a https://leon.gob.mx/parques.", ["https://leon.gob.mx/parques"]),
        ("Entra a leon.gob.mx/x, hoy", ["leon.gob.mx/x"]),
        ("(www.leon.gob.mx)", ["www.leon.gob.mx"]),
        ("«https://leon.gob.mx/a»", ["https://leon.gob.mx/a"]),
        (
            "https://es.wikipedia.org/wiki/Le%C3%B3n_(Guanajuato)",
            ["https://es.wikipedia.org/wiki/Le%C3%B3n_(Guanajuato)"],
        ),
        ("bit.ly/3Xy y HTTPS://LEON.GOB.MX/A?b=1#c", ["bit.ly/3Xy", "HTTPS://LEON.GOB.MX/A?b=1#c"]),
        ("http://10.0.0.1/admin", ["http://10.0.0.1/admin"]),
        ("a@leon.gob.mx ana.me@gmail.com", []),
        ("La Sra.López ganó 3.50 el archivo.pdf a las 8.30hrs p.m.", []),
        ("leon.gob.mx leon.gob.mx", ["leon.gob.mx"]),
        ("Fin.En la com.mexa", []),
    ],
)
def test_links_are_found_as_networks_find_them(text: str, links: list[str]) -> None:
    assert list(links_of(text)) == links


def test_a_text_of_links_gives_the_first_twenty() -> None:
    assert len(links_of(" ".join(f"leon.gob.mx/{number}" for number in range(99)))) == MAX_LINKS


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("htp:/.leongbmx ()?#,"), max_size=80))
def test_a_link_is_a_part_of_its_text_and_ends_in_no_comma(text: str) -> None:
    for link in links_of(text):
        assert link in text
        assert link[-1] not in ",.;"
