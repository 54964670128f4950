"""Which images may be opened: by their content, within limits read from the header before any library decodes (I10, I12, I13)."""

import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

from chalicelib import texts_es
from chalicelib.adapters.images.claims import Claim, CrookedHeaderError
from chalicelib.adapters.images.heic_header import claim_of_heic
from chalicelib.adapters.images.kinds import Kind, kind_of
from chalicelib.adapters.images.moving_headers import claim_of_gif, claim_of_webp
from chalicelib.adapters.images.tiff_header import claim_of_tiff
from chalicelib.domain.errors import InvalidInputError

MAX_MEGABYTES = 20
MAX_MEGAPIXELS = 25
MIN_SIDE_PIXELS = 320

_MAX_MEGAPIXELS_BY_KIND = {Kind.WEBP: 14}
"""WebP is decoded whole, with what its library needs beside it: more would not fit where pictures are decoded."""

_MILLION = 1_000_000
_BROKEN = (
    AssertionError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    SyntaxError,
    TypeError,
    UnidentifiedImageError,
    ValueError,
    ZeroDivisionError,
    struct.error,
    zlib.error,
)
"""What Pillow and libheif raise over bytes that pretend to be an image; they make no promise, so fuzzing found the list."""

_CLAIMS: dict[Kind, Callable[[bytes], Claim]] = {
    Kind.WEBP: claim_of_webp,
    Kind.GIF: claim_of_gif,
    Kind.TIFF: claim_of_tiff,
    Kind.HEIC: claim_of_heic,
}
"""Headers read by us, because the library makes room for what they claim as soon as it opens the file."""


@dataclass(frozen=True)
class Opened:
    """An image whose pixels are still packed: its format, how many frames or pages it has, and Pillow's handle."""

    kind: Kind
    frames: int
    picture: ImageFile.ImageFile


def opened(content: bytes) -> Opened:
    """
    Open an image without decoding it: the first frame or page, for HEIC the main picture.

    Raises:
        InvalidInputError: too many bytes or pixels, too small, a broken header, or no image of ours.
    """
    kind, claim = _claimed(content)
    if kind is Kind.HEIC:
        _learn_heic()
    with broken_is_rejected():
        picture = Image.open(BytesIO(content), formats=(kind.value,))
        frames = claim.frames if claim else _frames_of(picture, kind)
    width, height = picture.size
    _check_pixels(width * height, kind)
    if min(width, height) < MIN_SIDE_PIXELS:
        raise InvalidInputError(texts_es.IMAGE_TOO_SMALL)
    return Opened(kind, frames, picture)


def _claimed(content: bytes) -> tuple[Kind, Claim | None]:
    """Tell an image's format and what its header claims, within the limits; None where the library's opening is safe."""
    if len(content) > MAX_MEGABYTES * _MILLION:
        raise InvalidInputError(texts_es.file_too_large(MAX_MEGABYTES))
    kind = kind_of(content)
    if kind is None:
        raise InvalidInputError(texts_es.IMAGE_BROKEN)
    try:
        claim = _CLAIMS[kind](content) if kind in _CLAIMS else None
    except CrookedHeaderError as error:
        raise InvalidInputError(texts_es.IMAGE_BROKEN) from error
    if claim:
        _check_pixels(claim.most_pixels, kind)
    return kind, claim


def _frames_of(picture: Image.Image, kind: Kind) -> int:
    """Count an animated PNG's frames. What a telephone puts beside a JPEG are maps of light and depth, no frames."""
    return int(getattr(picture, "n_frames", 1)) if kind is Kind.PNG else 1


def load(picture: ImageFile.ImageFile) -> None:
    """
    Decode an opened image.

    Raises:
        InvalidInputError: it is damaged or cut short.
    """
    with broken_is_rejected():
        picture.load()


@contextmanager
def broken_is_rejected() -> Iterator[None]:
    """Turn what a library raises over a bad image into its rejection. What is too large even for Pillow is too large for us."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise InvalidInputError(texts_es.image_too_many_pixels(MAX_MEGAPIXELS)) from error
    except _BROKEN as error:
        raise InvalidInputError(texts_es.IMAGE_BROKEN) from error


def _check_pixels(pixels: int, kind: Kind) -> None:
    most = _MAX_MEGAPIXELS_BY_KIND.get(kind, MAX_MEGAPIXELS)
    if pixels > most * _MILLION:
        raise InvalidInputError(texts_es.image_too_many_pixels(most))


def _learn_heic() -> None:
    """Teach Pillow HEIC. One thread: our Lambdas have half a processor. Harmless to repeat."""
    import pillow_heif  # noqa: PLC0415 - only a HEIC pays for it

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
