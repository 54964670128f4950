"""Which part of a picture a network shows: the crop to its ratio, and how large a decoding that needs."""

import math
from collections.abc import Iterable

from PIL import Image

from chalicelib.ports import RenditionSpec

Size = tuple[int, int]
Box = tuple[float, float, float, float]

_FROM_THE_TOP = 0.4
"""How much of the height to be cut goes at the top: faces and titles stand above the middle."""


def crop_box(size: Size, spec: RenditionSpec) -> Box:
    """Give the largest part of a picture with the ratio of a rendition: in the middle, slightly towards the top."""
    width, height = size
    ratio = spec.width / spec.height
    if width / height > ratio:
        kept = height * ratio
        left = (width - kept) / 2
        return (left, 0, left + kept, height)
    kept = width / ratio
    top = (height - kept) * _FROM_THE_TOP
    return (0, top, width, top + kept)


def needed_size(size: Size, specs: Iterable[RenditionSpec], *, is_lying: bool) -> Size:
    """Say how large a picture must be decoded for every rendition; `is_lying` when it will be turned by a quarter."""
    width, height = size
    scale = 0.0
    for spec in specs:
        across, down = (spec.height, spec.width) if is_lying else (spec.width, spec.height)
        scale = max(scale, across / width, down / height)
    return math.ceil(width * scale), math.ceil(height * scale)


def framed(picture: Image.Image, spec: RenditionSpec) -> Image.Image:
    """Cut a picture to a rendition's ratio and bring it to its pixels."""
    size = (spec.width, spec.height)
    return picture.resize(size, Image.Resampling.BICUBIC, box=crop_box(picture.size, spec), reducing_gap=2.0)
