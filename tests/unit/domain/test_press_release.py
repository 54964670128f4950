"""2.1: a press release is understood whatever is missing or out of order, and none of its sentences is lost."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.domain.capitals import is_in_capitals, sentence_case
from chalicelib.domain.furniture import begins_contact, dateline_of, is_end_mark, is_furniture
from chalicelib.domain.lines import paragraphs_of
from chalicelib.domain.press_release import parse_press_release
from chalicelib.domain.sentences import is_balanced, is_complete, is_unfinished, sentences_of
from chalicelib.domain.spanish import folded, links_in
from chalicelib.domain.spellings import ProperNouns, Spellings

NOUNS = load_catalogue().proper_nouns
BODY = "El parque abre el sábado. La entrada es gratuita para todas las familias de la ciudad."
PARTS = st.sampled_from(
    [
        "Boletín 12/2026",
        "PARA SU PUBLICACIÓN INMEDIATA",
        "ABRE EL PARQUE HIDALGO",
        "Abre el parque",
        "• Será el sábado",
        "León, Guanajuato. A 5 de febrero de 2026.",
        f"León, Gto., a 5 de febrero de 2026.- {BODY}",
        BODY,
        "“Es de todos. Es suyo”, dijo el Ing. Pérez.",
        "Los requisitos son:",
        "- CURP\n- Acta",
        "#León #Parques",
        "Consulta https://www.leon.gob.mx/parques o llama al 072.",
        "-000-",
        "Contacto: Lic. Ana Robles",
        "Tel. 477 555 01 01",
        "Dirección General de Comunicación Social",
    ]
)


@given(st.lists(PARTS, min_size=1, max_size=12).map("\n\n".join) | st.text(max_size=300))
def test_no_word_of_a_release_is_lost_in_any_order(text: str) -> None:
    release = parse_press_release(text)
    parts = [release.title, *release.highlights, *(block.text for block in release.body), *release.furniture]
    kept = set(re.findall(r"\w+", folded(" ".join((*parts, *release.hashtags)))))
    dateline = set(re.findall(r"\w+", "leon guanajuato gto mexico mex a de del asunto titulo")) | {
        "febrero",
        "5",
        "2026",
    }
    lost = set(re.findall(r"\w+", folded(" ".join(paragraphs_of(text))))) - kept - dateline
    assert not lost


def test_the_parts_of_a_release() -> None:
    release = parse_press_release(
        "Boletín 7/2026\n\nABRE SAPAL CAJEROS\n\n• Son diez.\n• Están en León.\n\nLeón, Guanajuato. A 3 de mayo de 2026. "
        "SAPAL abrió cajeros. “Son para todos. Úsenlos”, dijo el Ing. Ruiz.\n\nVe a "
        "https://sapal.gob.mx/cajeros o a @SAPAL_leon.\n\n"
        "#León #Agua\n\n-000-\n\nContacto: Lic. Ana Robles\nprensa@leon.example.mx",
        NOUNS,
    )
    assert release.title == "Abre SAPAL cajeros"
    assert release.highlights == ("Son diez.", "Están en León.")
    assert release.dateline is not None
    assert (release.dateline.city, release.dateline.state, release.dateline.on) == (
        "León",
        "Guanajuato",
        date(2026, 5, 3),
    )
    assert release.sentences[:2] == ("SAPAL abrió cajeros.", "“Son para todos. Úsenlos”, dijo el Ing. Ruiz.")
    assert release.quotations == ("“Son para todos. Úsenlos”, dijo el Ing. Ruiz.",)
    assert release.hashtags == ("#León", "#Agua")
    assert release.mentions == ("@SAPAL_leon",)
    assert release.links == ("https://sapal.gob.mx/cajeros",)
    assert release.furniture == ("Boletín 7/2026", "-000-", "Contacto: Lic. Ana Robles", "prensa@leon.example.mx")


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("León, Guanajuato. A 23 de diciembre de 2021. Hoy", date(2021, 12, 23)),
        ("León, Gto., a 23 de diciembre de 2021.- Hoy", date(2021, 12, 23)),
        ("León, Guanajuato, México, a jueves 23 de diciembre del 2021.– Hoy", date(2021, 12, 23)),
        ("LEÓN, GUANAJUATO. A 1º DE MAYO DE 2026. HOY", date(2026, 5, 1)),
        ("León, Gto.- Hoy", None),
        ("León, Guanajuato. Junio de 2022. Hoy", None),
        ("León, Gto. a 31 de febrero de 2026. Hoy", None),
    ],
)
def test_a_dateline_is_found_as_offices_write_it(line: str, on: date | None) -> None:
    dateline, rest = dateline_of(line)
    assert dateline is not None
    assert dateline.on == on
    assert rest.lower() == "hoy"


@pytest.mark.parametrize(
    "line",
    [
        "León es una ciudad.",
        "León, Guanajuato es sede del festival.",
        "En León, Gto. hay parques.",
        "León tiene 3 parques",
    ],
)
def test_a_sentence_that_begins_with_the_city_is_no_dateline(line: str) -> None:
    assert dateline_of(line) == (None, line)


@pytest.mark.parametrize(
    "line",
    [
        "Boletín 123/2026", "BOLETÍN No. 0872", "Boletín de prensa Núm. 45", "COMUNICADO DE PRENSA", "-000-", "***", "- - -",
        "PARA SU PUBLICACIÓN INMEDIATA", "Dirección General de Comunicación Social", "Municipio de León",
        "23 de mayo de 2026",
        "Buenas tardes, compañeros:", "Les comparto el boletín de hoy.", "Saludos cordiales", "Página 2 de 3",
        "Logotipo del Municipio",
    ],
)  # fmt: skip
def test_what_is_about_the_letter_is_furniture(line: str) -> None:
    assert is_furniture(line) or is_end_mark(line)


@pytest.mark.parametrize(
    "line",
    [
        "Boletín informativo sobre el agua en la ciudad de León.", "El municipio de León abre parques.",
        "Gracias a todas y todos por venir hoy.",
        "Para mayor información, llama al 072.", "Comunicación Social ganó un premio.", "La nota más alta fue 10.",
        "Hola León, abre el parque. Ven.",
    ],
)  # fmt: skip
def test_news_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert not begins_contact(line)


def test_news_after_the_contact_is_news() -> None:
    release = parse_press_release(f"Contacto: Lic. Ana Robles\nTel. 477 555 01 01\n\nABRE EL PARQUE\n\n{BODY} {BODY}")
    assert BODY.partition(".")[0] in " ".join(release.sentences)


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("El Lic. Ruiz vino. Ya se fue.", ["El Lic. Ruiz vino.", "Ya se fue."]),
        ("Costó 1,500.50 pesos. Fin.", ["Costó 1,500.50 pesos.", "Fin."]),
        (
            "Será a las 9:00 a. m. en León, Gto. Habrá talleres.",
            ["Será a las 9:00 a. m. en León, Gto.", "Habrá talleres."],
        ),
        ("Vienen de EE. UU. y Canadá. Fin.", ["Vienen de EE. UU. y Canadá.", "Fin."]),
        ("“Uno. Dos. Tres”, dijo. Cuatro.", ["“Uno. Dos. Tres”, dijo.", "Cuatro."]),
        ("“Todo. Es una cita”, dijo.", ["“Todo. Es una cita”, dijo."]),
        ("¿Quieres ir? ¡Ve! Hoy.", ["¿Quieres ir?", "¡Ve!", "Hoy."]),
        ("«¡Vengan!», pidió. Fueron.", ["«¡Vengan!», pidió.", "Fueron."]),
        ("Ve a www.leon.gob.mx. Fin.", ["Ve a www.leon.gob.mx.", "Fin."]),
        ("La Núm. 5 y la No. 6. Dijo que no. Fin.", ["La Núm. 5 y la No. 6.", "Dijo que no.", "Fin."]),
        ("Apoya el DIF. Es gratis.", ["Apoya el DIF.", "Es gratis."]),
        ("Vino J. Pérez... y se fue. Fin", ["Vino J. Pérez... y se fue.", "Fin"]),
        ("Una “cita abierta. Otra cosa. Fin.", ["Una “cita abierta.", "Otra cosa.", "Fin."]),
    ],
)
def test_a_sentence_ends_where_a_reader_says_so(paragraph: str, sentences: list[str]) -> None:
    assert sentences_of(paragraph) == sentences


@given(st.text(alphabet='aA.!?…“”«»() "1,', max_size=120))
def test_sentences_joined_are_the_paragraph_again(text: str) -> None:
    paragraph = " ".join(text.split())
    assert "".join("".join(sentences_of(paragraph)).split()) == "".join(paragraph.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ve a https://leon.gob.mx/a, hoy.", ("https://leon.gob.mx/a",)),
        ("(www.leon.gob.mx/b)", ("www.leon.gob.mx/b",)),
        ("En leon.gob.mx/arbol y en sapal.gob.mx.", ("leon.gob.mx/arbol", "sapal.gob.mx")),
        ("Escribe a prensa@leon.gob.mx", ()),
        ("https://a.mx/x_(y)", ("https://a.mx/x_(y)",)),
    ],
)
def test_links_are_found_without_the_sentences_marks(text: str, found: tuple[str, ...]) -> None:
    assert links_in(text) == found


@pytest.mark.parametrize(
    ("capitals", "body", "written"),
    [
        ("INICIA OBRA EN LA PLAZA PRINCIPAL", "La Plaza Principal abre.", "Inicia obra en la Plaza Principal"),
        (
            "RECIBE RENATA VILLASEÑOR A NIÑAS",
            "La alcaldesa Renata Villaseñor vino.",
            "Recibe Renata Villaseñor a niñas",
        ),
        ("SIGLO XXI Y ETAPA II, MI CASA Y LA TUYA", "", "Siglo XXI y etapa II, mi casa y la tuya"),
        ("¿SABÍAS QUE…? HOY ABRE EL DIF LEÓN", "", "¿Sabías que…? Hoy abre el DIF León"),
        ("ENTREGAN APOYOS EN LA COLONIA LOS LAURELES", "", "Entregan apoyos en la colonia Los Laureles"),
        ("NACE UN LEÓN EN EL ZOOLÓGICO", "Un león nació. Es un león sano.", "Nace un león en el zoológico"),
        ("ABRE #MIBARRIOHABLA EN HTTPS://LEON.GOB.MX/A", "", "Abre #MIBARRIOHABLA en HTTPS://LEON.GOB.MX/A"),
        ("GRATIS EL PARQUE", "El parque es GRATIS para todos.", "Gratis el parque"),
        (
            "SECRETARÍA DE SEGURIDAD, PREVENCIÓN Y PROTECCIÓN CIUDADANA",
            "",
            "Secretaría de Seguridad, Prevención y Protección Ciudadana",
        ),
    ],
)
def test_capitals_become_a_sentence_with_its_proper_nouns(capitals: str, body: str, written: str) -> None:
    assert sentence_case(capitals, NOUNS, Spellings((body,))) == written


@given(st.text(max_size=200))
def test_only_the_case_of_letters_changes(text: str) -> None:
    written = sentence_case(text, ProperNouns(), Spellings(()))
    assert folded(written).upper() == folded(text).upper() or len(written) != len(text)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [("HOY NO", False), ("ABREN PARQUES", True), ("Abren PARQUES", False), ("#LEON https://A.MX", False)],
)
def test_what_is_in_capitals(text: str, *, is_so: bool) -> None:
    assert is_in_capitals(text) is is_so


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "Una línea que fue partida por el ancho\nde la carta y sigue.",
            ["Una línea que fue partida por el ancho de la carta y sigue."],
        ),
        ("Una pala-\nbra.", ["Una pala-", "bra."]),
        ("TÍTULO\nCuerpo del texto.", ["TÍTULO", "Cuerpo del texto."]),
        ("- uno\n* dos\n▪ tres", ["• uno", "• dos", "• tres"]),
        ("Regístrense desde hoy en\nhttps://a.mx", ["Regístrense desde hoy en https://a.mx"]),
        ("Regístrense desde hoy.\nhttps://a.mx", ["Regístrense desde hoy.", "https://a.mx"]),
        ("🟢 Uno\n🟢 Dos", ["🟢 Uno", "🟢 Dos"]),
    ],
)
def test_lines_become_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert paragraphs_of(text) == paragraphs


@pytest.mark.parametrize(
    ("text", "balanced", "complete", "unfinished"),
    [
        ("Así es.", True, True, False),
        ("“Así es.", False, False, False),
        ("¡Úsalos!", True, True, False),
        ("¿Vienes", False, False, False),
        ("Regístrate en", True, False, True),
        ("Los requisitos son:", True, False, True),
        ("Ve a https://a.mx/b", True, True, False),
        ("Ven 🌳", True, True, False),
    ],
)
def test_what_a_whole_sentence_is(text: str, *, balanced: bool, complete: bool, unfinished: bool) -> None:
    assert (is_balanced(text), is_complete(text), is_unfinished(text)) == (balanced, complete, unfinished)


@pytest.mark.parametrize(
    "whole",
    [
        "Ma. Eugenia Díaz vino.",
        "El M.V.Z. Mauricio llegó.",
        "Costó $3.00 M.N. (4 % más), como se dijo.",
        "Será el mar. 10 en la Sec. Téc. 12.",
        "Conforme al art. 14, frac. III, de la Ley.",
    ],
)
def test_an_abbreviation_of_the_offices_ends_no_sentence(whole: str) -> None:
    assert sentences_of(f"{whole} Y otra.") == [whole, "Y otra."]
