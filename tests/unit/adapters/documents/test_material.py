"""What a file is, by name and content."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from chalicelib import texts_es
from chalicelib.adapters.material import FileMaterialReader, sniff
from chalicelib.domain.bulletin import FileRole
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadMaterial
from tests.unit.adapters.documents.packing import a_paragraph, a_word_file


def an_image(kind: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (400, 400), "green").save(file, kind)
    return file.getvalue()


JPEG, PNG, GIF = an_image("JPEG"), an_image("PNG"), an_image("GIF")
WORD = a_word_file(a_paragraph("Hola"))


@pytest.mark.parametrize(
    ("name", "content", "role"),
    [
        ("boletin.md", b"Hola", FileRole.TEXT),
        ("Boletín final.DOCX", WORD, FileRole.TEXT),
        ("boletin.txt", WORD, FileRole.TEXT),
        ("foto.JPG", JPEG, FileRole.IMAGE),
        ("foto.jpeg", PNG, FileRole.IMAGE),
        ("foto.txt", JPEG, FileRole.IMAGE),
        ("publicacion.yaml", b"campaign: a", FileRole.ORDER),
        ("Publicación.YML", b"", FileRole.ORDER),
        ("publicacio\u0301n.yaml", b"", FileRole.ORDER),
        ("foto.png", GIF, FileRole.REJECTED),
        ("foto.gif", GIF, FileRole.REJECTED),
        ("otra.yaml", b"campaign: a", FileRole.REJECTED),
        ("programa.exe", JPEG, FileRole.REJECTED),
        ("sin-extension", b"Hola", FileRole.REJECTED),
    ],
)
def test_I13_the_content_decides_among_the_agreed_kinds(name: str, content: bytes, role: FileRole) -> None:
    assert sniff(content, name) is role


def read(folder: Path, name: str, content: bytes) -> ReadMaterial:
    """Read a file whose bytes lie in a folder under a name of our own."""
    file = folder / "received"
    file.write_bytes(content)
    return FileMaterialReader().read(name, file, folder)


def test_each_kind_is_read_with_its_own_reader(tmp_path: Path) -> None:
    order = read(tmp_path, "publicacion.yaml", b"campaign: Parques").order
    assert order is not None
    assert (read(tmp_path, "a.md", b"# Hola").text, order.campaign) == ("Hola", "Parques")
    assert read(tmp_path, "a.jpg", PNG).role is FileRole.IMAGE


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("boletin.md", b"", texts_es.FILE_EMPTY),
        ("publicacion.yaml", b"", texts_es.FILE_EMPTY),
        ("boletin.docx", b"esto no es un documento de Word", texts_es.DOCX_BROKEN),
        ("foto.png", b"<svg onload='alert(1)'/>", texts_es.FILE_NOT_ITS_TYPE),
        ("dibujo.svg", b"<svg/>", texts_es.FILE_UNKNOWN),
        ("foto.jpg", JPEG[:300], texts_es.IMAGE_BROKEN),
        ("publicacion.yaml", b"redes: [x]", texts_es.order_wrong([texts_es.order_field_unknown("redes")])),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, name, content)
    assert str(caught.value) == reason
