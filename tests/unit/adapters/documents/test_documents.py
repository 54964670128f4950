"""Plain text and Markdown."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader
from chalicelib.adapters.documents.cleaning import readable
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.documents.packing import outcome


def read(text: str | bytes, name: str = "boletin.txt") -> str:
    content = text if isinstance(text, bytes) else text.encode()
    return OfficeDocumentReader().read(content, name).text


def rejection(content: bytes, name: str = "boletin.txt") -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(content, name)
    return str(caught.value)


def markdown(text: str) -> str:
    return read(text, "boletin.md")


# Plain text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "León".encode(),
        codecs.BOM_UTF8 + "León".encode(),
        "León".encode("utf-16"),
        codecs.BOM_UTF16_BE + "León".encode("utf-16-be"),
    ],
)
def test_every_usual_encoding_of_unicode_is_read(content: bytes) -> None:
    assert read(content) == "León"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "text",
    [
        "León",
        "¿Qué? ¡Niñas y niños!",
        "«Los parques son de quienes los caminan», señaló — y así será…",
        "AÑO NUEVO EN LEÓN: MÚSICA, DANZA Y TRADICIÓN",
    ],
)
def test_what_older_programs_write_is_read_as_the_spanish_it_is(encoding: str, text: str) -> None:
    assert read(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"a\x9d\xfe\xdf\xdf", b"\x00\x01\x02\x03\xff", "Добрый день".encode("cp1251")]
)
def test_another_encoding_is_rejected_with_what_to_do(content: bytes) -> None:
    assert rejection(content) == texts_es.TEXT_NOT_UTF8


def test_an_accent_typed_apart_is_the_same_letter() -> None:
    assert read("Boleti\u0301n") == "Boletín"


def test_I18_controls_and_what_turns_or_hides_words_are_gone_and_emoji_stay_whole() -> None:
    assert read("a\x00b\x07c\u202ed\u200be\ufefff 👨\u200d👩\u200d👧 🧑🏻") == "abcdef 👨\u200d👩\u200d👧 🧑🏻"


def test_line_ends_of_every_system_are_one() -> None:
    assert read("uno\r\ndos\rtres\u2028cuatro\r\n\r\n\r\n\r\ncinco  \n") == "uno\ndos\ntres\ncuatro\n\ncinco"


@pytest.mark.parametrize("content", [b" \n\t\n", b"\xef\xbb\xbf", "\u200b\u202e".encode()])
def test_a_document_without_visible_words_is_rejected(content: bytes) -> None:
    assert rejection(content) == texts_es.TEXT_EMPTY


def test_an_empty_file_says_so() -> None:
    assert rejection(b"") == texts_es.FILE_EMPTY


def test_a_text_has_a_greatest_length_and_a_file_a_greatest_size() -> None:
    assert read(b"a" * 12_000)
    assert rejection(b"a" * 300_001) == texts_es.TEXT_TOO_LONG
    assert rejection(b"a" * 1_000_001) == texts_es.file_too_large(1)


def test_a_long_text_is_kept_to_its_beginning_ended_at_a_paragraph_with_a_note() -> None:
    paragraph = "Con el propósito de que las familias convivan, el Gobierno Municipal abrirá los parques. " * 6
    document = OfficeDocumentReader().read("\n\n".join([paragraph] * 100).encode(), "boletin.txt")
    assert len(document.text.encode()) <= 12_000
    assert document.text == "\n\n".join([paragraph.strip()] * document.text.count("\n\n") + [paragraph.strip()])
    assert document.notes == (texts_es.TEXT_WAS_LONG,)


@pytest.mark.parametrize(
    "bullet", ["•", "▪", "◦", "‣", "●", "■", "–", "*", "-", "\uf0b7", "\uf0a7", "\uf0fc", "o\t", "➢", "·\t"]
)
def test_every_bullet_is_one_bullet(bullet: str) -> None:
    assert read(f"Habrá:\n{bullet} música\n  {bullet}   danza") == "Habrá:\n• música\n• danza"


def test_what_only_looks_like_a_bullet_stays() -> None:
    assert read("-5 grados\n*importante*\n—No hay paso —dijo.") == "-5 grados\n*importante*\n—No hay paso —dijo."


def test_double_spaces_soft_hyphens_and_hard_spaces_are_gone_and_smart_quotes_stay() -> None:
    assert read("“Los  par\xadques”\xa0 son   ‘tuyos’") == "“Los parques” son ‘tuyos’"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nJuan Pérez\nEnlace",
        "Enviado desde mi iPhone",
        "Atentamente,\nLic. Juan Pérez\nTel. 477 788 0000",
        "Saludos cordiales.\nJuan",
        "Este correo puede contener información confidencial y está dirigido a su destinatario.",
        "Aviso de privacidad: consulte leon.gob.mx",
    ],
)
def test_a_signature_at_the_end_is_cut(signature: str) -> None:
    assert read(f"El parque abre el sábado.\n\n{signature}") == "El parque abre el sábado."


def test_hashtags_below_a_signature_are_kept_and_a_text_is_never_all_signature() -> None:
    assert read("El parque abre.\n\nAtentamente\nJuan\n\n#León #Parques") == "El parque abre.\n\n#León #Parques"
    assert read("Atentamente invita el DIF a su posada.") == "Atentamente invita el DIF a su posada."
    assert read("Saludos") == "Saludos"
    body = "Con el propósito de que las familias convivan, el Gobierno Municipal abrirá los parques. " * 6
    assert read(f"Título\n--\n{body}") == f"Título\n--\n{body.strip()}"


@given(st.text())
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert readable(readable(text)) == readable(text)


# Markdown ---------------------------------------------------------------------------------------------------------


def test_a_bulletin_in_markdown_becomes_the_text_of_a_post() -> None:
    bulletin = """
# ¡Los **parques** de #León son tuyos!

Practica *deporte* y disfruta los parques
de nuestra ciudad en familia.

- Sábados y domingos en el [Parque Metropolitano](https://parquemetroleon.mx "El parque")
* Domingos en el [Zoológico](#zoo)

Conoce más en <https://leon.gob.mx/parques_gratis>
"""
    assert markdown(bulletin) == (
        "¡Los parques de #León son tuyos!\n\n"
        "Practica deporte y disfruta los parques de nuestra ciudad en familia.\n\n"
        "• Sábados y domingos en el Parque Metropolitano https://parquemetroleon.mx\n"
        "• Domingos en el Zoológico\n\n"
        "Conoce más en https://leon.gob.mx/parques_gratis"
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("#León es un hashtag", "#León es un hashtag"),
        ("## Título ##", "Título"),
        ("Título\n======\ntexto", "Título\n\ntexto"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("---\ntitle: x\n---\nhola", "hola"),
        ("***todo*** __fuerte__ _leve_ ~~no~~ `code_x`", "todo fuerte leve no code_x"),
        ("nombre_de_archivo y 2*3*4 y 5 * 6 * 7", "nombre_de_archivo y 2*3*4 y 5 * 6 * 7"),
        (r"\*así\* y 1\. no", "*así* y 1. no"),
        ("![logo](http://otro.mx/l.png)hola", "hola"),
        ("[https://a.mx/b_c_d](https://a.mx/b_c_d)", "https://a.mx/b_c_d"),
        ("[correo](mailto:a@leon.gob.mx?subject=x)", "correo a@leon.gob.mx"),
        ("[mal](javascript:alert(1)) [aquí](/ruta)", "mal aquí"),
        (
            "[ref][1] y [ref][]\n\n[1]: https://a.mx/uno\n[ref]: <https://a.mx/dos> 'x'",
            "ref https://a.mx/uno y ref https://a.mx/dos",
        ),
        ("https://a.mx/_x_/*y*", "https://a.mx/_x_/*y*"),
        ("> «Cita», dijo\n> la alcaldesa", "«Cita», dijo la alcaldesa"),
        ("1. uno\n2) dos", "1. uno\n2. dos"),
        ("- [ ] uno\n- [x] dos", "• uno\n• dos"),
        ("uno  \ndos\\\ntres", "uno\ndos\ntres"),
        ("| a | b |\n|---|:-:|\n| c | d |", "a | b\nc | d"),
        ("```\nx = *y*\n```", "x = *y*"),
        ("a<!-- no\nesto -->b<br>c <b>d</b> &amp; &lt;e&gt;", "ab\nc d & <e>"),
        ("hola <script>alert(1)</script>", "hola alert(1)"),
        ("a&#x202e;b&#0;c", "ab�c"),
        ("sin cerrar **nada [aquí](", "sin cerrar **nada [aquí]("),
    ],
)
def test_markdown_is_reduced_to_what_a_post_shows(source: str, text: str) -> None:
    assert markdown(source) == text


@pytest.mark.parametrize("unit", ["*", "**a ", "[", "[a](", "<!--", "`", "_a ", "<a ", "- ", "> ", "\\", "~~a"])
def test_no_text_takes_more_than_a_moment(unit: str) -> None:
    """A hostile text that made a pattern backtrack would keep the function for minutes; the limits stop it."""
    source = (unit * 60_000)[:60_000]
    assert outcome(lambda: markdown(source)) in {"", texts_es.TEXT_EMPTY, texts_es.FILE_MARKUP}


@given(st.text(alphabet="ab *_[]()`<>!#-|\\\n~&;:/.1é👍"))
def test_whatever_is_written_it_is_read_or_rejected(source: str) -> None:
    assert outcome(lambda: markdown(source))[-1:] in {"", "."}
