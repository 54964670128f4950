"""A whole picture in a shape that is not its own: what is missing is filled from the picture itself."""

from PIL import Image, ImageFilter, ImageOps, ImageStat

from chalicelib.adapters.images.claims import Size
from chalicelib.adapters.images.framing import WHOLE
from chalicelib.adapters.images.levels import Level

_EDGE = 2
"""Pixels of a design's edge that are looked at; further in there may be letters."""

_PLAIN_LEVELS = 12
"""Levels of 255 that an edge may vary by and still go on as one field."""

_GROUND_PIXELS = 96
_BLUR_PIXELS = 5
_DARKER = 0.62
"""A photograph stands on itself, out of focus and darker, so that nobody takes the ground for the picture."""


def inner_size(whole: Size, size: Size) -> Size:
    """Say how large a picture is when all of it is within a rendition."""
    scale = min(size[0] / whole[0], size[1] / whole[1])
    return min(size[0], round(whole[0] * scale)), min(size[1], round(whole[1] * scale))


def on_its_ground(level: Level, whole: Size, size: Size, *, is_designed: bool) -> Image.Image:
    """
    Give all of a picture, in the middle of a rendition: a design, and whatever ends in plain fields, on the colours of its
    edges, which go on as they are; a photograph on itself, blurred and darker.
    """
    inner = level.shown(WHOLE, inner_size(whole, size))
    place = ((size[0] - inner.width) // 2, (size[1] - inner.height) // 2)
    goes_on = is_designed or _is_plain(inner, is_wide=place[1] > 0)
    ground = _continued(inner, place, size) if goes_on else _blurred(inner, size)
    ground.paste(inner, place)
    return ground


def _is_plain(inner: Image.Image, *, is_wide: bool) -> bool:
    """Say whether a picture ends in plain fields on the two sides where something is missing."""
    width, height = inner.size
    ends = ((0, 0, width, _EDGE), (0, height - _EDGE, width, height))
    sides = ((0, 0, _EDGE, height), (width - _EDGE, 0, width, height))
    edges = (ImageStat.Stat(inner.crop(box)) for box in (ends if is_wide else sides))
    return all(max(edge.stddev) < _PLAIN_LEVELS for edge in edges)


def _blurred(inner: Image.Image, size: Size) -> Image.Image:
    """Cover a rendition with a picture out of focus: small first, since nobody sees its pixels."""
    scale = _GROUND_PIXELS / max(size)
    small = ImageOps.fit(inner, (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))), Image.Resampling.BOX)
    soft = small.filter(ImageFilter.GaussianBlur(_BLUR_PIXELS)).point(lambda value: value * _DARKER)
    return soft.resize(size, Image.Resampling.BICUBIC)


def _continued(inner: Image.Image, place: tuple[int, int], size: Size) -> Image.Image:
    left, top = place
    ground = Image.new("RGB", size)
    if top:
        _fill(ground, (0, 0, size[0], top), inner.crop((0, 0, inner.width, _EDGE)))
        _fill(ground, (0, top, *size), inner.crop((0, inner.height - _EDGE, inner.width, inner.height)))
    else:
        _fill(ground, (0, 0, left, size[1]), inner.crop((0, 0, _EDGE, inner.height)))
        _fill(ground, (left, 0, *size), inner.crop((inner.width - _EDGE, 0, inner.width, inner.height)))
    return ground


def _fill(ground: Image.Image, box: tuple[int, int, int, int], edge: Image.Image) -> None:
    size = (box[2] - box[0], box[3] - box[1])
    if min(size) < 1:
        return
    line = (edge.width, 1) if edge.width > edge.height else (1, edge.height)
    ground.paste(edge.resize(line, Image.Resampling.BOX).resize(size, Image.Resampling.BICUBIC), box)
