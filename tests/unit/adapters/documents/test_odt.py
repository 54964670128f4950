"""OpenDocument texts: what is read of them, and what cannot hurt us."""

import pytest

from chalicelib import texts_es
from chalicelib.adapters.documents import OfficeDocumentReader
from chalicelib.adapters.documents.packed import MAX_XML_BYTES
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import zipped


def read(body: str) -> str:
    return OfficeDocumentReader().read(offices.odt_file(body), "boletin.odt").text


def rejection(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        OfficeDocumentReader().read(content, "boletin.odt")
    return str(caught.value)


def test_signs_and_spaces_are_read_as_the_program_shows_them() -> None:
    assert read("<text:p>Sábado<text:tab/>9:00<text:line-break/>El\n   parque<text:s text:c='9'/>abre</text:p>") == (
        "Sábado\t9:00\nEl parque abre"
    )


def test_lists_within_lists_and_tables_are_read_in_order() -> None:
    inner = "<text:list><text:list-item><text:p>Lago</text:p></text:list-item></text:list>"
    items = f"<text:list><text:list-item><text:p>Parque</text:p>{inner}</text:list-item></text:list>"
    cells = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("Explora", "Domingo"))
    assert read(f"{items}<table:table><table:table-row>{cells}</table:table-row></table:table>") == (
        "• Parque\n• Lago\n\nExplora | Domingo"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<text:tracked-changes><text:deletion><text:p>x</text:p></text:deletion></text:tracked-changes>",
        "<text:p>A<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>B</text:p>",
        "<text:p>A<office:annotation><text:p>x</text:p></office:annotation>B</text:p>",
        "<text:p>A<text:hidden-text>x</text:hidden-text>B</text:p>",
        "<text:p>A<draw:frame><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame>B</text:p>",
    ],
)
def test_what_the_program_does_not_print_in_the_text_is_not_published(hidden: str) -> None:
    assert "x" not in read(f"<text:p>Hola</text:p>{hidden}")


def test_I08_a_picture_elsewhere_is_not_looked_for() -> None:
    outside = [
        "http://169.254.169.254/a.jpg",
        "../../etc/passwd",
        "Pictures/../META-INF/manifest.xml",
        "/Pictures/a.jpg",
    ]
    body = "".join(f'<text:p>Hola<draw:image xlink:href="{address}"/></text:p>' for address in outside)
    kept: list[str] = []
    OfficeDocumentReader().read(offices.odt_file(body), "a.odt", lambda name, _: kept.append(name))
    assert kept == []


def test_an_encrypted_document_says_so() -> None:
    manifest = "<manifest:encryption-data/>"
    parts: dict[str, str | bytes] = {"content.xml": b"\x8f\x01\x02", "META-INF/manifest.xml": manifest}
    assert rejection(zipped(parts)) == texts_es.FILE_ENCRYPTED


def test_I06_a_bomb_is_stopped_while_it_expands() -> None:
    bomb = offices.odt_file(" " * (MAX_XML_BYTES + 1))
    assert len(bomb) < 50_000
    assert rejection(bomb) == texts_es.ODT_TOO_LARGE


def test_I09_a_document_type_is_refused_before_any_entity_expands() -> None:
    laughs = '<!DOCTYPE a [<!ENTITY b "ja"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert rejection(zipped({"content.xml": laughs})) == texts_es.ODT_BROKEN


@pytest.mark.parametrize("content", [b"no es XML", b"<a/>", b""])
def test_I13_what_is_no_document_is_rejected(content: bytes) -> None:
    assert rejection(zipped({"content.xml": content})) == texts_es.ODT_BROKEN
