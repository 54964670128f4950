"""What is shown: the subject, a person's focal point, whole words; and as much as the form allows."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageOps

from chalicelib import texts_es
from chalicelib.adapters.images import PillowImageEditor
from chalicelib.adapters.images.attention import attention_of
from chalicelib.adapters.images.designed import is_designed
from chalicelib.adapters.images.framing import WHOLE, crop_box, factor_for
from chalicelib.adapters.images.levels import Level
from chalicelib.domain.media import Crop, FocalPoint
from chalicelib.ports import RenditionSpec
from local.samples.graphic import campaign
from local.samples.park import park
from local.samples.scenes import banner, held_upright, night, portrait
from local.samples.street import street
from tests.unit.adapters.images.pictures import a_photograph, saved, shown

PAINTED = {
    "portrait": portrait,
    "night": night,
    "banner": banner,
    "phone": held_upright,
    "campaign": campaign,
    "park": park,
    "street": street,
}
DESIGNS = {"banner", "campaign"}
WIDE = RenditionSpec(800, 450, 5_000_000)
SQUARE = RenditionSpec(540, 540, 5_000_000)
TALL = RenditionSpec(540, 675, 5_000_000)
STORY = RenditionSpec(540, 960, 5_000_000)
NOTHING = attention_of(Image.new("RGB", (192, 144), "grey"))
PLAIN = saved(Image.new("RGB", (1200, 900), "grey"))


@cache
def whole(name: str) -> Image.Image:
    return ImageOps.exif_transpose(shown(PAINTED[name]())).convert("RGB")


@cache
def painted(name: str) -> bytes:
    """Give a picture at half its size: what is tested is where things are."""
    half = whole(name).reduce(2)
    return saved(half, "PNG") if name in DESIGNS else saved(half, quality=92)


def crop_of(content: bytes, spec: RenditionSpec, focus: FocalPoint | None = None) -> Crop:
    crop = PillowImageEditor().render(content, {"one": spec}, focus=focus)["one"].crop
    assert crop is not None
    return crop


def test_where_nothing_draws_the_eye_the_middle_is_shown_and_more_of_the_top() -> None:
    assert crop_box((1000, 500), RenditionSpec(100, 100, 1), NOTHING) == (0.25, 0, 0.75, 1)
    assert crop_box((500, 1000), RenditionSpec(100, 100, 1), NOTHING) == pytest.approx((0, 0.15, 1, 0.65))


@pytest.mark.parametrize(
    ("name", "spec", "subject"),
    [
        ("portrait", WIDE, (0.62, 0.16, 0.84, 0.33)),
        ("portrait", SQUARE, (0.6, 0.14, 0.86, 0.35)),
        ("portrait", STORY, (0.6, 0.14, 0.86, 0.35)),
        ("night", SQUARE, (0.15, 0.36, 0.38, 0.8)),
        ("night", STORY, (0.15, 0.36, 0.38, 0.8)),
        ("phone", WIDE, (0.2, 0.31, 0.72, 0.68)),
        ("phone", SQUARE, (0.2, 0.31, 0.74, 0.72)),
        ("street", TALL, (0.27, 0.45, 0.62, 0.8)),
        ("park", WIDE, (0.28, 0.72, 0.56, 0.9)),
    ],
)
def test_the_subject_stands_within_the_crop(
    name: str, spec: RenditionSpec, subject: tuple[float, float, float, float]
) -> None:
    """Face, fountain, mural, van, people: where they were painted, as shares of the upright picture."""
    crop = crop_of(painted(name), spec)
    assert crop.left <= subject[0] < subject[2] <= crop.right
    assert crop.top <= subject[1] < subject[3] <= crop.bottom


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (1200, 1200), (2000, 1125), (400, 331)])
@pytest.mark.parametrize("spec", [WIDE, SQUARE, STORY])
def test_never_more_is_cut_than_the_form_asks(size: tuple[int, int], spec: RenditionSpec) -> None:
    left, top, right, bottom = crop_box(size, spec, attention_of(a_photograph(192, 144)))
    assert max(right - left, bottom - top) == pytest.approx(1)
    assert (right - left) * size[0] / ((bottom - top) * size[1]) == pytest.approx(spec.width / spec.height)


@settings(max_examples=200)
@given(
    st.tuples(st.integers(320, 6000), st.integers(320, 4000)),
    st.tuples(st.integers(320, 2000), st.integers(320, 2000)),
    st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_persons_focal_point_is_shown_centred_as_far_as_the_edges_let_it(
    size: tuple[int, int], form: tuple[int, int], at: tuple[float, float]
) -> None:
    left, top, right, bottom = crop_box(size, RenditionSpec(*form, 1), NOTHING, FocalPoint(x=at[0], y=at[1]))
    assert 0 <= left <= at[0] <= right + 1e-9 <= 1 + 2e-9
    assert 0 <= top <= at[1] <= bottom + 1e-9 <= 1 + 2e-9
    for start, end, place in ((left, right, at[0]), (top, bottom, at[1])):
        touches_an_edge = start == 0 or end == pytest.approx(1)
        assert touches_an_edge or (start + end) / 2 == pytest.approx(place)


def test_a_persons_word_is_not_overruled_by_what_draws_the_eye_nor_by_words() -> None:
    assert crop_of(painted("night"), STORY, FocalPoint(x=1, y=0.5)).right == 1
    said = PillowImageEditor().render(painted("banner"), {"one": SQUARE}, focus=FocalPoint(x=0, y=0))["one"]
    assert said.crop is not None
    assert said.crop.left == 0
    assert said.crop.right < 0.4
    assert any("alrededor del punto indicado" in sentence for sentence in said.corrections)


@pytest.mark.parametrize("name", PAINTED)
def test_a_design_is_told_from_a_photograph_whatever_the_quality(name: str) -> None:
    for quality in (95, 75, 45):
        assert is_designed(shown(saved(whole(name), quality=quality))) == (name in DESIGNS)


@pytest.mark.parametrize(
    ("name", "spec"), [("banner", WIDE), ("banner", SQUARE), ("campaign", STORY), ("campaign", WIDE)]
)
def test_a_design_whose_words_a_crop_would_cut_is_shown_whole(name: str, spec: RenditionSpec) -> None:
    image = PillowImageEditor().render(painted(name), {"one": spec})["one"]
    assert image.crop == Crop(left=0, top=0, right=1, bottom=1)
    assert texts_es.IMAGE_SHOWN_WHOLE in image.corrections
    assert shown(image.content).size == (spec.width, spec.height)


def test_a_design_that_loses_only_ground_is_cut() -> None:
    image = PillowImageEditor().render(painted("campaign"), {"one": TALL})["one"]
    assert image.crop is not None
    assert image.crop.right - image.crop.left == pytest.approx(0.8)
    assert texts_es.IMAGE_SHOWN_WHOLE not in image.corrections


def test_a_panorama_is_shown_whole_where_a_crop_would_leave_a_detail() -> None:
    image = PillowImageEditor().render(saved(a_photograph(1800, 360)), {"one": STORY, "two": SQUARE})
    assert image["one"].crop == image["two"].crop == Crop(left=0, top=0, right=1, bottom=1)


def test_what_surrounds_a_whole_picture_has_the_colours_of_its_edges() -> None:
    design = Image.new("RGB", (1600, 400), (10, 120, 40))
    design.paste((250, 250, 250), (200, 100, 1400, 300))
    made = shown(PillowImageEditor().render(saved(design, "PNG"), {"one": SQUARE})["one"].content)
    for place in ((5, 5), (270, 100), (535, 535)):
        pixel = made.getpixel(place)
        assert isinstance(pixel, tuple)
        assert max(abs(one - other) for one, other in zip(pixel, (10, 120, 40), strict=True)) < 6


def test_a_rendition_is_made_from_no_fewer_pixels_than_it_has() -> None:
    assert factor_for((4000, 3000), RenditionSpec(1080, 1920, 1)) == 1
    assert factor_for((4000, 3000), RenditionSpec(1600, 900, 1)) == 2
    assert factor_for((4000, 3000), RenditionSpec(1080, 566, 1)) == 2
    assert factor_for((3000, 4000), RenditionSpec(1080, 1920, 1)) == 2
    assert factor_for((400, 320), RenditionSpec(1600, 900, 1)) == 1
    assert factor_for((6000, 4000), RenditionSpec(320, 320, 1)) == 8


def test_a_small_picture_is_enlarged_and_it_is_said() -> None:
    said = PillowImageEditor().render(saved(a_photograph(400, 325)), {"one": SQUARE})["one"].corrections
    assert said[-1] == "Se amplió 1.7 veces porque es pequeña para esta red; puede verse borrosa."


def test_bands_of_a_large_rendition_show_no_seam() -> None:
    picture = a_photograph(1500, 1350)
    at_once = picture.resize((1000, 900), Image.Resampling.HAMMING)
    assert ImageChops.difference(Level(picture, 1, 1, None).shown(WHOLE, (1000, 900)), at_once).getbbox() is None
