"""2.1, 2.4: the office's own text as it is; of a release the most important, in whole sentences, whatever it is like."""

import re
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.material import FileRole, MaterialFile
from chalicelib.domain.networks import Network
from chalicelib.domain.sentences import is_balanced
from chalicelib.domain.spanish import HASHTAG, hashtags_in, link_of, links_in
from chalicelib.domain.spanish import LINK as ANY_LINK
from chalicelib.ports import Brief, Draft
from chalicelib.procedure.wording import ExtractiveWriter, source_text
from chalicelib.procedure.wording.openings import standing_alone
from chalicelib.procedure.wording.ranking import value_of
from chalicelib.procedure.wording.sources import likeness
from tests.builders import NOW
from tests.unit.procedure.test_wording import LIMITS, TAGS, TEXTS, weighted, words_of

LINK = "https://www.leon.gob.mx/parques"
LONG_RELEASE = (
    "ABREN GRATIS LOS PARQUES\n\nLeón, Guanajuato. A 5 de febrero de 2026. Desde el sábado 7 de febrero se puede entrar "
    "sin costo a los parques de la ciudad. La entrada es de 8:00 a 18:00 horas en el Parque Metropolitano. El domingo 8 "
    "de febrero habrá actividades gratuitas en la explanada del parque. Más de 12 mil familias los visitan cada semana. "
    f"Las personas adultas pueden registrarse en el módulo de la entrada. Consulta los horarios en {LINK}."
)


def write(text: str, **changes: Any) -> Draft:
    fields: dict[str, Any] = {
        "network": Network.X,
        "text": text,
        "limit": 280,
        "length": weighted,
        "hashtags": ("#León",),
    }
    return ExtractiveWriter().write(Brief(**(fields | changes)))


# Whatever comes ---------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(
    text=TEXTS | st.text(min_size=1, max_size=600),
    tags=TAGS,
    limit=LIMITS | st.integers(600, 2200),
    length=st.sampled_from([len, weighted]),
    own=st.booleans(),
    parts=st.sampled_from([1, 3]),
)
def test_no_post_is_ever_over_the_limit(
    text: str, tags: tuple[str, ...], limit: int, length: Any, *, own: bool, parts: int
) -> None:
    draft = write(text, hashtags=tags, limit=limit, length=length, is_own_text=own, parts=parts)
    assert all(length(post) <= limit for post in (draft.text, *draft.thread))
    assert len(draft.thread) < parts


@settings(max_examples=60)
@given(text=TEXTS, tags=TAGS, limit=LIMITS, length=st.sampled_from([len, weighted]), own=st.booleans())
@example(text=f"{LINK}?x=1 #MiBarrioHabla", tags=(), limit=24, length=len, own=True)
@example(text=f"{LINK}?x=1 #MiBarrioHabla", tags=(), limit=24, length=len, own=False)
@example(text="#MiBarrioHablaPorSusParques y más", tags=(), limit=20, length=len, own=True)
def test_no_word_link_or_hashtag_is_cut(
    text: str, tags: tuple[str, ...], limit: int, length: Any, *, own: bool
) -> None:
    draft = write(text, hashtags=tags, limit=limit, length=length, is_own_text=own)
    allowed = words_of(text) | set(tags)
    bare = {word.rstrip(" ,;:") for word in allowed} | {word.rstrip(".!…,;:") for word in allowed}
    assert words_of(draft.text) <= allowed | bare | {f"{word}." for word in bare} | {f"{word}…" for word in bare} | {
        "…",
        "•",
    }


@settings(max_examples=60)
@given(text=TEXTS, tags=TAGS, limit=LIMITS)
@example(text="León " * 60 + "#TrabajandoParaTi", tags=("#TrabajandoParaTi",), limit=100)
def test_of_a_release_every_hashtag_of_the_strategy_is_there(text: str, tags: tuple[str, ...], limit: int) -> None:
    draft = write(text, hashtags=tags, limit=limit, length=len)
    assert all(tag.casefold() in draft.text.casefold() for tag in tags)


def without_repeated_links(text: str) -> str:
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        link = link_of(found[0])
        is_repeated = link in seen
        seen.add(link)
        return found[0].removeprefix(link) if is_repeated else found[0]

    return ANY_LINK.sub(once, text)


@example(text="León León León #MiBarrioHabla #MiBarrioHabla ¿Sabías? León #MiBarrioHabla ", limit=70)
@settings(max_examples=60)
@given(text=TEXTS, limit=LIMITS | st.integers(600, 2200))
@example(text="León " + "https://www.leon.gob.mx/parques?x=1\n" * 2, limit=70)
def test_what_was_left_out_is_said(text: str, limit: int) -> None:
    draft = write(text, limit=limit, length=len, hashtags=())
    if draft.warnings:
        return
    # A link that the material gives twice need not be there twice.
    said, kept = (
        re.findall(r"\w+", HASHTAG.sub("", without_repeated_links(one)).casefold()) for one in (text, draft.text)
    )
    # A sentence that only repeats what was said need not be there either: no word is lost.
    assert set(said) == set(kept)


@settings(max_examples=60)
@given(text=TEXTS, limit=LIMITS)
def test_the_same_brief_gives_the_same_text(text: str, limit: int) -> None:
    assert write(text, limit=limit) == write(text, limit=limit)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A ",
        "“",
        "«hola. ",
        "León, Gto. ",
        "# ",
        "a.b.",
        "• a\n",
        "A. B. ",
        "-",
        "*\n",
        "EL NIÑO. ",
        '"',
        "@a",
    ],
)
def test_a_text_that_was_made_to_be_slow_is_not(unit: str) -> None:
    text = (unit * (10_000 // len(unit)))[:10_000]
    started = time.perf_counter()
    draft = write(text, length=len)
    assert time.perf_counter() - started < 4
    assert len(draft.text) <= 280


# A release on X ---------------------------------------------------------------------------------------------------


def test_the_title_comes_first_then_what_a_citizen_needs_then_the_link_and_the_hashtags() -> None:
    text = write(LONG_RELEASE).text
    paragraphs = text.split("\n\n")
    assert paragraphs[0] == "Abren gratis los parques"
    assert "sábado 7 de febrero" in text or "domingo 8 de febrero" in text
    assert links_in(text) == (LINK,)
    assert paragraphs[-1] == "#León"


def test_a_link_is_worth_more_than_a_sentence() -> None:
    release = f"León, Gto. a 5 de febrero de 2026.- {'Una oración muy larga de muchas palabras ' * 6}termina aquí. Ve a {LINK}."
    assert LINK in write(release).text


def test_when_no_sentence_fits_the_title_is_taken_before_words_are_cut() -> None:
    endless = "La obra " + "que se hizo en la calle " * 20 + "terminó."
    draft = write(f"TERMINA LA OBRA DE LA CALLE\n\nLeón, Gto. a 5 de febrero de 2026.- {endless}")
    assert draft.text == "Termina la obra de la calle\n\n#León"


def test_only_when_nothing_is_whole_words_are_cut_and_it_is_said() -> None:
    endless = "La obra " + "que se hizo en la calle " * 20 + "terminó."
    draft = write(f"León, Gto. a 5 de febrero de 2026.- {endless}")
    assert draft.text.split("\n\n")[0].endswith("…")
    assert "recortó" in draft.warnings[0]


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Asimismo, se instalarán 40 luminarias.", "Se instalarán 40 luminarias."),
        ("Por otra parte, el parque abrirá el lunes.", "El parque abrirá el lunes."),
        ("Cabe destacar que la obra costó 3 millones.", "La obra costó 3 millones."),
        ("Al respecto, informó que habrá tres módulos.", "Habrá tres módulos."),
        ("También habrá talleres.", "Habrá talleres."),
        ("Él agregó que será en mayo.", None),
        ("Esta obra beneficia a todos.", None),
        ("Dichos grupos reciben capacitación.", None),
        ("Lo anterior permitirá ahorrar.", None),
        ("Expresó su alegría.", None),
        ("Las demás funcionarán con normalidad.", None),
        ("Comentó que habrá parques y que se plantarán árboles.", None),
        ("Este domingo abre el parque.", "Este domingo abre el parque."),
        ("El parque abre el lunes.", "El parque abre el lunes."),
    ],
)
def test_no_post_begins_with_what_leans_on_another_sentence(sentence: str, alone: str | None) -> None:
    assert standing_alone(sentence) == alone


@pytest.mark.parametrize(
    "kept",
    [
        "“La obra va bien. Terminará en mayo”, dijo el Ing. Pérez.",
        "¿Cuándo? ¡Hoy mismo!",
        "Costó 1,500.50 pesos a las 9:30 p. m. de ayer.",
    ],
)
def test_no_quotation_question_or_number_is_parted(kept: str) -> None:
    for limit in range(70, 200, 7):
        draft = write(f"{kept} {'Y otra cosa más. ' * 20}", limit=limit, length=len, is_own_text=True)
        assert is_balanced(draft.text)
        for whole in ("1,500.50", "9:30 p. m.", "Ing. Pérez"):
            assert whole not in kept or whole in draft.text or whole[:3] not in draft.text


# Threads, own texts, hashtags -------------------------------------------------------------------------------------


def test_a_thread_has_numbered_posts_of_whole_sentences() -> None:
    draft = write(LONG_RELEASE, parts=3, limit=200)
    posts = (draft.text, *draft.thread)
    assert 2 <= len(posts) <= 3
    for number, post in enumerate(posts, start=1):
        body, _, numbering = post.rpartition("\n\n")
        assert numbering == f"{number}/{len(posts)}"
        assert weighted(post) <= 200
        assert is_balanced(body)
    assert LINK in "\n".join(posts)


def test_what_fits_in_one_post_is_no_thread() -> None:
    draft = write("Hoy abre el parque.", parts=3)
    assert (draft.text, draft.thread) == ("Hoy abre el parque.\n\n#León", ())


def test_an_own_text_that_is_too_long_becomes_a_thread_where_the_strategy_has_one() -> None:
    text = "Primera oración del aviso. " * 8 + f"Consulta {LINK} y participa."
    draft = write(text, parts=3, is_own_text=True, limit=150)
    assert draft.warnings == ()
    joined = " ".join(re.sub(r"\n\n\d/\d$", "", post) for post in (draft.text, *draft.thread))
    assert joined == text
    assert draft.thread


def test_an_own_text_goes_out_as_it_is() -> None:
    draft = write("ABREN  LOS PARQUES.\nAsimismo, ven hoy 🌳", is_own_text=True)
    assert draft == Draft("ABREN LOS PARQUES.\nAsimismo, ven hoy 🌳\n\n#León")


def test_an_own_text_is_not_cut_for_a_hashtag() -> None:
    text = "Ven hoy al parque con toda la familia a caminar, correr y disfrutar del aire libre."
    assert write(text, is_own_text=True, limit=len(text) + 3, length=len) == Draft(text)


def test_an_own_text_that_is_cut_says_so() -> None:
    draft = write("Ven hoy al parque. " * 30, is_own_text=True)
    assert draft.text.startswith("Ven hoy al parque. Ven hoy")
    assert "recortó" in draft.warnings[0]


def test_hashtags_are_not_written_twice_whatever_their_accents() -> None:
    draft = write("Ven al parque de #Leon y a la feria #MiBarrio.", hashtags=("#León", "#MiBarrio", "#Parques"))
    assert [tag.casefold() for tag in hashtags_in(draft.text)] == ["#leon", "#mibarrio", "#parques"]


def test_the_networks_advice_on_hashtags_is_kept() -> None:
    tags = "#Uno #Dos #Tres #Cuatro"
    draft = write(f"{LONG_RELEASE}\n\n{tags}", advised_hashtags=2)
    assert hashtags_in(draft.text) == ("#León", "#Uno")


def test_no_network_gets_more_hashtags_than_it_takes() -> None:
    draft = write(LONG_RELEASE, hashtags=("#A1x", "#B1x", "#C1x"), max_hashtags=2)
    assert len(hashtags_in(draft.text)) == 2


# The material -----------------------------------------------------------------------------------------------------


def a_bulletin(**texts: str) -> Bulletin:
    files = {
        name: MaterialFile(name=name, key=name, sequencer="1", role=FileRole.TEXT, text=text, sha256=name)
        for name, text in texts.items()
    }
    return Bulletin(
        id="BOL-20260205-ABCDEF",
        created_at=NOW,
        source="prensa",
        on=NOW.date(),
        slug="parques",
        files=files,
        settled=True,
    )


def test_a_release_that_came_twice_counts_once_and_the_richer_one_is_taken() -> None:
    poor = " ".join(LONG_RELEASE.split())
    both = a_bulletin(**{"a.pdf": poor, "b.docx": LONG_RELEASE})
    assert source_text(both) == LONG_RELEASE
    assert source_text(a_bulletin(**{"a.docx": LONG_RELEASE, "b.pdf": poor})) == LONG_RELEASE


def test_two_different_texts_are_both_taken_the_release_first() -> None:
    note = "Recordatorio para el equipo de imagen sobre los colores de la campaña."
    assert source_text(a_bulletin(**{"a.txt": note, "b.docx": LONG_RELEASE})) == f"{LONG_RELEASE}\n\n{note}"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("", "", 1.0), ("a b c d", "a b c d", 1.0), ("a b", "c d", 0.0), ("a a b b", "a b", 2 / 3)],
)
def test_likeness_is_the_share_of_common_words(one: str, other: str, alike: float) -> None:
    assert likeness(one, other) == pytest.approx(alike)


def test_a_text_that_does_not_fit_at_all_is_said() -> None:
    draft = write("👩" * 10, limit=100, hashtags=("#" + "a" * 60, "#" + "b" * 60), length=len)
    assert len(draft.text) <= 100
    assert draft.warnings or draft.text


def test_every_warning_is_a_sentence() -> None:
    for warning in (texts_es.text_was_shortened(1, 3), texts_es.links_left_out([LINK]), texts_es.TEXT_DOES_NOT_FIT):
        assert warning[0].isupper()
        assert warning.endswith(".")


# What offices paste ------------------------------------------------------------------------------------------------


def test_who_forwarded_a_message_is_not_published_with_it() -> None:
    text = write("[10:42 a. m., 14/8/2026] Lupita Enlace: *¡Carrera 10K!*\n_Cupo limitado_ en a_b.gob.mx/x_y").text
    assert text.startswith("¡Carrera 10K!\nCupo limitado en a_b.gob.mx/x_y")


@pytest.mark.parametrize("limit", [280, 2000])
def test_of_a_letter_of_a_liaison_only_the_news_goes_out(limit: int) -> None:
    letter = (
        "Buenas tardes compañeros,\n\nPor instrucciones de la Lic. Ramos, les hago llegar la información para que por favor "
        "nos apoyen con la difusión en redes sociales.\n\nCampaña de esterilización\n\nFecha: 12 y 13 de junio\n"
        "Lugar: Centro de Control y Bienestar Animal, bulevar Las Torres 305\nHorario: 8:00 a 13:00 hrs\n\n"
        "Quedo atenta a sus comentarios.\n\nSaludos.\n\nLic. Brenda Ortiz\nDirección General de Salud\nTel. 477 714 60 00"
    )
    text = write(letter, limit=limit).text
    assert text.startswith("Campaña de esterilización\n\n")
    assert "• Fecha: 12 y 13 de junio" in text
    assert "• Horario: 8:00 a 13:00 hrs" in text
    assert not any(word in text for word in ("Ramos", "Ortiz", "714 60 00", "comentarios"))


def test_a_statement_is_never_its_title_alone() -> None:
    statement = (
        "Posicionamiento del Gobierno Municipal\n\nLeón, Gto., a 3 de mayo de 2026.- Condenamos los hechos. Nos duele."
    )
    assert "Condenamos los hechos." in write(statement).text


def test_a_closure_says_which_day_rather_than_its_street_again() -> None:
    lead = (
        "La Dirección General de Movilidad informa que, por obras de SAPAL, del lunes 19 al viernes 23 de enero permanecerá "
        "cerrado a la circulación el bulevar Adolfo López Mateos, sentido oriente-poniente."
    )
    notice = f"Aviso vial\n\nCierre total en el bulevar López Mateos\n\nLeón, Gto., a 18 de enero de 2026.- {lead}"
    assert "del lunes 19 al viernes 23 de enero" in write(notice).text
    # Where no sentence with the day fits, a person is told.
    draft = write(notice.replace("oriente-poniente", "oriente-poniente " + "y otra calle más " * 12))
    assert texts_es.DATE_LEFT_OUT in draft.warnings


def test_the_name_of_who_died_belongs_to_the_title() -> None:
    dated = "León, Gto., a 3 de mayo de 2026"
    text = write(f"El Municipio lamenta la muerte del\n\nMtro. Rogelio Díaz\n\nDescanse en paz.\n\n{dated}").text
    assert text.startswith("El Municipio lamenta la muerte del Mtro. Rogelio Díaz\n\nDescanse en paz.")


def test_the_dateline_of_a_second_city_is_no_sentence() -> None:
    release = (
        "Firman convenio\n\nLeón, Gto., a 4 de marzo de 2026.- Hay convenio.\n\n"
        "Silao de la Victoria, Gto., a 4 de marzo de 2026.- La alcaldesa celebró el convenio."
    )
    text = write(release, limit=2000).text
    assert "Victoria" not in text
    assert "La alcaldesa celebró el convenio." in text


def test_what_cancels_or_warns_is_worth_more_than_what_adorns() -> None:
    assert value_of("No consuma el agua turbia.") > value_of("El parque es de todos.")
    assert value_of("Lo correcto es: el 25 de abril.") > value_of("Se dijo que era el 24 de abril.")
