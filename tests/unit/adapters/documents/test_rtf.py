"""RTF: what is read of it, and what cannot hurt us."""

import pytest

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import outcome


def read(body: str) -> str:
    content = (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}" + body + "}").encode("latin-1")
    return OfficeDocumentReader().read(content, "boletin.rtf").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Le\'f3n y ni\'f1as\par otro", "León y niñas\n\notro"),
        (r"a\u241?o \u8220?s\u237?\u8221?", "año “sí”"),
        (r"emoji \u-10179?\u-8682?", "emoji 😖"),
        (r"uno\line dos\par\par\par tres", "uno\ndos\n\ntres"),
        (r"\'93cita\'94 \endash  y \emdash  fin\'85", "“cita” – y — fin…"),
        (r"uno{\v oculto} dos{\deleted borrado} tres\v nada\v0  cuatro", "uno dos tres cuatro"),
        (r"{\*\desconocido x}hola{\header y}{\footnote z}{\info{\title t}}{\stylesheet{\s1 n;}}", "hola"),
        (r"\trowd a\cell b\cell\row c\cell d\cell\row", "a | b\nc | d"),
        (r'{\field{\*\fldinst{HYPERLINK "https://a.mx"}}{\fldrslt{aqu\'ed}}} fin', "aquí fin"),
        (r"\{llaves\} y \\ barra", "{llaves} y \\ barra"),
        ("uno {\\b dos\n} tres", "uno dos tres"),
    ],
)
def test_words_are_read_as_the_program_shows_them(body: str, text: str) -> None:
    assert read(body) == text


def test_pictures_come_out_of_hexadecimal_and_other_kinds_do_not() -> None:
    png, kept = offices.picture("PNG"), list[bytes]()
    digits = "\n".join(png.hex()[at : at + 128] for at in range(0, len(png.hex()), 128))
    shown = rf"{{\*\shppict{{\pict\pngblip {digits}}}}}{{\nonshppict{{\pict\pngblip 00ff}}}}"
    body = rf"{{\rtf1 Hola{shown}{{\pict\wmetafile8 0102}}}}"
    OfficeDocumentReader().read(body.encode(), "a.rtf", lambda _, content: kept.append(content))
    assert kept == [png]


def test_raw_bytes_within_are_skipped_whatever_they_look_like() -> None:
    assert read(r"hola {\pict\bin6 }}}{{{} fin") == "hola fin"


@pytest.mark.parametrize(
    "unit",
    [
        r"{\field{\*\fldinst{HYPERLINK ",
        r"{\fonttbl\f0\fcharset0 ",
        "{",
        "}",
        r"\f0",
        r"\bin9 ",
        "\\'e1",
        "{\\*",
        r"{\pict\pngblip ",
    ],
)
def test_no_document_takes_more_than_a_moment(unit: str) -> None:
    content = (r"{\rtf1 " + unit * (600_000 // len(unit))).encode("latin-1")
    assert outcome(lambda: OfficeDocumentReader().read(content, "a.rtf"))[-1:] in {"", "."}


@pytest.mark.parametrize("body", [r"{\rtf1}", r"{\rtf1 {\pict\wmetafile8 00}}", r"{\rtf1{\stylesheet hola}"])
def test_a_document_without_words_is_rejected(body: str) -> None:
    with pytest.raises(InvalidInputError, match=texts_es.TEXT_EMPTY):
        OfficeDocumentReader().read(body.encode(), "a.rtf")
