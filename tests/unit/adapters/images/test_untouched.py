"""What needs no correction goes out with the pixels it came with; what hid beside them does not (2.2, I11)."""

import struct
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms

from chalicelib import texts_es
from chalicelib.adapters.catalogue import load_catalogue
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.jpeg_segments import CrookedJpegError, bared
from chalicelib.ports import RenderedImage, RenditionSpec
from local.samples.profiles import DISPLAY_P3, a_profile
from tests.unit.adapters.images.pictures import XMP, a_photograph, exif_with, saved, shown
from tests.unit.adapters.images.secrets_in import jpeg, jpeg_with_thumbnails, multi_picture
from tests.unit.adapters.images.test_metadata import check_nothing_hidden

SPEC = RenditionSpec(800, 600, 8_000_000)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def rendered(content: bytes, spec: RenditionSpec = SPEC, **how: Any) -> RenderedImage:
    return PillowImageEditor().render(content, {"one": spec}, **how)["one"]


def same_pixels(one: bytes, other: bytes) -> bool:
    return ImageChops.difference(shown(one), shown(other)).getbbox() is None


@pytest.mark.parametrize(
    "content",
    [
        jpeg(),
        jpeg_with_thumbnails(),
        multi_picture(),
        saved(a_photograph(), quality=71, progressive=True, comment=b"secreto", exif=exif_with()),
        saved(a_photograph(), quality=98, subsampling=0, icc_profile=SRGB, xmp=XMP),
        saved(a_photograph().convert("L"), comment=b"secreto"),
        saved(a_photograph(), restart_marker_rows=2, comment=b"secreto"),
    ],
    ids=["everything", "thumbnails", "mpf", "progressive", "profile", "grey", "restarts"],
)
def test_I11_a_jpeg_of_the_right_form_keeps_its_pixels_and_loses_its_secrets(content: bytes) -> None:
    image = rendered(content)
    assert same_pixels(image.content, content)
    assert image.corrections == (texts_es.IMAGE_METADATA_REMOVED,) or (image.corrections == () and SRGB in content)
    check_nothing_hidden(image)


def test_a_jpeg_with_nothing_beside_its_picture_goes_out_as_it_came() -> None:
    content = saved(a_photograph())
    image = rendered(content)
    assert image.content == content
    assert image.corrections == ()


@pytest.mark.parametrize(
    ("content", "spec"),
    [
        (saved(a_photograph(801, 600)), SPEC),
        (saved(a_photograph(), "PNG"), SPEC),
        (saved(a_photograph(), exif=exif_with(3)), SPEC),
        (saved(a_photograph(), icc_profile=a_profile(DISPLAY_P3, "P3")), SPEC),
        (saved(a_photograph().convert("CMYK")), SPEC),
        (saved(a_photograph(), quality=95), RenditionSpec(800, 600, 60_000)),
    ],
    ids=["size", "format", "turned", "colours", "cmyk", "bytes"],
)
def test_what_needs_a_correction_is_made_anew_and_says_which(content: bytes, spec: RenditionSpec) -> None:
    image = rendered(content, spec)
    assert image.corrections
    assert not same_pixels(image.content, saved(shown(content).convert("RGB").resize((800, 600)), quality=99))


def test_a_logo_is_a_change_of_the_pixels() -> None:
    assert not same_pixels(rendered(saved(a_photograph()), logo=load_catalogue().logo).content, saved(a_photograph()))


def test_adobes_colour_mark_stays_because_the_colours_hang_on_it() -> None:
    """A JPEG stored as RGB looks wholly wrong without it."""
    content = saved(a_photograph(), keep_rgb=True)
    assert b"Adobe" in content
    longer = content.replace(struct.pack(">H", 14) + b"Adobe", struct.pack(">H", 21) + b"Adobe", 1)
    at = longer.index(b"Adobe") + 12
    marked = longer[:at] + b"secreto" + longer[at:]
    image = rendered(marked)
    assert same_pixels(image.content, content)
    assert b"secreto" not in image.content


@pytest.mark.parametrize("marker", [0xF0, 0xFD, 0x02, 0xC8, 0xDC])
def test_a_segment_that_no_network_expects_is_not_handed_on(marker: int) -> None:
    content = saved(a_photograph())
    odd = content[:2] + bytes((0xFF, marker)) + struct.pack(">H", 9) + b"secreto" + content[2:]
    with pytest.raises(CrookedJpegError):
        bared(odd)


@pytest.mark.parametrize("end", [3, 40, 700, -1])
def test_a_jpeg_cut_short_is_not_handed_on(end: int) -> None:
    with pytest.raises(CrookedJpegError):
        bared(saved(Image.new("RGB", (400, 400)))[:end])
