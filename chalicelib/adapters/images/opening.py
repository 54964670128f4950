"""Which images may be opened: JPEG and PNG, by their content, within limits read from the header (I10, I13)."""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import ImageFacts

MAX_MEGABYTES = 20
MAX_MEGAPIXELS = 25
MIN_SIDE_PIXELS = 320

_MILLION = 1_000_000
_FORMATS = ("JPEG", "PNG")
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_BROKEN = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UnidentifiedImageError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What Pillow raises over bytes that pretend to be an image; it makes no promise, so the list was found by fuzzing."""


def is_image(content: bytes) -> bool:
    """Say whether bytes begin as one of the formats we read."""
    return content.startswith(_STARTS)


def opened(content: bytes) -> ImageFile.ImageFile:
    """
    Open an image without decoding it.

    Raises:
        InvalidInputError: too many bytes or pixels, too small, or no JPEG or PNG.
    """
    if len(content) > MAX_MEGABYTES * _MILLION:
        raise InvalidInputError(texts_es.file_too_large(MAX_MEGABYTES))
    with _broken_is_rejected():
        picture = Image.open(BytesIO(content), formats=_FORMATS)
    width, height = picture.size
    if width * height > MAX_MEGAPIXELS * _MILLION:
        raise InvalidInputError(texts_es.image_too_many_pixels(MAX_MEGAPIXELS))
    if min(width, height) < MIN_SIDE_PIXELS:
        raise InvalidInputError(texts_es.IMAGE_TOO_SMALL)
    return picture


def check_whole(content: bytes) -> ImageFacts:
    """
    Check that an image is all there, cheaply: a JPEG is decoded at an eighth of its size, a PNG's checksums are verified.

    Raises:
        InvalidInputError: it is damaged, cut short, or beyond the limits.
    """
    picture = opened(content)
    size = picture.size
    if picture.format == "PNG":
        with _broken_is_rejected():
            picture.verify()
    else:
        picture.draft(None, (1, 1))
        load(picture)
    return ImageFacts(mime_type=Image.MIME[picture.format or ""], width=size[0], height=size[1])


def load(picture: ImageFile.ImageFile) -> None:
    """
    Decode an opened image.

    Raises:
        InvalidInputError: it is damaged or cut short.
    """
    with _broken_is_rejected():
        picture.load()


@contextmanager
def _broken_is_rejected() -> Iterator[None]:
    """Turn what Pillow raises over a bad image into its rejection. A picture too large even for Pillow is too large for us."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise InvalidInputError(texts_es.image_too_many_pixels(MAX_MEGAPIXELS)) from error
    except _BROKEN as error:
        raise InvalidInputError(texts_es.IMAGE_BROKEN) from error
