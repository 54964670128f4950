"""PDF: lines made into the paragraphs that were written, pictures, and what cannot hurt us."""

import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader
from chalicelib.adapters.documents.pdf.document import MAX_PAGES
from chalicelib.adapters.documents.pdf.streams import MAX_STREAM_BYTES
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from tests.unit.adapters.documents import offices, reading
from tests.unit.adapters.documents.releases import RELEASES, Release


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    """Make a PDF by drawing its pages."""
    file = BytesIO()
    canvas = Canvas(file, invariant=1)
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*texts: str, left: float = 72, top: float = 700) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(left, top - 14 * number, text)

    return draw


def read(content: bytes) -> str:
    return OfficeDocumentReader().read(content, "boletin.pdf").text


def rejection(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(content)
    return str(caught.value)


LONG = "El parque abrirá los domingos para que las familias de toda la ciudad convivan sin"


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.title[:20])
@pytest.mark.parametrize(("columns", "hyphens"), [(1, False), (2, False), (2, True)])
def test_a_printed_release_is_read_paragraph_by_paragraph(release: Release, columns: int, hyphens: bool) -> None:  # noqa: FBT001 - a case
    assert read(offices.pdf(release, columns=columns, hyphens=hyphens)) == release.text


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_that_go_on_in_the_next_column_or_page_are_one(columns: int) -> None:
    text = read(offices.pdf(*RELEASES, columns=columns))
    found = [line for block in text.split("\n\n") for line in block.split("\n")]
    assert found == [paragraph for release in RELEASES for paragraph in release.paragraphs]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("y mucha más infor-", "mación para todas las personas", "información para todas las personas"),
        ("los estudios socio-", "económicos; lo socio-económico importa", "socio-económicos; lo socio-económico"),
        ("durante la COVID-", "19 en la ciudad", "COVID-19 en la ciudad"),
        ("la ruta A-", "56 de la ciudad", "A-56 de la ciudad"),
        ("el análisis costo-", "beneficio; el costo del beneficio social es alto", "costo-beneficio; el costo"),
        ("el Museo Explora-", "León de la ciudad", "Explora-León de la ciudad"),
    ],
)
def test_a_divided_word_is_joined_and_a_compound_keeps_its_hyphen(above: str, below: str, joined: str) -> None:
    assert joined in read(drawn(lines(f"{LONG} {above}", f"{below} y en los alrededores.")))


def test_columns_whose_lines_were_stored_side_by_side_are_read_one_after_the_other() -> None:
    left = [
        "La primera columna empieza aquí y",
        "sigue con palabras que llenan el",
        "renglón hasta llegar al final de la",
        "columna izquierda de la hoja.",
    ]
    right = [
        "La segunda columna se lee después",
        "de la primera y no entre sus líneas,",
        "aunque el programa las haya puesto",
        "una junto a la otra en el archivo.",
    ]

    def draw(canvas: Canvas) -> None:
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            canvas.drawString(72, 700 - 14 * number, one)
            canvas.drawString(320, 700 - 14 * number, other)

    assert read(drawn(draw)) == " ".join(left) + "\n\n" + " ".join(right)


def test_headers_footers_and_page_numbers_are_no_text() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "Boletín de prensa · Comunicación Social")
            canvas.drawString(280, 30, f"Página {number} de 3")
            lines(words[number - 1], top=600)(canvas)

        return draw

    words = ("Empieza el boletín en la primera.", "Sigue en la segunda.", "En la tercera termina.")
    assert read(drawn(page(1), page(2), page(3))) == "\n\n".join(words)


def test_a_page_stored_on_its_side_is_read_upright() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.saveState()
        canvas.rotate(90)
        canvas.translate(0, -595)
        lines(LONG, "costo. La entrada es libre.", "", "", "Otro párrafo más abajo en la hoja.", top=500)(canvas)
        canvas.restoreState()

    assert read(drawn(draw)) == f"{LONG} costo. La entrada es libre.\n\nOtro párrafo más abajo en la hoja."


def test_words_nobody_can_read_or_outside_the_page_are_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        lines("El parque abrirá este domingo para todas las familias.")(canvas)
        canvas.drawString(-5_000, 500, "fuera")
        canvas.setFont("Times-Roman", 1)
        canvas.drawString(72, 400, "oculto")

    assert read(drawn(draw)) == "El parque abrirá este domingo para todas las familias."


def test_pictures_come_out_and_what_is_on_every_page_is_an_ornament(tmp_path: Path) -> None:
    photograph, logo = offices.picture("JPEG", 500), offices.picture("JPEG", 400, "blue")

    def page(*pictures: bytes) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            lines("El parque abrirá este domingo para todas las familias.")(canvas)
            for number, one in enumerate(pictures):
                canvas.drawImage(ImageReader(BytesIO(one)), 72, 100 + 200 * number, 150, 150)

        return draw

    small = offices.picture("PNG", 100)
    material = reading.read(tmp_path, "x.pdf", drawn(page(logo, small), page(logo, photograph)))
    assert reading.images(material) == [photograph]
    assert [piece.role for piece in material.pieces] == [FileRole.IMAGE]


def test_I15_scanned_pages_say_so() -> None:
    scan = ImageReader(BytesIO(offices.picture("JPEG", 800)))
    assert rejection(drawn(lambda canvas: canvas.drawImage(scan, 0, 0, 595, 842))) == texts_es.PDF_WITHOUT_TEXT


def test_I15_an_encrypted_pdf_says_so_and_one_that_only_forbids_copying_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(offices.pdf(RELEASES[0])))
    closed, opened = BytesIO(), BytesIO()
    writer.encrypt("secreto", algorithm="RC4-128")
    writer.write(closed)
    writer = pypdf.PdfWriter(clone_from=BytesIO(offices.pdf(RELEASES[0])))
    writer.encrypt("", "secreto", algorithm="RC4-128")
    writer.write(opened)
    assert rejection(closed.getvalue()) == texts_es.FILE_ENCRYPTED
    assert read(opened.getvalue()) == RELEASES[0].text


def test_I15_a_pdf_of_too_many_pages_is_not_read() -> None:
    assert rejection(drawn(*[lines("x")] * (MAX_PAGES + 1))) == texts_es.pdf_too_many_pages(MAX_PAGES)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\ntrailer<</Root 1 0 R>>", b"%PDF-1.4\n" + b"1 0 obj" * 99]
)
def test_I15_a_corrupt_pdf_is_rejected(content: bytes) -> None:
    assert rejection(content) == texts_es.PDF_BROKEN


def test_I15_a_bomb_is_stopped_before_it_is_opened() -> None:
    packer = zlib.compressobj(9)
    bomb = (
        b"".join(packer.compress(bytes(1_000_000)) for _ in range(MAX_STREAM_BYTES // 1_000_000 + 1)) + packer.flush()
    )
    once = b"%PDF-1.7\n1 0 obj<</Filter/FlateDecode>>stream\n" + bomb + b"\nendstream"
    twice = b"%PDF-1.7\n1 0 obj<<>>stream\n" + zlib.compress(zlib.compress(bytes(1_000_000))) + b"\nendstream"
    assert len(once) < 200_000
    assert [rejection(once), rejection(twice)] == [texts_es.PDF_TOO_LARGE] * 2


def test_a_cut_pdf_is_read_or_rejected() -> None:
    whole = offices.pdf(RELEASES[0])
    for length in range(200, len(whole), len(whole) // 12):
        assert reading.outcome_of("a.pdf", whole[:length])[-1:] in {"", "."}
