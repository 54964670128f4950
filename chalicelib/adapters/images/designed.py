"""Whether a picture was designed, with letters on flat colours, and where its letters are: cutting it cuts words."""

from PIL import Image, ImageChops, ImageFilter

from chalicelib.adapters.images.attention import Attention

_GRID = (240, 240)
_ALIKE, _UNLIKE, _HARD = 1, 4, 40
"""Levels of 255 between neighbouring pixels: none to speak of, some, the edge of a letter."""

_LEAST_ALIKE, _LEAST_HARD = 0.6, 0.13
"""Measured on photographs and designs at six qualities and sizes of JPEG: docs/decisions/0013."""

_LETTER_EDGE = 96
"""How hard an edge is, on the small copy, that letters have; of 255."""


def is_designed(pixels: Image.Image) -> bool:
    """
    Say whether neighbouring pixels are alike or wholly unlike, as a drawing program leaves them and no camera does.

    Takes pixels as they were decoded: averaged ones are alike in photographs too.
    """
    alike, hard = neighbours(pixels)
    return alike >= _LEAST_ALIKE and hard >= _LEAST_HARD


def neighbours(pixels: Image.Image) -> tuple[float, float]:
    """Give the share of neighbouring pixels that are alike, and of the others the share that are an edge; from a grid."""
    width, height = pixels.size
    first = pixels.resize(_GRID, Image.Resampling.NEAREST, box=(0, 0, width - 1, height - 1))
    other = pixels.resize(_GRID, Image.Resampling.NEAREST, box=(1, 1, width, height))
    furthest, *others = ImageChops.difference(first, other).split()
    for channel in others:
        furthest = ImageChops.lighter(furthest, channel)
    steps = furthest.histogram()
    alike = sum(steps[: _ALIKE + 1]) / sum(steps)
    return alike, sum(steps[_HARD:]) / max(1, sum(steps[_UNLIKE:]))


def lettering_of(small: Image.Image) -> Attention:
    """Weigh where the hard edges of letters and figures are, wherever they stand."""
    edges = small.convert("L").filter(ImageFilter.FIND_EDGES)
    inner = Image.new("L", edges.size)
    inner.paste(edges.crop((1, 1, edges.width - 1, edges.height - 1)), (1, 1))
    return Attention(inner.point(lambda level: 255 if level >= _LETTER_EDGE else 0))
