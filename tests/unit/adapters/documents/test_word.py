"""Word documents: what is read of them, and what cannot hurt us."""

import struct
import zipfile
import zlib
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader
from chalicelib.adapters.documents.packed import MAX_XML_BYTES
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.documents.packing import a_paragraph, a_word_file, outcome, saved, zipped

OFFICE_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def read(content: bytes, name: str = "boletin.docx") -> str:
    return OfficeDocumentReader().read(content, name).text


def rejection(content: bytes, name: str = "boletin.docx") -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(content, name)
    return str(caught.value)


def test_paragraphs_stand_apart_and_empty_ones_disappear() -> None:
    document = docx.Document()
    document.add_heading("PARQUES GRATIS", 1)
    document.add_paragraph("")
    document.add_paragraph("León, Guanajuato. A 23 de diciembre de 2021.")
    assert read(saved(document)) == "PARQUES GRATIS\n\nLeón, Guanajuato. A 23 de diciembre de 2021."


def test_tabs_and_line_breaks_are_kept() -> None:
    document = docx.Document()
    run = document.add_paragraph("Sábado\t9:00").add_run("")
    run.add_break(WD_BREAK.LINE)
    run.add_text("Domingo")
    assert read(saved(document)) == "Sábado\t9:00\nDomingo"


def test_list_items_get_a_bullet_and_stand_close() -> None:
    document = docx.Document()
    document.add_paragraph("Acceso gratis:")
    document.add_paragraph("Zoológico", style="List Bullet")
    document.add_paragraph("Explora", style="List Bullet")
    document.add_paragraph("Te esperamos.")
    assert read(saved(document)) == "Acceso gratis:\n\n• Zoológico\n• Explora\n\nTe esperamos."


def test_items_numbered_by_word_itself_get_a_bullet_too() -> None:
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    assert read(a_word_file(numbered.format("7", "sí") + numbered.format("0", "no"))) == "• sí\n\nno"


def test_the_cells_of_a_row_stand_on_one_line() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(
        (*table.rows[0].cells, *table.rows[1].cells), ("Parque", "Día", "Explora", "Domingo"), strict=True
    ):
        cell.text = text
    assert read(saved(document)) == "Parque | Día\nExplora | Domingo"


def test_the_text_of_a_link_is_read_and_its_address_is_not_followed() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Conoce más ")
    relation = document.part.relate_to("http://169.254.169.254/latest", OFFICE_TYPE, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r><w:t>aquí</w:t></w:r></w:hyperlink>')
    paragraph._p.append(link)
    assert read(saved(document)) == "Conoce más aquí"


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>",
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        "<w:del><w:r><w:t>x</w:t></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>",
        "<w:r><w:instrText>x</w:instrText></w:r>",
        "<w:r><mc:AlternateContent><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "<w:r><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r>",
    ],
)
def test_what_word_does_not_print_is_not_published(hidden: str) -> None:
    assert read(a_word_file(f"<w:p><w:r><w:t>A</w:t></w:r>{hidden}<w:r><w:t>B</w:t></w:r></w:p>")) == "AB"


def test_a_hidden_paragraph_mark_does_not_hide_the_words() -> None:
    assert read(a_word_file("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>A</w:t></w:r></w:p>")) == "A"


def test_a_document_is_known_by_its_content_whatever_its_name() -> None:
    assert read(a_word_file(a_paragraph("Hola")), "boletin.txt") == "Hola"


@pytest.mark.parametrize(
    "content",
    [
        zipped({"xl/workbook.xml": "<a/>"}),
        zipped({"word/document.xml": "<a/>"}),
        zipped({"word/document.xml": "no es XML"}),
        zipped({"word/document.xml": a_word_file("")}, zipfile.ZIP_BZIP2),
        a_word_file("", root="w:otro"),
        a_word_file(a_paragraph("x"))[:200],
    ],
)
def test_I13_what_is_no_word_document_is_rejected(content: bytes) -> None:
    assert rejection(content) == texts_es.DOCX_BROKEN


def test_I06_a_bomb_is_stopped_while_it_expands() -> None:
    bomb = a_word_file(" " * (MAX_XML_BYTES + 1))
    assert len(bomb) < 50_000
    assert rejection(bomb) == texts_es.DOCX_TOO_LARGE


def test_I06_very_many_elements_are_stopped() -> None:
    assert rejection(a_word_file("<w:p/>" * 500_000)) == texts_es.DOCX_TOO_LARGE


def test_I06_very_many_entries_are_stopped() -> None:
    assert rejection(zipped({f"{number}": b"" for number in range(2_001)})) == texts_es.DOCX_TOO_LARGE


def test_I06_a_lie_about_the_size_is_found_out() -> None:
    honest = bytearray(a_word_file(a_paragraph("uno dos tres")))
    directory = honest.rindex(b"PK\x01\x02")
    struct.pack_into("<I", honest, directory + 24, 20)
    assert rejection(bytes(honest)) == texts_es.DOCX_BROKEN


def test_I07_two_documents_of_one_name_are_ambiguous_and_rejected() -> None:
    file = BytesIO()
    body = zipfile.ZipFile(BytesIO(a_word_file(a_paragraph("x")))).read("word/document.xml")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", body)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", body)
    assert rejection(file.getvalue()) == texts_es.DOCX_BROKEN


def test_I09_a_document_type_is_refused_before_any_entity_expands() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ja"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    outside = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert [rejection(zipped({"word/document.xml": evil})) for evil in (laughs, outside)] == [texts_es.DOCX_BROKEN] * 2


def test_a_document_without_words_is_rejected() -> None:
    assert rejection(saved(docx.Document())) == texts_es.TEXT_EMPTY


def test_a_document_beyond_25_megabytes_is_not_opened() -> None:
    assert rejection(b"PK\x03\x04" + bytes(25_000_000)) == texts_es.file_too_large(25)


@given(st.data())
def test_whatever_is_done_to_a_document_it_is_read_or_rejected(data: st.DataObject) -> None:
    content = bytearray(a_word_file(a_paragraph("uno") * 3))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert outcome(lambda: read(bytes(content)))[-1:] in {"", "."}


@given(st.binary(max_size=300))
def test_whatever_xml_a_document_has_it_is_read_or_rejected(body: bytes) -> None:
    assert outcome(lambda: read(zipped({"word/document.xml": body})))[-1:] in {"", "."}


def test_a_broken_stream_is_rejected() -> None:
    content = a_word_file(a_paragraph("x" * 500))
    data = zlib.compress(b"x")
    start = content.index(b"word/document.xml") + len(b"word/document.xml")
    assert rejection(content[:start] + data + content[start + len(data) :]) == texts_es.DOCX_BROKEN
