"""A JPEG that already is what a network wants: it goes out with the very pixels it came with, without re-encoding (2.2)."""

from io import BytesIO

from PIL import Image, ImageChops

from chalicelib.adapters.images.jpeg_segments import CrookedJpegError, bared
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.opening import broken_is_rejected
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import ImageFacts
from chalicelib.ports import RenditionSpec

_MODES = frozenset({"RGB", "L"})


def untouched(content: bytes, facts: ImageFacts, kind: Kind, spec: RenditionSpec) -> bytes | None:
    """Give the JPEG freed of everything beside its picture; None when it needs any correction, and must be made anew."""
    is_as_wanted = kind is Kind.JPEG and (facts.width, facts.height) == (spec.width, spec.height)
    if not is_as_wanted or facts.is_turned or not facts.is_srgb:
        return None
    try:
        bare = bared(content)
        is_same = len(bare) <= spec.max_bytes and _shows_the_same(content, bare)
    except (CrookedJpegError, InvalidInputError):
        return None
    return bare if is_same else None


def _shows_the_same(content: bytes, bare: bytes) -> bool:
    """Compare the pixels: what was taken out must not have mattered to them."""
    with broken_is_rejected():
        one, other = (Image.open(BytesIO(each), formats=("JPEG",)) for each in (content, bare))
        one.load()
        other.load()
    if one.mode not in _MODES or one.mode != other.mode or one.size != other.size:
        return False
    return ImageChops.difference(one, other).getbbox() is None
