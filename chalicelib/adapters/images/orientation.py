"""How the camera was held: the EXIF orientation, read with distrust and applied to the pixels."""

import struct
import warnings
from collections.abc import Callable

from PIL import Image

from chalicelib.adapters.images.kinds import Kind

Box = tuple[float, float, float, float]

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings each orientation upright (EXIF 2.32, tag 0x0112)."""

_PLACES: dict[int, Callable[[float, float], tuple[float, float]]] = {
    2: lambda x, y: (1 - x, y),
    3: lambda x, y: (1 - x, 1 - y),
    4: lambda x, y: (x, 1 - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (y, 1 - x),
    7: lambda x, y: (1 - y, 1 - x),
    8: lambda x, y: (1 - y, x),
}
"""Where a place of the upright picture lies among the pixels as they are stored, both as shares."""

_LYING = frozenset({5, 6, 7, 8})
_UPRIGHT = 1
_TURNED_BY_LIBRARY = frozenset({Kind.TIFF, Kind.HEIC})
"""Formats whose pixels Pillow or libheif gives upright already."""


def orientation_of(picture: Image.Image, kind: Kind) -> int:
    """Give the orientation; upright where there is none or the EXIF is broken, which must not cost us the picture."""
    if kind is Kind.HEIC:
        orientation = picture.info.get("original_orientation")
        return orientation if orientation in _TURNS else _UPRIGHT
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            orientation = picture.getexif().get(_ORIENTATION, _UPRIGHT)
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError, OverflowError, struct.error):
        return _UPRIGHT
    return orientation if orientation in _TURNS else _UPRIGHT


def left_to_turn(orientation: int, kind: Kind) -> int:
    """Give the orientation in which decoding leaves the pixels."""
    return _UPRIGHT if kind in _TURNED_BY_LIBRARY else orientation


def is_lying(orientation: int) -> bool:
    """Say whether width and height change places."""
    return orientation in _LYING


def stored_box(box: Box, orientation: int) -> Box:
    """Say where a part of the upright picture lies among the stored pixels; shares of width and height."""
    if orientation not in _PLACES:
        return box
    left, top = _PLACES[orientation](box[0], box[1])
    right, bottom = _PLACES[orientation](box[2], box[3])
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def upright(pixels: Image.Image, orientation: int) -> Image.Image:
    """Turn pixels as the camera was held."""
    return pixels.transpose(_TURNS[orientation]) if orientation in _TURNS else pixels
