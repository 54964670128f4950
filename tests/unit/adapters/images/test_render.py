"""What goes out: the size, the part shown, the colours, and nothing but the picture."""

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from chalicelib import texts_es
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.kinds import Kind
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import FocalPoint
from chalicelib.domain.networks import Network
from chalicelib.ports import RenderedImage, RenditionSpec
from local.samples.profiles import ADOBE_RGB, DISPLAY_P3, Primaries, a_profile
from tests.unit.adapters.images.pictures import (
    SPECS,
    XMP,
    a_photograph,
    exif_with,
    full_of_secrets,
    halves,
    in_kind,
    markers_of,
    saved,
    shown,
)

SQUARE: dict[str, RenditionSpec] = {Network.FACEBOOK: RenditionSpec(400, 400, 1_000_000)}
CONTRAST = 40


def rendered(content: bytes, spec: RenditionSpec = SQUARE[Network.FACEBOOK]) -> Image.Image:
    return shown(PillowImageEditor().render(content, {Network.X: spec})[Network.X].content)


def close(one: object, other: tuple[int, int, int], by: int = 12) -> bool:
    assert isinstance(one, tuple)
    return all(abs(first - second) <= by for first, second in zip(one, other, strict=True))


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (400, 320), (5000, 400)])
def test_each_network_gets_exactly_its_size(size: tuple[int, int]) -> None:
    made = PillowImageEditor().render(saved(Image.new("RGB", size, "green")), SPECS)
    assert {network: (image.width, image.height) for network, image in made.items()} == {
        network: (spec.width, spec.height) for network, spec in SPECS.items()
    }
    assert all(shown(image.content).size == (image.width, image.height) for image in made.values())
    assert {image.mime_type for image in made.values()} == {"image/jpeg"}


def test_no_network_no_rendition() -> None:
    assert PillowImageEditor().render(saved(a_photograph()), {}) == {}


def test_I11_nothing_goes_out_but_the_picture() -> None:
    content = full_of_secrets()
    assert all(secret in content for secret in (b"secreto-aparato", b"secreto-xmp", b"secreto-iptc", b"ICC_PROFILE"))
    for image in PillowImageEditor().render(content, SPECS).values():
        assert b"secreto" not in image.content
        assert set(markers_of(image.content)) == {0xE0, 0xDB, 0xC0, 0xC4}
        assert image.content.endswith(b"\xff\xd9")
        assert not shown(image.content).getexif()


def test_I11_a_comment_stays_behind_where_no_profile_had_to_be_applied() -> None:
    content = saved(a_photograph(), comment=b"secreto-comentario", exif=exif_with(), xmp=XMP)
    for image in PillowImageEditor().render(content, SPECS).values():
        assert set(markers_of(image.content)) == {0xE0, 0xDB, 0xC0, 0xC4}


def test_I11_what_a_png_hides_stays_behind() -> None:
    notes = PngInfo()
    notes.add_text("Author", "secreto-autor")
    notes.add_itxt("XML:com.adobe.xmp", "secreto-xmp", zip=False)
    content = saved(a_photograph(), "PNG", pnginfo=notes, exif=exif_with())
    assert b"secreto" in content
    image = PillowImageEditor().render(content, SPECS)[Network.X]
    assert b"secreto" not in image.content
    assert set(markers_of(image.content)) == {0xE0, 0xDB, 0xC0, 0xC4}


def test_the_same_bytes_give_the_same_renditions() -> None:
    content = saved(a_photograph(2000, 1500))

    def render() -> dict[str, RenderedImage]:
        return PillowImageEditor().render(content, SPECS)

    assert render() == render()


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.TIFF])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_goes_out_as_the_camera_was_held(orientation: int, kind: Kind) -> None:
    """The pixels are stored turned the other way, so that the orientation brings red back to the top, and green to its left."""
    upright = halves(500, 400, across=False)
    upright.paste((0, 128, 0), (0, 0, 250, 200))
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(turns[orientation]) if orientation in turns else upright
    content = in_kind(stored, kind, exif=exif_with(orientation), quality=95)
    facts = PillowImageEditor().check(content)
    assert (facts.width, facts.height, facts.is_turned) == (500, 400, orientation != 1)
    picture = rendered(content, RenditionSpec(500, 400, 1_000_000))
    assert close(picture.getpixel((60, 50)), (0, 128, 0))
    assert close(picture.getpixel((440, 50)), (254, 0, 0))
    assert close(picture.getpixel((440, 350)), (0, 0, 254))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_focal_point_is_measured_on_the_upright_picture(orientation: int) -> None:
    content = saved(Image.new("RGB", (900, 600)), exif=exif_with(orientation))
    facts = PillowImageEditor().check(content)
    focus = FocalPoint(x=0.8, y=0.7)
    crop = PillowImageEditor().render(content, SQUARE, focus=focus)[Network.FACEBOOK].crop
    assert crop is not None
    assert crop.left <= focus.x <= crop.right
    assert crop.top <= focus.y <= crop.bottom
    shown = ((crop.right - crop.left) * facts.width, (crop.bottom - crop.top) * facts.height)
    assert shown == pytest.approx((600, 600))


def test_what_is_transparent_goes_out_white() -> None:
    clear = Image.new("RGBA", (400, 400), (255, 0, 0, 0))
    clear.paste((0, 0, 255, 255), (0, 0, 200, 400))
    picture = rendered(saved(clear, "PNG"))
    assert close(picture.getpixel((350, 200)), (255, 255, 255))
    assert close(picture.getpixel((50, 200)), (0, 0, 255))


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK", "RGB", "RGBA"])
def test_every_kind_of_pixel_keeps_its_look(mode: str) -> None:
    grey = Image.new("L", (400, 400), 255)
    grey.paste(0, (0, 0, 200, 400))
    content = saved(grey.convert(mode), "JPEG" if mode == "CMYK" else "PNG")
    picture = rendered(content)
    assert picture.mode == "RGB"
    assert close(picture.getpixel((50, 200)), (0, 0, 0), CONTRAST)
    assert close(picture.getpixel((350, 200)), (255, 255, 255), CONTRAST)


def test_sixteen_bits_of_grey_are_scaled_not_clipped() -> None:
    deep = Image.new("I;16", (400, 400), 32_768)
    assert close(rendered(saved(deep, "PNG")).getpixel((200, 200)), (127, 127, 127), 3)


def test_a_palette_with_a_transparent_colour_goes_out_on_white() -> None:
    picture = halves(400, 400).quantize(4)
    at = picture.getpixel((350, 200))
    assert close(rendered(saved(picture, "PNG", transparency=at)).getpixel((350, 200)), (255, 255, 255))


def test_a_profile_of_srgb_changes_nothing() -> None:
    grey = Image.new("RGB", (400, 400), (128, 128, 128))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert close(rendered(saved(grey, icc_profile=srgb)).getpixel((9, 9)), (128, 128, 128), 2)


@pytest.mark.parametrize(
    ("primaries", "stored", "shown_as"),
    [(DISPLAY_P3, (234, 51, 35), (255, 0, 0)), (ADOBE_RGB, (219, 0, 0), (255, 0, 0))],
    ids=["p3", "adobe"],
)
@pytest.mark.parametrize("size", [(500, 500), (4000, 3000)])
def test_a_wider_colour_space_is_brought_to_srgb(
    primaries: Primaries, stored: tuple[int, int, int], shown_as: tuple[int, int, int], size: tuple[int, int]
) -> None:
    """Small pictures are converted once they have their size, large ones before."""
    content = saved(Image.new("RGB", size, stored), quality=95, icc_profile=a_profile(primaries, "ancho"))
    assert not PillowImageEditor().check(content).is_srgb
    assert close(rendered(content).getpixel((200, 200)), shown_as, 12)


def test_lab_and_numbers_with_a_point_keep_their_look() -> None:
    lab = ImageCms.profileToProfile(
        Image.new("RGB", (400, 400), (200, 80, 40)),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert lab is not None
    assert close(rendered(saved(lab, "TIFF")).getpixel((200, 200)), (200, 80, 40), 8)
    assert close(rendered(saved(Image.new("F", (400, 400), 0.5), "TIFF")).getpixel((200, 200)), (127, 127, 127), 3)


def test_the_quality_falls_until_the_limit_is_kept() -> None:
    content = saved(a_photograph(1600, 900))
    sizes = []
    for limit in (5_000_000, 400_000, 200_000):
        image = PillowImageEditor().render(content, {Network.X: RenditionSpec(1600, 900, limit)})[Network.X]
        assert len(image.content) <= limit
        sizes.append(len(image.content))
    assert sizes == sorted(sizes, reverse=True)


def test_a_limit_that_nothing_keeps_is_told() -> None:
    with pytest.raises(InvalidInputError, match=texts_es.IMAGE_CANNOT_FIT):
        PillowImageEditor().render(saved(a_photograph()), {Network.X: RenditionSpec(1600, 900, 2_000)})
