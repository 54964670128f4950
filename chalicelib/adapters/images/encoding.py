"""JPEG as networks take it: within their limit of bytes, with nothing in it but the picture (I11)."""

from io import BytesIO

from PIL import Image

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

QUALITIES = (90, 85, 80, 74, 66, 56, 44, 30, 15)
"""Tried one after the other. Progressive or optimised encoding costs five times the time for a twentieth of the bytes."""


def encoded(picture: Image.Image, max_bytes: int) -> tuple[bytes, int]:
    """
    Write a picture as JPEG at the best quality that keeps the limit, and tell it. The same pixels give the same bytes.

    Raises:
        InvalidInputError: not even the lowest quality keeps it, which only a limit far below every network's can cause.
    """
    for quality in QUALITIES:
        content = _jpeg(picture, quality)
        if len(content) <= max_bytes:
            return content, quality
    raise InvalidInputError(texts_es.IMAGE_CANNOT_FIT)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    # Pillow writes the comment it finds in a picture; profile, EXIF and XMP only when they are handed over.
    picture.info = {}
    file = BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()
