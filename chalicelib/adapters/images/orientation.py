"""How the camera was held: the EXIF orientation, read with distrust and applied to the pixels."""

import struct
import warnings

from PIL import Image

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

_LYING = frozenset({5, 6, 7, 8})
_UPRIGHT = 1


def orientation_of(picture: Image.Image) -> int:
    """Give the orientation; upright where there is none or the EXIF is broken, which must not cost us the picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            orientation = picture.getexif().get(_ORIENTATION, _UPRIGHT)
    except (SyntaxError, ValueError, TypeError, KeyError, IndexError, OSError, OverflowError, struct.error):
        return _UPRIGHT
    return orientation if orientation in _TURNS else _UPRIGHT


def is_lying(orientation: int) -> bool:
    """Say whether width and height change places."""
    return orientation in _LYING


def upright(picture: Image.Image, orientation: int) -> Image.Image:
    """Turn the pixels as the camera was held."""
    if orientation not in _TURNS:
        return picture
    turned = picture.transpose(_TURNS[orientation])
    turned.info = picture.info
    return turned
