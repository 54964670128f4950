"""The logo: in its corner or the next, never over what matters, in the version that can be read there, sharp at each size."""

from typing import Any

import pytest
from PIL import Image, ImageChops

from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.logo import LogoPainter
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.domain.media import FocalPoint
from chalicelib.ports import Logo, RenderedImage, RenditionSpec
from local.samples.scenes import banner
from tests.unit.adapters.images.pictures import saved, shown

INK, PALE = (120, 0, 0), (255, 220, 220)
SPEC = RenditionSpec(1000, 800, 5_000_000)


def a_mark(colour: tuple[int, int, int]) -> bytes:
    """Give a disc on nothing, twice as wide as it is high."""
    mark = Image.new("RGBA", (800, 400))
    mark.paste((*colour, 255), (0, 100, 800, 300))
    return saved(mark, "PNG")


LOGO = Logo(a_mark(INK), a_mark(PALE), "bottom-right", 0.2, 0.04)


def with_logo(picture: Image.Image, spec: RenditionSpec = SPEC, logo: Logo = LOGO, **how: Any) -> RenderedImage:
    return PillowImageEditor().render(saved(picture, quality=95), {"one": spec}, logo=logo, **how)["one"]


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return bool(max(abs(one - other) for one, other in zip(pixel, colour, strict=True)) < 14)


@pytest.mark.parametrize(
    ("position", "middle", "said"),
    [
        ("bottom-right", (888, 728), "abajo a la derecha"),
        ("bottom-left", (112, 728), "abajo a la izquierda"),
        ("top-right", (888, 72), "arriba a la derecha"),
        ("top-left", (112, 72), "arriba a la izquierda"),
    ],
)
def test_the_logo_goes_to_the_strategys_corner_and_it_is_said(
    position: str, middle: tuple[int, int], said: str
) -> None:
    logo = Logo(LOGO.for_light, LOGO.for_dark, position, 0.2, 0.04)
    image = with_logo(Image.new("RGB", (1000, 800), "white"), logo=logo, focus=FocalPoint(x=0.5, y=0.5))
    assert near(shown(image.content).getpixel(middle), INK)
    assert image.corrections[-1] == f"Se agregó el logotipo {said}."


@pytest.mark.parametrize("size", [(1600, 900), (1080, 1080), (1080, 1920), (1080, 566)])
def test_width_and_clear_space_are_shares_of_the_shorter_side(size: tuple[int, int]) -> None:
    made = shown(with_logo(Image.new("RGB", size, "white"), RenditionSpec(*size, 5_000_000)).content)
    marked = (
        ImageChops.difference(made, Image.new("RGB", size, "white"))
        .convert("L")
        .point(lambda level: 255 * (level > 60))
    )
    left, _, right, bottom = marked.getbbox() or (0, 0, 0, 0)
    shorter = min(size)
    assert right - left == pytest.approx(shorter * 0.2, abs=2)
    assert size[0] - right == pytest.approx(shorter * 0.04, abs=2)
    # The mark's own picture has a quarter of air above and below.
    assert size[1] - bottom == pytest.approx(shorter * 0.04 + shorter * 0.1 / 4, abs=2)


@pytest.mark.parametrize(
    ("ground", "ink"), [("white", INK), ((230, 220, 120), INK), ("black", PALE), ((20, 60, 90), PALE)]
)
def test_the_version_is_the_one_that_can_be_read_on_its_ground(ground: str, ink: tuple[int, int, int]) -> None:
    assert near(shown(with_logo(Image.new("RGB", (1000, 800), ground)).content).getpixel((888, 728)), ink)


def test_the_ground_under_the_logo_decides_and_not_the_rest() -> None:
    picture = Image.new("RGB", (1000, 800), "white")
    picture.paste((10, 10, 30), (600, 600, 1000, 800))
    assert near(shown(with_logo(picture).content).getpixel((888, 728)), PALE)


def test_where_neither_version_can_be_read_a_plate_lies_under_it() -> None:
    picture = Image.effect_noise((1000, 800), 8).point(lambda level: level + 100).convert("RGB")
    for left in range(0, 1000, 40):
        picture.paste((0, 0, 0), (left, 0, left + 20, 800))
    made = shown(with_logo(picture, focus=FocalPoint(x=0.5, y=0.2)).content)
    assert near(made.getpixel((888, 728)), INK)
    assert min(made.convert("L").crop((840, 673, 940, 683)).tobytes()) > 180


@pytest.mark.parametrize(
    ("focus", "said"),
    [
        ((0.9, 0.9), "abajo a la izquierda"),
        ((0.5, 0.5), "abajo a la derecha"),
        ((0.1, 0.9), "abajo a la derecha"),
    ],
)
def test_the_logo_makes_way_for_the_focal_point(focus: tuple[float, float], said: str) -> None:
    image = with_logo(Image.new("RGB", (1000, 800), "white"), focus=FocalPoint(x=focus[0], y=focus[1]))
    assert image.corrections[-1] == f"Se agregó el logotipo {said}."


def test_without_a_focal_point_the_logo_makes_way_for_what_draws_the_eye() -> None:
    picture = Image.effect_noise((1000, 800), 8).convert("RGB")
    picture.paste((230, 20, 20), (840, 660, 940, 760))
    assert with_logo(picture).corrections[-1] == "Se agregó el logotipo abajo a la izquierda."


def test_on_a_design_the_logo_makes_way_for_words() -> None:
    logo = Logo(LOGO.for_light, LOGO.for_dark, "top-left", 0.2, 0.04)
    form = RenditionSpec(2000, 700, 5_000_000)
    said = PillowImageEditor().render(banner(), {"one": form}, logo=logo)["one"].corrections[-1]
    assert said == "Se agregó el logotipo arriba a la derecha."


def test_the_logo_is_sharp_at_every_size() -> None:
    for width in (1080, 2160):
        made = shown(
            with_logo(Image.new("RGB", (width, width), "white"), RenditionSpec(width, width, 9_000_000)).content
        )
        left = round(width * 0.76)
        row = made.convert("L").crop((left - 6, round(width * 0.91), left + 6, round(width * 0.91) + 1)).tobytes()
        assert sum(60 < level < 230 for level in row) <= 3


def test_a_logo_that_is_no_picture_is_an_alarm() -> None:
    with pytest.raises(RecordIntegrityError, match="logo"):
        LogoPainter(Logo(b"\x89PNG no", LOGO.for_dark, "bottom-right", 0.2, 0.04))
