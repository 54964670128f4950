"""Any file of an office: read with the reader for what it is, within the size of its kind."""

from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.adapters.material import FileMaterialReader
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.domain.media import ImageFacts
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import a_paragraph, a_word_file, zipped
from tests.unit.adapters.documents.reading import AnyImages, AnyVideos, images, outcome_of, read, rejection, stored
from tests.unit.adapters.documents.releases import PARKS, RELEASES, Release
from tests.unit.adapters.documents.test_kinds import ftyp

JPEG, PNG = offices.picture("JPEG"), offices.picture("PNG")
WORD = a_word_file(a_paragraph("Hola"))


def test_each_kind_is_read_with_its_own_reader(tmp_path: Path) -> None:
    order = read(tmp_path, "publicacion.yaml", b"campaign: Parques").order
    assert order is not None
    assert (read(tmp_path, "a.md", b"# Hola").text, order.campaign) == ("Hola", "Parques")
    assert read(tmp_path, "a.jpg", PNG).role is FileRole.IMAGE


@pytest.mark.parametrize("name", ["boletin.docx", "boletin.pdf", "boletin.zip", "foto.jpg", "boletin", "boletin.xyz"])
@pytest.mark.parametrize("make", [offices.word, offices.odt, offices.rtf, offices.pdf])
def test_I13_a_document_is_read_as_what_it_is_under_any_name(tmp_path: Path, make: object, name: str) -> None:
    assert callable(make)
    assert read(tmp_path, name, make(PARKS)).text == PARKS.text


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.title[:20])
@pytest.mark.parametrize("make", [offices.word, offices.odt, offices.rtf], ids=lambda make: make.__name__)
def test_a_release_and_its_pictures_come_out_of_every_format_whole(
    tmp_path: Path, make: object, release: Release
) -> None:
    assert callable(make)
    material = read(tmp_path, "boletin", make(release, JPEG, PNG))
    assert material.text == release.text
    assert images(material) == [JPEG, PNG]


def test_a_picture_says_its_type_and_one_that_moves_says_that_it_will_stand(tmp_path: Path) -> None:
    facts = ImageFacts(mime_type="image/gif", width=400, height=400, frames=12)
    material = read(tmp_path, "foto.png", offices.picture("GIF"), FileMaterialReader(images=AnyImages(facts)))
    assert (material.role, material.mime_type) == (FileRole.IMAGE, "image/gif")
    assert material.notes == (texts_es.image_first_of("GIF", 12),)


@pytest.mark.parametrize(("container", "mime_type"), [("mp4", "video/mp4"), ("mov", "video/quicktime")])
def test_a_video_is_checked_where_it_lies(tmp_path: Path, container: str, mime_type: str) -> None:
    videos = AnyVideos(container)
    material = read(tmp_path, "x.txt", ftyp(b"isom"), FileMaterialReader(videos=videos))
    assert (material.role, material.mime_type) == (FileRole.VIDEO, mime_type)
    assert videos.seen == [tmp_path / "received"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("boletin.md", b"", texts_es.FILE_EMPTY),
        ("publicacion.yaml", b"", texts_es.FILE_EMPTY),
        ("boletin.docx", WORD[:200], texts_es.DOCX_BROKEN),
        ("boletin.odt", WORD[:200], texts_es.ODT_BROKEN),
        ("todo.zip", WORD[:200], texts_es.ZIP_BROKEN),
        ("foto.png", b"<svg onload='alert(1)'/>", texts_es.FILE_MARKUP),
        ("foto.jpg", JPEG[:300], texts_es.IMAGE_BROKEN),
        ("publicacion.yaml", b"redes: [x]", texts_es.order_wrong([texts_es.order_field_unknown("redes")])),
        ("plan.xlsx", zipped({"xl/workbook.xml": "<a/>"}), texts_es.FILE_IS_A_PLAN),
        ("x.pptx", zipped({"ppt/presentation.xml": "<a/>"}), texts_es.FILE_PRESENTATION),
        ("x.pages", zipped({"Index/Document.iwa": "a"}), texts_es.FILE_PAGES),
        ("x.jar", zipped({"META-INF/MANIFEST.MF": "a", "a.class": "b"}), texts_es.FILE_PROGRAM),
        ("x.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), texts_es.FILE_OPEN_DOCUMENT),
    ],
)
def test_what_cannot_be_used_is_rejected_with_its_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    assert rejection(tmp_path, name, content) == reason


@pytest.mark.parametrize(
    ("start", "megabytes"),
    [(b"Hola ", 1), (b"%PDF-1.7\n", 25), (rb"{\rtf1", 25), (JPEG[:4], 20), (b"PK\x03\x04", 50), (ftyp(b"isom"), 200)],
)
def test_I05_each_kind_has_its_greatest_size_and_a_larger_file_is_not_even_read(
    tmp_path: Path, start: bytes, megabytes: int
) -> None:
    file = tmp_path / "received"
    with file.open("wb") as content:
        content.write(start)
        content.truncate(megabytes * 1_000_000 + 1)
    with pytest.raises(InvalidInputError) as caught:
        FileMaterialReader(videos=AnyVideos("mp4")).read("boletin.txt", file, tmp_path)
    assert str(caught.value) == texts_es.file_too_large(megabytes)


@pytest.mark.parametrize("appended", [b"<script>alert(1)</script>", zipped({"a.txt": "hola"}), b"%PDF-1.7"])
@pytest.mark.parametrize("picture", [JPEG, PNG])
def test_I10_a_picture_with_something_else_behind_it_is_only_a_picture(
    tmp_path: Path, picture: bytes, appended: bytes
) -> None:
    material = read(tmp_path, "foto.zip", picture + appended)
    assert (material.role, material.text, material.pieces) == (FileRole.IMAGE, None, ())


def test_I10_a_pdf_with_a_zip_behind_it_is_a_pdf(tmp_path: Path) -> None:
    material = read(tmp_path, "x.zip", offices.pdf(PARKS) + zipped({"malo.txt": "no soy el boletín"}))
    assert (material.role, material.text) == (FileRole.TEXT, PARKS.text)


def test_a_document_of_pictures_alone_carries_them(tmp_path: Path) -> None:
    only = Release("", (), ())
    material = read(tmp_path, "fotos.odt", offices.odt(only, JPEG))
    assert (material.role, material.text, images(material)) == (FileRole.BUNDLE, None, [JPEG])


def test_I08_macros_are_not_run_and_the_person_is_told(tmp_path: Path) -> None:
    body = f"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>{a_paragraph('Hola')}</w:document>"
    material = read(tmp_path, "boletin.docx", zipped({"word/document.xml": body, "word/vbaProject.bin": b"\xd0\xcf"}))
    assert (material.text, material.notes) == ("Hola", (texts_es.WORD_MACROS,))


def test_small_pictures_are_ornaments_and_a_broken_one_is_told(tmp_path: Path) -> None:
    release = Release("Título", (), ("Texto del boletín.",))
    material = read(tmp_path, "a.odt", offices.odt(release, offices.picture("PNG", 60), JPEG[:400], JPEG, JPEG))
    assert images(material) == [JPEG, JPEG]
    assert material.notes == (texts_es.picture_not_used("1.jpg", texts_es.IMAGE_BROKEN),)


def test_I06_a_picture_that_expands_too_far_takes_nothing_from_the_text(tmp_path: Path) -> None:
    release = Release("Título", (), ("Texto del boletín.",))
    material = read(tmp_path, "a.odt", offices.odt(release, JPEG + bytes(30_000_000), PNG))
    assert (material.text, images(material)) == (release.text.replace("\n\n\n\n", "\n\n"), [PNG])
    assert material.notes == (texts_es.picture_not_used("0.jpg", texts_es.file_too_large(20)),)


def test_I07_what_is_inside_lies_under_names_of_ours(tmp_path: Path) -> None:
    read(tmp_path, "../../boletin.docx", offices.word(PARKS, JPEG, PNG))
    assert stored(tmp_path) == ["000.jpg", "001.png"]


def test_I18_nothing_is_left_open_and_a_name_of_any_kind_is_only_a_name(tmp_path: Path) -> None:
    for name in ("a/../../b.txt", "a\x00b.txt", "x" * 500 + ".txt", "-rf.txt", "bolet\u00edn 🎉.txt"):
        assert read(tmp_path, name, b"Hola").text == "Hola"


def test_every_reason_is_a_spanish_sentence() -> None:
    contents = (b"\0" * 50, b"\xff" * 50, b"PK\x05\x06" + bytes(18), b"{", b"%PDF-", b"RIFF", b"GIF89a", b"II*\0")
    reasons = [outcome_of(name, content) for name in ("a.txt", "a.zip", "a.xyz") for content in contents]
    assert [reason for reason in reasons if reason and not reason.endswith(".")] == []
