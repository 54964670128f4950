"""No place, person or device goes out, whatever the format they came in and wherever they were hidden (I11)."""

from io import BytesIO

import pytest
from PIL import Image

from chalicelib import texts_es
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.kinds import Kind
from chalicelib.ports import RenderedImage, RenditionSpec
from tests.unit.adapters.images.secrets_in import SECRET, WIDE_SECRET, a_clean_one, everything

FULL = everything()
SPECS = {"cut": RenditionSpec(480, 270, 8_000_000), "as it comes": RenditionSpec(800, 600, 8_000_000)}
CUT = {"cut": SPECS["cut"]}
ALLOWED = {0xE0, 0xEE, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA}
"""JFIF, Adobe's colour mark, tables, frames, restarts, scans: ITU-T T.81."""

HIDDEN_IN_PILLOW = {"exif", "xmp", "comment", "photoshop", "icc_profile", "mp", "mpoffset", "Raw profile type exif"}


def walked(jpeg: bytes) -> list[int]:
    """List every marker of a JPEG, those between scans too, and see that it ends where it says."""
    found, at = [], 2
    while jpeg[at : at + 2] != b"\xff\xd9":
        assert jpeg[at] == 0xFF
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if found[-1] == 0xDA:
            while jpeg[at] != 0xFF or jpeg[at + 1] == 0 or 0xD0 <= jpeg[at + 1] <= 0xD7:
                at += 1
    assert at + 2 == len(jpeg)
    return found


def check_nothing_hidden(image: RenderedImage) -> None:
    assert SECRET not in image.content
    assert WIDE_SECRET not in image.content
    assert set(walked(image.content)) <= ALLOWED
    assert image.content[2:4] == b"\xff\xe0"
    assert image.content[4:6] == b"\x00\x10"
    assert image.content[18:20] == b"\x00\x00"
    shown = Image.open(BytesIO(image.content))
    shown.load()
    assert not shown.getexif()
    assert not HIDDEN_IN_PILLOW & set(shown.info)


@pytest.mark.parametrize("name", FULL)
def test_I11_nothing_hidden_goes_out_in_any_rendition(name: str) -> None:
    for image in PillowImageEditor().render(FULL[name], SPECS).values():
        check_nothing_hidden(image)


@pytest.mark.parametrize("name", FULL)
def test_I11_that_something_was_hidden_is_seen_and_said(name: str) -> None:
    facts = PillowImageEditor().check(FULL[name])
    image = PillowImageEditor().render(FULL[name], CUT)["cut"]
    # A profile's own words are part of the profile: they leave with it, and are not told apart from colours.
    assert facts.has_metadata == (name != "jpeg-profile")
    assert (texts_es.IMAGE_METADATA_REMOVED in image.corrections) == facts.has_metadata


def test_the_secrets_are_there_before() -> None:
    plain = [name for name, content in FULL.items() if SECRET in content or WIDE_SECRET in content]
    assert plain == list(FULL)


@pytest.mark.parametrize("kind", Kind)
def test_a_picture_of_pixels_and_colours_alone_hides_nothing(kind: Kind) -> None:
    assert not PillowImageEditor().check(a_clean_one(kind)).has_metadata


def test_of_several_frames_or_pages_the_first_goes_out_and_it_is_said() -> None:
    said = {
        name: PillowImageEditor().render(FULL[name], CUT)["cut"].corrections
        for name in ("apng", "webp-animated", "tiff-tags-gps")
    }
    assert texts_es.image_first_of("PNG", 3) in said["apng"]
    assert texts_es.image_first_of("WebP", 3) in said["webp-animated"]
    assert "El archivo tiene 2 páginas: se usó la primera." in said["tiff-tags-gps"]
