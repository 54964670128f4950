"""What is said of a picture is so."""

import pytest
from PIL import Image

from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.kinds import Kind
from local.samples.profiles import DISPLAY_P3, a_profile
from tests.unit.adapters.images.pictures import a_photograph, exif_with, in_kind, saved
from tests.unit.adapters.images.secrets_in import moving, multi_picture, tiff

check = PillowImageEditor().check


@pytest.mark.parametrize("kind", Kind)
def test_a_plain_picture_of_every_format(kind: Kind) -> None:
    facts = check(in_kind(a_photograph(420, 330), kind))
    assert (facts.mime_type, facts.width, facts.height, facts.frames) == (kind.mime_type, 420, 330, 1)
    assert (facts.is_turned, facts.has_transparency, facts.is_srgb, facts.has_metadata) == (False, False, True, False)


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.TIFF, Kind.HEIC])
def test_a_picture_held_upright_is_measured_upright(kind: Kind) -> None:
    facts = check(in_kind(a_photograph(420, 330), kind, exif=exif_with(6)))
    assert (facts.width, facts.height, facts.is_turned) == (330, 420, True)


def test_frames_and_pages_are_counted_and_what_stands_behind_a_jpeg_is_none() -> None:
    assert [check(moving(kind)).frames for kind in (Kind.PNG, Kind.WEBP)] == [3, 3]
    assert check(tiff()).frames == 2
    assert check(multi_picture()).frames == 1
    assert check(multi_picture()).mime_type == "image/jpeg"
    turning = [Image.linear_gradient("L").resize((400, 400)).rotate(90 * step) for step in range(4)]
    assert check(saved(turning[0], "GIF", save_all=True, append_images=turning[1:])).frames == 4


@pytest.mark.parametrize("kind", [Kind.PNG, Kind.WEBP, Kind.TIFF, Kind.HEIC])
def test_an_alpha_that_hides_nothing_is_no_transparency(kind: Kind) -> None:
    opaque = Image.linear_gradient("L").resize((400, 330)).convert("RGBA")
    clear = opaque.copy()
    clear.putpixel((200, 200), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 0), (10, 10, 60, 60))
    assert not check(in_kind(opaque, kind)).has_transparency
    assert check(in_kind(clear, kind)).has_transparency


def test_a_transparent_colour_counts_when_a_pixel_has_it() -> None:
    picture = Image.new("RGB", (400, 400), "red")
    assert check(saved(picture, "PNG", transparency=(255, 0, 0))).has_transparency
    assert not check(saved(picture, "PNG", transparency=(0, 0, 255))).has_transparency


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.TIFF, Kind.HEIC])
def test_display_p3_is_not_srgb_in_any_format(kind: Kind) -> None:
    assert not check(in_kind(a_photograph(400, 330), kind, icc_profile=a_profile(DISPLAY_P3, "P3"))).is_srgb


def test_cmyk_is_not_srgb() -> None:
    assert not check(saved(a_photograph(400, 330).convert("CMYK"))).is_srgb
