"""What a file is: by its content, whatever it is called."""

from itertools import product

import pytest

from chalicelib import texts_es
from chalicelib.adapters.images.kinds import kind_of as image_kind_of
from chalicelib.adapters.kinds import Kind, kind_of
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.documents import offices
from tests.unit.adapters.documents.releases import PARKS

SVG = b"<?xml version='1.0'?>\n<!-- x -->\n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NAMES = ("boletin.docx", "foto.jpg", "texto.txt", "video.mp4", "archivo", "todo.zip", "nota.pdf", "algo.xyz")


def ftyp(brand: bytes, *compatible: bytes) -> bytes:
    """Give the beginning of a file of the ISO media family."""
    body = b"ftyp" + brand + b"\0\0\0\0" + b"".join(compatible)
    return (len(body) + 4).to_bytes(4, "big") + body + bytes(64)


CONTENTS = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", Kind.PDF),
    "pdf after a few bytes": (b"\xef\xbb\xbf\r\n%PDF-1.4\n\0", Kind.PDF),
    "rtf": (rb"{\rtf1\ansi", Kind.RTF),
    "word": (offices.word(PARKS)[:4096], Kind.ZIPPED),
    "jpeg": (offices.picture("JPEG"), Kind.IMAGE),
    "png": (offices.picture("PNG"), Kind.IMAGE),
    "gif": (offices.picture("GIF"), Kind.IMAGE),
    "webp": (offices.picture("WEBP"), Kind.IMAGE),
    "tiff": (offices.picture("TIFF")[:4096], Kind.IMAGE),
    "tiff of a Mac": (b"MM\0*\0\0\0\x08", Kind.IMAGE),
    "heic": (ftyp(b"heic", b"mif1", b"heic"), Kind.IMAGE),
    "heic by its base": (ftyp(b"mif1", b"mif1", b"heic", b"hevc"), Kind.IMAGE),
    "burst": (ftyp(b"hevc", b"msf1"), Kind.IMAGE),
    "mp4": (ftyp(b"isom", b"iso2", b"avc1", b"mp41"), Kind.VIDEO),
    "mp4 of a camera": (ftyp(b"mp42", b"mp42", b"isom"), Kind.VIDEO),
    "mov": (ftyp(b"qt  ", b"qt  "), Kind.VIDEO),
    "old mov": (b"\0\0\0\x08wide\0\0\0\0mdat", Kind.VIDEO),
    "letter": (offices.letter("hola")[:4096], Kind.LETTER),
}
REFUSED = {
    "svg": (SVG, texts_es.FILE_MARKUP),
    "svg in UTF-16": ("<svg onload='x'/>".encode("utf-16"), texts_es.FILE_MARKUP),
    "html": (b"\n <!DOCTYPE html><html><script>alert(1)</script>", texts_es.FILE_MARKUP),
    "script": (b"<script>alert(1)</script>", texts_es.FILE_MARKUP),
    "php": (b"<?php system($_GET['c']);", texts_es.FILE_MARKUP),
    "windows program": (b"MZ\x90\0\x03\0\0\0", texts_es.FILE_PROGRAM),
    "linux program": (b"\x7fELF\x02\x01", texts_es.FILE_PROGRAM),
    "shell script": (b"#!/bin/sh\nrm -rf /", texts_es.FILE_PROGRAM),
    "rar": (b"Rar!\x1a\x07\x01\0", texts_es.FILE_OTHER_ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\x04", texts_es.FILE_OTHER_ARCHIVE),
    "webm": (b"\x1aE\xdf\xa3\x01", texts_es.FILE_OTHER_VIDEO),
    "avi": (b"RIFF\0\0\0\0AVI LIST", texts_es.FILE_OTHER_VIDEO),
    "avif": (ftyp(b"avif", b"mif1"), texts_es.FILE_UNKNOWN),
}


@pytest.mark.parametrize(("what", "name"), list(product(CONTENTS, NAMES)))
def test_I13_the_content_decides_whatever_the_name(what: str, name: str) -> None:
    content, kind = CONTENTS[what]
    assert kind_of(content, name) is kind


@pytest.mark.parametrize(("what", "name"), list(product(REFUSED, NAMES)))
def test_I12_pages_drawings_and_programs_are_refused_whatever_the_name(what: str, name: str) -> None:
    content, reason = REFUSED[what]
    with pytest.raises(InvalidInputError) as caught:
        kind_of(content, name)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("boletin.md", b"Hola", Kind.TEXT),
        ("Bolet\u00edn final.DOCX", b"Hola", Kind.TEXT),
        ("boletin.txt", b"%PDF es un formato", Kind.TEXT),
        ("boletin.txt", b"Se entrega en %PDF-1.7 o en papel", Kind.TEXT),
        ("boletin.txt", b"MZ es una clave", Kind.TEXT),
        ("boletin.txt", b"The free days", Kind.TEXT),
        ("boletin.txt", b"De: Juan\nPara: Ana\nAsunto: el parque", Kind.TEXT),
        ("boletin.txt", b"From: the mayor\n\nDear all", Kind.TEXT),
        ("publicacion.yaml", b"campaign: a", Kind.ORDER),
        ("Publicaci\u00f3n.YML", b"campaign: a", Kind.ORDER),
        ("publicacio\u0301n.yaml", b"campaign: a", Kind.ORDER),
        ("carta.eml", b"Hola", Kind.LETTER),
    ],
)
def test_where_bytes_say_nothing_the_name_counts(name: str, content: bytes, kind: Kind) -> None:
    assert kind_of(content, name) is kind


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("otra.yaml", b"campaign: a", texts_es.FILE_UNKNOWN),
        ("sin-extension", b"Hola", texts_es.FILE_UNKNOWN),
        ("datos.json", b"{}", texts_es.FILE_UNKNOWN),
        ("datos.txt", b"<?xml version='1.0'?><a/>", texts_es.FILE_UNKNOWN),
        ("foto.png", b"Hola", texts_es.FILE_NOT_ITS_TYPE),
        ("video.mov", b"Hola", texts_es.FILE_NOT_ITS_TYPE),
        ("plan.csv", b"fecha,texto", texts_es.FILE_IS_A_PLAN),
        ("dibujo.svg", b"Hola", texts_es.FILE_MARKUP),
        ("boletin.doc", OLE, texts_es.FILE_OLD_OFFICE),
        ("boletin.txt", OLE, texts_es.FILE_OLD_OFFICE),
        ("boletin.docx", OLE, texts_es.FILE_ENCRYPTED),
        ("x", OLE[:512] + "EncryptedPackage".encode("utf-16-le"), texts_es.FILE_ENCRYPTED),
        ("correo.msg", OLE, texts_es.FILE_OUTLOOK),
    ],
)
def test_what_is_no_material_is_told_what_to_do(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        kind_of(content, name)
    assert str(caught.value) == reason


@pytest.mark.parametrize("unit", [b"<!-- -->", b"<!--", b"A-b: c\n ", b"a:\n", b" ", b"<?xml ", b"\n"])
def test_no_beginning_takes_more_than_a_moment(unit: bytes) -> None:
    """A pattern that went back over a hostile beginning would take minutes; this test would not end."""
    content = (unit * 4_096)[:4_096]
    assert kind_or_none(content) in {Kind.TEXT, Kind.LETTER, None}


def kind_or_none(content: bytes) -> Kind | None:
    try:
        return kind_of(content, "a.txt")
    except InvalidInputError:
        return None


@pytest.mark.parametrize(
    "start",
    [
        b"II+\x00\x08\x00\x00\x00",
        b"MM\x00+\x00\x08\x00\x00",
        *(b"\x00\x00\x00\x18ftyp" + brand + bytes(4) + b"mif1heic" for brand in (b"heic", b"hevm", b"hevs", b"mif1")),
    ],
)
def test_who_sorts_files_and_who_opens_pictures_agree_on_what_a_picture_is(start: bytes) -> None:
    assert image_kind_of(start)
    assert kind_of(start, "foto") is Kind.IMAGE
