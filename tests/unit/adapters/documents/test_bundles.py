"""Zips with files of an office: each read by itself, whatever the zip says of them."""

import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from chalicelib import texts_es
from chalicelib.domain.material import FileRole
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.packing import zipped
from tests.unit.adapters.documents.reading import read, rejection, stored, summary, texts
from tests.unit.adapters.documents.releases import HEALTH, PARKS, WORKS

JPEG, PNG = offices.picture("JPEG"), offices.picture("PNG")


def linked(name: str, target: str) -> bytes:
    """Make a zip with a symbolic link, as Unix programs store them."""
    file, entry = BytesIO(), zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry, target)
        archive.writestr("boletin.txt", "Hola")
    return file.getvalue()


def encrypted() -> bytes:
    """Make a zip whose entry says that it is encrypted."""
    content = bytearray(zipped({"a.txt": "hola", "b.txt": "adiós"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    return bytes(content)


def test_everything_an_office_sends_comes_out_of_one_zip(tmp_path: Path) -> None:
    material = read(
        tmp_path,
        "todo.zip",
        zipped(
            {
                "material/boletín.docx": offices.word(PARKS, PNG),
                "material/salud.pdf": offices.pdf(HEALTH),
                "material/obra.odt": offices.odt(WORKS),
                "material/fotos/parque.jpg": JPEG,
                "material/publicacion.yaml": "campaign: Parques",
                "material/carta.eml": offices.letter("Va el material que pidieron ayer.", ("nota.txt", b"Nota")),
            }
        ),
    )
    assert material.role is FileRole.BUNDLE
    assert texts(material) == {
        "boletín.docx": PARKS.text,
        "salud.pdf": HEALTH.text,
        "obra.odt": WORKS.text,
        "carta.eml": "Va el material que pidieron ayer.",
        "nota.txt": "Nota",
    }
    assert summary(material)["boletín.docx (image1.png)"] == summary(material)["parque.jpg"] == "image"
    orders = [piece.order for piece in material.pieces if piece.role is FileRole.ORDER]
    assert [order.campaign for order in orders if order] == ["Parques"]
    assert stored(tmp_path) == [piece for piece in stored(tmp_path) if piece.endswith((".jpg", ".png"))]


def test_a_file_that_cannot_be_used_says_why_and_its_neighbours_are_read(tmp_path: Path) -> None:
    bad = {"virus.exe": b"MZ\x90\0" + bytes(60), "dibujo.svg": b"<svg/>", "plan.csv": b"a,b", "roto.pdf": b"%PDF-1.7"}
    material = read(tmp_path, "a.zip", zipped({**bad, "boletin.txt": "Hola", "vacío.txt": ""}))
    assert summary(material) == {
        "boletin.txt": "text",
        "dibujo.svg": texts_es.FILE_MARKUP,
        "plan.csv": texts_es.FILE_IS_A_PLAN,
        "roto.pdf": texts_es.PDF_BROKEN,
        "vacío.txt": texts_es.FILE_EMPTY,
        "virus.exe": texts_es.FILE_PROGRAM,
    }


def test_the_order_of_packing_changes_nothing(tmp_path: Path) -> None:
    files = {f"carpeta/{number}.txt": f"Texto {number}" for number in range(12)}
    shuffled = random.Random(7).sample(sorted(files.items()), len(files))
    assert read(tmp_path, "a.zip", zipped(dict(shuffled))) == read(tmp_path, "a.zip", zipped(dict(files)))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("/etc/cron.d/x.txt", "x.txt"),
        ("C:\\Windows\\x.txt", "x.txt"),
        ("C:x.txt", "x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("a/./b/../c.txt", "c.txt"),
        ("bolet\u0301\u202ein\n.txt", "bolet\u0301in.txt"),
        ("🎉/fiesta 🎉.txt", "fiesta 🎉.txt"),
        ("x" * 300 + ".txt", "x" * 116 + ".txt"),
        ("...txt", "...txt"),
        ("carpeta/..", "archivo"),
    ],
)
def test_I07_a_name_is_a_label_and_nothing_is_written_under_it(tmp_path: Path, name: str, label: str) -> None:
    material = read(tmp_path, "a.zip", zipped({name: JPEG}))
    assert summary(material) == {label: "image"}
    assert stored(tmp_path) == ["000.jpg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inside", "received"]


def test_I07_a_link_is_not_followed(tmp_path: Path) -> None:
    assert summary(read(tmp_path, "a.zip", linked("clave.txt", "/etc/passwd"))) == {
        "boletin.txt": "text",
        "clave.txt": texts_es.ZIP_LINK,
    }


def test_I07_two_files_of_one_name_are_both_refused(tmp_path: Path) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("a.txt", "bolet\u00edn.txt", "boleti\u0301n.txt", "solo.txt"):
            archive.writestr(name, "Hola")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Hola")
    material = read(tmp_path, "a.zip", file.getvalue())
    assert summary(material) == {
        "a.txt": texts_es.ZIP_TWICE,
        "a (2).txt": texts_es.ZIP_TWICE,
        "bolet\u00edn.txt": texts_es.ZIP_TWICE,
        "bolet\u00edn (2).txt": texts_es.ZIP_TWICE,
        "solo.txt": "text",
    }


def test_files_of_one_name_in_two_folders_are_two(tmp_path: Path) -> None:
    material = read(tmp_path, "a.zip", zipped({"uno/a.txt": "Uno", "dos/a.txt": "Dos"}))
    assert texts(material) == {"a.txt": "Dos", "a (2).txt": "Uno"}


def test_what_systems_leave_behind_is_not_told(tmp_path: Path) -> None:
    litter = ("__MACOSX/._a.txt", ".DS_Store", "x/Thumbs.db", "desktop.ini", "~$boletin.docx", "vacia/")
    assert summary(read(tmp_path, "a.zip", zipped({**dict.fromkeys(litter, b"x"), "a.txt": "Hola"}))) == {
        "a.txt": "text"
    }


def test_I06_a_zip_within_a_zip_is_refused_however_it_is_wrapped(tmp_path: Path) -> None:
    inner = zipped({"a.txt": "Hola"})
    material = read(
        tmp_path,
        "a.zip",
        zipped({"otro.zip": inner, "foto.jpg": inner, "c.eml": offices.letter("Va", ("z.zip", inner))}),
    )
    assert summary(material) == {
        "c.eml": "text",
        "foto.jpg": texts_es.ZIP_NESTED,
        "otro.zip": texts_es.ZIP_NESTED,
        "z.zip": texts_es.ZIP_NESTED,
    }


@pytest.mark.parametrize("size", [2_000_000, 60_000_000])
def test_I06_a_bomb_is_stopped_while_it_expands(tmp_path: Path, size: int) -> None:
    bomb = zipped({"a.txt": bytes(size), "boletin.txt": "Hola"})
    assert len(bomb) < 100_000
    assert summary(read(tmp_path, "a.zip", bomb)) == {"a.txt": texts_es.ZIP_BOMB, "boletin.txt": "text"}
    assert stored(tmp_path) == []


def test_I06_what_expands_too_far_in_all_is_refused_whole(tmp_path: Path) -> None:
    block = random.Random(1).randbytes(15_000) + bytes(985_000)
    files = {f"{number}.txt": block * 9 for number in range(10)}
    assert rejection(tmp_path, "a.zip", zipped(files)) == texts_es.ZIP_TOO_LARGE


def test_I06_a_lie_about_the_size_is_found_out(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"a" * 5_000, "b.txt": "Hola"}))
    directory = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, directory + 24, 10)
    assert summary(read(tmp_path, "a.zip", bytes(content))) == {"a.txt": texts_es.ZIP_BROKEN, "b.txt": "text"}


def test_I06_too_many_entries_are_refused_before_they_are_listed(tmp_path: Path) -> None:
    many = zipped({f"{number}.txt": "" for number in range(201)})
    assert rejection(tmp_path, "a.zip", many) == texts_es.zip_too_many_entries(200)
    very_many = zipped({f"{number:0200}.txt": "" for number in range(5_000)})
    assert rejection(tmp_path, "a.zip", very_many) == texts_es.zip_too_many_entries(200)


def test_more_pieces_than_there_may_be_are_left_out_and_told(tmp_path: Path) -> None:
    material = read(tmp_path, "a.zip", zipped({f"{number:03}.txt": f"Texto {number}" for number in range(30)}))
    assert len(texts(material)) == 24
    assert material.notes == (texts_es.PIECES_LEFT_OUT,)
    mixed = read(tmp_path, "a.zip", zipped({f"{number:03}.svg": "<svg/>" for number in range(70)}))
    assert len(mixed.pieces) == 60


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_way_of_packing_is_refused(tmp_path: Path, method: int) -> None:
    assert summary(read(tmp_path, "a.zip", zipped({"a.txt": "Hola"}, method))) == {"a.txt": texts_es.ZIP_METHOD}


def test_a_file_behind_a_password_says_so(tmp_path: Path) -> None:
    assert summary(read(tmp_path, "a.zip", encrypted())) == {"a.txt": texts_es.FILE_ENCRYPTED, "b.txt": "text"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped({}), texts_es.ZIP_EMPTY),
        (zipped({"__MACOSX/x": "y"}), texts_es.ZIP_EMPTY),
        (zipped({"a.txt": "Hola"})[:40], texts_es.ZIP_BROKEN),
        (b"PK\x03\x04" + bytes(100), texts_es.ZIP_BROKEN),
    ],
    # A zip carries the time it was made: as a name it would differ between two processes.
    ids=["empty", "only what a Mac adds", "cut short", "only a beginning"],
)
def test_a_zip_without_anything_or_damaged_is_rejected(tmp_path: Path, content: bytes, reason: str) -> None:
    assert rejection(tmp_path, "a.zip", content) == reason


def test_names_of_old_programs_are_read_as_they_can_be(tmp_path: Path) -> None:
    assert list(texts(read(tmp_path, "a.zip", zipped({"Boletín de año.txt": "Hola"})))) == ["Boletín de año.txt"]
    old = zipped({"Boletxn.txt": "Hola"}).replace(b"Boletxn", "Boletín".encode("cp437"))
    assert list(texts(read(tmp_path, "a.zip", old))) == ["Boletín.txt"]
