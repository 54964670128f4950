"""The PDF, read again by pdfium and by pypdf."""

from io import BytesIO
from typing import Any

import pypdf
import pytest

from chalicelib.adapters.reports.cells import shown
from chalicelib.adapters.reports.pdf.lettering import EMOJI, REGULAR, Lettering
from tests.report_samples import HOSTILE
from tests.unit.adapters.reports.written import WEEKS, document, pages, written


def catalogue_of(name: str) -> Any:
    return pypdf.PdfReader(BytesIO(written(name, "pdf"))).trailer["/Root"]


def elements(node: Any) -> list[Any]:
    """List a structure element and all below it."""
    found = node.get_object()
    if not isinstance(found, dict) or "/S" not in found:
        return []
    return [found, *(one for kid in found.get("/K", []) for one in elements(kid))]


@pytest.mark.parametrize("name", ["empty_week", "usual_week", "hostile_week"])
def test_the_first_sheet_says_the_week(name: str) -> None:
    first = pages(name)[0]
    said = document(name)
    wanted = [said.title, said.period, said.summary.heading, said.unread.heading]
    wanted += [shown(one.value, one.unit) for one in said.highlights] + [one.label for one in said.highlights]
    wanted += [chart.title for chart in said.summary.charts]
    assert [text for text in wanted if " ".join(text.split()) not in first] == []


@pytest.mark.parametrize("name", ["usual_week", "heavy_month"])
def test_the_details_begin_on_the_second_sheet(name: str) -> None:
    said = document(name)
    assert said.sections[0].heading not in pages(name)[0]
    assert said.sections[0].heading in pages(name)[1]


def test_every_figure_of_the_tables_is_there() -> None:
    whole = " ".join(pages("usual_week"))
    for section in document("usual_week").sections:
        for table in section.tables:
            for row in table.rows:
                numbers = [shown(cell, column.unit) for cell, column in zip(row[1:], table.columns[1:], strict=True)]
                in_a_row = " ".join(" ".join(text.split()) for text in numbers[3:] if text)
                assert in_a_row in whole


def test_pages_are_numbered_of_how_many() -> None:
    count = len(pages("heavy_month"))
    assert count > 9
    for number, text in enumerate(pages("heavy_month"), 1):
        assert f"Página {number} de {count}" in text


def test_a_long_tables_headings_stand_on_every_sheet() -> None:
    with_rows = [text for text in pages("heavy_month") if text.count("X, Facebook") > 3]
    assert len(with_rows) > 5
    assert [text for text in with_rows if "Comentarios Positivos Neutros Negativos" not in text] == []


def test_it_is_tagged_for_who_listens() -> None:
    root = catalogue_of("usual_week")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "es-MX"
    tree = elements(root["/StructTreeRoot"]["/K"])
    kinds = [element["/S"] for element in tree]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 1 + len(document("usual_week").sections)
    assert kinds.count("/Table") == sum(
        bool(table.rows) for part in document("usual_week").sections for table in part.tables
    )
    figures = [element for element in tree if element["/S"] == "/Figure"]
    assert [figure for figure in figures if not figure.get("/Alt")] == []
    scopes = {element["/A"]["/Scope"] for element in tree if element["/S"] == "/TH"}
    assert scopes == {"/Row", "/Column"}


def test_each_mark_of_a_page_leads_to_its_element() -> None:
    root = catalogue_of("usual_week")
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    reader = pypdf.PdfReader(BytesIO(written("usual_week", "pdf")))
    for number, page in enumerate(reader.pages):
        marks = page.get_contents().get_data().count(b"/MCID")  # type: ignore[union-attr]
        assert page["/StructParents"] == numbers[2 * number] == number
        assert len(numbers[2 * number + 1]) == marks > 0


def test_every_letter_is_in_the_file() -> None:
    reader = pypdf.PdfReader(BytesIO(written("hostile_week", "pdf")))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    named = [font for font in fonts if font["/Subtype"] == "/TrueType"]
    assert named
    assert [font for font in named if "/FontFile2" not in font["/FontDescriptor"]] == []


def test_emoji_can_be_copied_and_what_has_no_letter_is_told() -> None:
    whole = " ".join(pages("hostile_week"))
    assert "Obra 🚧 lista ✅" in whole
    assert "�" in whole


def test_letters_are_taken_from_the_font_that_has_them() -> None:
    letters = Lettering()
    assert letters.runs("Sí 🚧 ñ") == [(REGULAR, "Sí "), (EMOJI, "🚧"), (REGULAR, " ñ")]
    assert letters.runs("👍🏽 a\u200db") == [(EMOJI, "👍"), (REGULAR, " ab")]
    assert letters.runs("水") == [(REGULAR, "�")]
    assert letters.width("mm", 10) == pytest.approx(2 * letters.width("m", 10))


@pytest.mark.parametrize("name", WEEKS)
def test_nothing_in_it_runs_or_leads_elsewhere(name: str) -> None:
    content = written(name, "pdf")
    assert [word for word in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/EmbeddedFile") if word in content] == []
    assert len(HOSTILE) == len(document("hostile_week").sections[0].tables[0].rows)
