"""
What draws the eye in a picture: edges, colours unlike the rest, skin. In the spirit of libvips' smart crop.

It is looked for on a small copy, with Pillow alone; the same picture gives the same answer.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from PIL import Image, ImageChops, ImageFilter, ImageStat

from chalicelib.adapters.images.claims import Size

LONG_SIDE = 192
"""Pixels of the small copy. A face of a group photograph is still a few of them."""

_BLUR = 0.02
"""How far around a point its weight spreads, as a share of the long side."""

_SKIN_CB, _SKIN_CR = (77, 127), (140, 173)
"""Chai and Ngan 1999: where skin of every tone lies in YCbCr; without the palest reds, which are sand and plaster."""

_WALL, _WALL_WEIGHT = 0.16, 1.7
"""Skin that goes on for further than this share of the long side is a wall or a road, and how much that takes away."""

_SKY, _SKY_WEIGHT = 24, 0.8
"""How many levels bluer than red the sky is, and how much less an edge in it counts."""

_FEATURES = 16
"""How much of a colour counts for every level of edge within it, until all of it does: sky, sand and curtains have none."""

_HANDS = 0.5
"""How much less skin counts at the bottom of a picture than at its top: there it is hands, here it is faces."""

_EDGE_WEIGHT, _COLOUR_WEIGHT, _SKIN_WEIGHT = 1.5, 1.2, 1.4
"""Found on the pictures of `local.contact_sheet` and on sixteen photographs: docs/decisions/0013."""


@dataclass(frozen=True)
class Line:
    """What draws the eye along one side of a picture: how much there is up to each step, and its first two moments."""

    sums: tuple[list[float], list[float], list[float]]

    def drawn(self, start: float, end: float, *, from_middle: float, middle: float = 0.5) -> float:
        """
        Give the share of the weight between two places; 1 when there is no weight at all.

        `from_middle` says how much less counts what stands at the ends of the stretch than what stands in its middle, which
        is `middle` of the way through it.
        """
        total = self.sums[0][-1]
        if not total:
            return 1.0
        weight, first, second = (_up_to(sums, end) - _up_to(sums, start) for sums in self.sums)
        centre, half = start + (end - start) * middle, (end - start) / 2
        spread = second - 2 * centre * first + centre * centre * weight
        return (weight - from_middle * spread / (half * half)) / total

    @property
    def steps(self) -> int:
        """Give how many steps the line is measured in."""
        return len(self.sums[0]) - 1


@dataclass(frozen=True)
class Attention:
    """How much each place of an upright picture draws the eye: grey, brighter is more."""

    weights: Image.Image

    @cached_property
    def across(self) -> Line:
        """Give the weight from the left edge to the right one."""
        return _line(self.weights.convert("F").resize((self.weights.width, 1), Image.Resampling.BOX))

    @cached_property
    def down(self) -> Line:
        """Give the weight from the top edge to the bottom one."""
        return _line(self.weights.convert("F").resize((1, self.weights.height), Image.Resampling.BOX))

    @cached_property
    def peak(self) -> tuple[float, float]:
        """Give the place that draws the eye most; the first from the top where several do."""
        wide = self.weights.filter(ImageFilter.GaussianBlur(LONG_SIDE * _BLUR * 2))
        values = wide.tobytes()
        row, column = divmod(values.index(max(values)), wide.width)
        return (column + 0.5) / wide.width, (row + 0.5) / wide.height


def _line(pixels: Image.Image) -> Line:
    values = memoryview(pixels.tobytes()).cast("f").tolist()
    places = [(step + 0.5) / len(values) for step in range(len(values))]
    moments = ([value * place**power for value, place in zip(values, places, strict=True)] for power in range(3))
    weight, first, second = ([0.0, *accumulate(moment)] for moment in moments)
    return Line((weight, first, second))


def _up_to(sums: list[float], place: float) -> float:
    where = min(max(place, 0.0), 1.0) * (len(sums) - 1)
    step = min(int(where), len(sums) - 2)
    return sums[step] + (sums[step + 1] - sums[step]) * (where - step)


def small_size(size: Size) -> Size:
    """Say how large the small copy of a picture is."""
    scale = LONG_SIDE / max(size)
    return max(8, round(size[0] * scale)), max(8, round(size[1] * scale))


def attention_of(small: Image.Image) -> Attention:
    """Weigh every place of a small RGB copy; what does not stand out from the picture's own middle weighs nothing."""
    soft = small.filter(ImageFilter.GaussianBlur(1))
    edges = ImageChops.multiply(_edges(soft), _earthly(soft))
    features = _times(edges.filter(ImageFilter.GaussianBlur(LONG_SIDE * _BLUR)), _FEATURES)
    colours = ImageChops.multiply(_unlike(soft), features)
    skin = ImageChops.multiply(_skin(soft), features)
    weights = ImageChops.add(_times(edges, _EDGE_WEIGHT), _times(colours, _COLOUR_WEIGHT))
    weights = ImageChops.add(weights, _times(skin, _SKIN_WEIGHT))
    spread = weights.filter(ImageFilter.GaussianBlur(LONG_SIDE * _BLUR))
    floor = ImageStat.Stat(spread).mean[0]
    return Attention(spread.point(lambda level: max(0, level - floor)))


def _edges(soft: Image.Image) -> Image.Image:
    """Give how much the light changes; the rim, where the filter knows only one side, counts nothing."""
    edges = soft.convert("L").filter(ImageFilter.FIND_EDGES)
    rimless = Image.new("L", edges.size)
    rimless.paste(edges.crop((2, 2, edges.width - 2, edges.height - 2)), (2, 2))
    return rimless.filter(ImageFilter.GaussianBlur(1))


def _earthly(soft: Image.Image) -> Image.Image:
    """Give how little a place is sky, by how blue it is all around: clouds have edges, and are no news."""
    red, _, blue = soft.split()
    far_bluer = ImageChops.subtract(blue, red).point(lambda level: 255 if level > _SKY else 0)
    return far_bluer.filter(ImageFilter.GaussianBlur(LONG_SIDE * _BLUR * 2)).point(
        lambda level: 255 - level * _SKY_WEIGHT
    )


def _unlike(soft: Image.Image) -> Image.Image:
    """Give how far each colour is from the picture's mean one (Achanta 2009), saturated colours before dull ones."""
    mean = tuple(round(level) for level in ImageStat.Stat(soft).mean)
    red, green, blue = ImageChops.difference(soft, Image.new("RGB", soft.size, mean)).split()
    far = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    saturation = soft.convert("HSV").getchannel("S")
    return ImageChops.multiply(far, saturation.point(lambda level: 128 + level // 2))


def _skin(soft: Image.Image) -> Image.Image:
    """Give how likely a colour is the skin of a face: lit, not all around as on a wall, rather high up than low down."""
    light, blue, red = soft.convert("YCbCr").split()
    may_be = ImageChops.multiply(blue.point(_within(_SKIN_CB)), red.point(_within(_SKIN_CR)))
    lit = ImageChops.multiply(may_be, light.point(lambda level: min(255, level * 2)))
    around = lit.filter(ImageFilter.GaussianBlur(LONG_SIDE * _WALL))
    falling = Image.linear_gradient("L").resize(soft.size).point(lambda level: 255 - level * _HANDS)
    return ImageChops.multiply(ImageChops.subtract(lit, _times(around, _WALL_WEIGHT)), falling)


def _within(limits: tuple[int, int]) -> list[int]:
    return [255 if limits[0] <= level <= limits[1] else 0 for level in range(256)]


def _times(weights: Image.Image, by: float) -> Image.Image:
    return weights.point(lambda level: level * by)
