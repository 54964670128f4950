"""A whole picture in a shape that is not its own: what is missing is filled with the colours of its edges."""

from PIL import Image

from chalicelib.adapters.images.claims import Size
from chalicelib.adapters.images.framing import WHOLE
from chalicelib.adapters.images.levels import Level

_SAMPLES = 24
"""Colours taken along the edge of a photograph: few enough to be a soft ground, enough to follow it."""

_EDGE = 2
"""Pixels of an edge that are looked at; further in there may be letters."""


def inner_size(whole: Size, size: Size) -> Size:
    """Say how large a picture is when all of it is within a rendition."""
    scale = min(size[0] / whole[0], size[1] / whole[1])
    return min(size[0], round(whole[0] * scale)), min(size[1], round(whole[1] * scale))


def on_its_edges(level: Level, whole: Size, size: Size, *, is_designed: bool) -> Image.Image:
    """
    Give all of a picture, in the middle of a rendition, on the colours of its own edges.

    A design's stripes and fields go on as they are; of a photograph's edge only a soft run of colours is left.
    """
    inner = level.shown(WHOLE, inner_size(whole, size))
    left, top = (size[0] - inner.width) // 2, (size[1] - inner.height) // 2
    samples = max(inner.size) if is_designed else _SAMPLES
    ground = Image.new("RGB", size)
    if top:
        _fill(ground, (0, 0, size[0], top), inner.crop((0, 0, inner.width, _EDGE)), samples)
        _fill(ground, (0, top, *size), inner.crop((0, inner.height - _EDGE, inner.width, inner.height)), samples)
    else:
        _fill(ground, (0, 0, left, size[1]), inner.crop((0, 0, _EDGE, inner.height)), samples)
        _fill(ground, (left, 0, *size), inner.crop((inner.width - _EDGE, 0, inner.width, inner.height)), samples)
    ground.paste(inner, (left, top))
    return ground


def _fill(ground: Image.Image, box: tuple[int, int, int, int], edge: Image.Image, samples: int) -> None:
    size = (box[2] - box[0], box[3] - box[1])
    if min(size) < 1:
        return
    taken = (min(samples, edge.width), 1) if edge.width > edge.height else (1, min(samples, edge.height))
    ground.paste(edge.resize(taken, Image.Resampling.BOX).resize(size, Image.Resampling.BICUBIC), box)
