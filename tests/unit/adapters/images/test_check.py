"""Which images are taken, decided before they are decoded."""

import time

import pytest
from PIL import Image

from chalicelib import texts_es
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.kinds import Kind, kind_of
from chalicelib.adapters.images.opening import opened
from chalicelib.domain.errors import InvalidInputError
from tests.unit.adapters.images.pictures import (
    SPECS,
    a_chunk,
    a_photograph,
    a_png_header,
    full_of_secrets,
    in_kind,
    saved,
)

JPEG = saved(a_photograph())
RICH = full_of_secrets()
PNG = saved(a_photograph(330, 330), "PNG")


def rejection(content: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        PillowImageEditor().check(content)
    return str(caught.value)


@pytest.mark.parametrize("content", [JPEG, PNG, RICH, saved(a_photograph(), progressive=True)])
def test_a_whole_photograph_is_taken(content: bytes) -> None:
    PillowImageEditor().check(content)


@pytest.mark.parametrize("kind", Kind)
def test_I13_every_format_is_known_by_its_first_bytes_alone(kind: Kind) -> None:
    content = in_kind(a_photograph(400, 330), kind)
    assert kind_of(content[:64]) is kind
    assert PillowImageEditor().check(content).mime_type == kind.mime_type


@pytest.mark.parametrize("kind", ["BMP", "ICO", "PPM", "TGA", "JPEG2000", "AVIF", "PDF"])
def test_I13_other_formats_are_not_taken(kind: str) -> None:
    content = saved(a_photograph(330, 330), kind)
    assert not kind_of(content)
    assert rejection(content) == texts_es.IMAGE_BROKEN


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<!DOCTYPE html><html><body onload=alert(1)></body></html>",
        b"\xef\xbb\xbf<svg/>",
        b"\x1f\x8b\x08\x00svgz",
        b"",
    ],
)
def test_I12_svg_and_html_are_no_images(content: bytes) -> None:
    assert not kind_of(content)
    assert rejection(content) == texts_es.IMAGE_BROKEN


@pytest.mark.parametrize(
    "brands", [b"isom\x00\x00\x02\x00isomiso2avc1mp41", b"qt  \x00\x00\x00\x00qt  ", b"mif1\x00\x00\x00\x00mif1avif"]
)
def test_I13_a_video_or_an_avif_in_the_same_container_is_no_heic(brands: bytes) -> None:
    assert not kind_of((len(brands) + 8).to_bytes(4) + b"ftyp" + brands + bytes(64))


@pytest.mark.parametrize("size", [(5000, 5001), (8000, 5000), (30_000, 30_000), (2**31 - 1, 2**31 - 1)])
def test_I10_too_many_pixels_are_refused_by_the_header_alone(size: tuple[int, int]) -> None:
    assert rejection(a_png_header(*size)) == texts_es.image_too_many_pixels(25)


def test_I10_a_bomb_of_forty_megapixels_is_refused_at_once() -> None:
    bomb = saved(Image.new("L", (8000, 5000)), "PNG", compress_level=9)
    assert len(bomb) < 100_000
    started = time.perf_counter()
    assert rejection(bomb) == texts_es.image_too_many_pixels(25)
    assert time.perf_counter() - started < 0.1


def test_twenty_five_megapixels_are_taken() -> None:
    assert opened(a_png_header(5000, 5000)).picture.size == (5000, 5000)


@pytest.mark.parametrize("size", [(319, 4000), (4000, 319), (1, 1)])
def test_a_small_image_is_refused(size: tuple[int, int]) -> None:
    assert rejection(saved(Image.new("RGB", size))) == texts_es.IMAGE_TOO_SMALL


def test_a_file_beyond_twenty_megabytes_is_not_opened() -> None:
    assert rejection(JPEG + bytes(20_000_000)) == texts_es.file_too_large(20)


@pytest.mark.parametrize("content", [JPEG, PNG, RICH[: -len(b"secreto-al-final")]], ids=["jpeg", "png", "rich"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.97])
def test_I10_a_truncated_image_is_refused(content: bytes, part: float) -> None:
    assert rejection(content[: int(len(content) * part)]) == texts_es.IMAGE_BROKEN


def test_a_damaged_png_is_refused() -> None:
    damaged = bytearray(PNG)
    damaged[len(damaged) // 2] ^= 0xFF
    assert rejection(bytes(damaged)) == texts_es.IMAGE_BROKEN


def test_I10_a_png_that_is_right_outside_and_broken_within_is_refused_when_it_is_rendered() -> None:
    content = a_png_header(400, 400).replace(a_chunk(b"IEND"), a_chunk(b"IDAT", b"no es zlib") + a_chunk(b"IEND"))
    with pytest.raises(InvalidInputError, match=texts_es.IMAGE_BROKEN):
        PillowImageEditor().render(content, SPECS)


def test_an_image_with_a_broken_profile_or_exif_is_still_an_image() -> None:
    content = saved(
        a_photograph(), icc_profile=b"no es un perfil", exif=b"Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\xff\xff"
    )
    PillowImageEditor().check(content)
    assert len(PillowImageEditor().render(content, SPECS)) == 3
