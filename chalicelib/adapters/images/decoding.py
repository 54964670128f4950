"""From bytes to pixels: decoded once, no larger than what will be made of them needs, and told what they are."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from chalicelib.adapters.images.claims import Size
from chalicelib.adapters.images.colours import Colours, flat, is_see_through
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.metadata import has_metadata
from chalicelib.adapters.images.opening import Opened, broken_is_rejected, load, opened
from chalicelib.adapters.images.orientation import is_lying, left_to_turn, orientation_of
from chalicelib.domain.media import ImageFacts

SMALLEST = 8
"""JPEG can be decoded at a half, a quarter or an eighth of its size; the eighth costs least and still reads all of it."""


@dataclass(frozen=True)
class Source:
    """
    A decoded image: its flat pixels as they are stored, how they are turned, what their colours mean, and its facts.

    `factor` says by how much the pixels are fewer than the file's, on each side.
    """

    kind: Kind
    facts: ImageFacts
    pixels: Image.Image
    orientation: int
    colours: Colours
    factor: int

    @property
    def size(self) -> Size:
        """Give the size of the whole picture, upright, in pixels of the file."""
        return self.facts.width, self.facts.height


def decode(content: bytes, factor_for: Callable[[Size], int]) -> Source:
    """
    Decode an image at a fraction of its size: `factor_for` says which, a power of two, from its upright size.

    Raises:
        InvalidInputError: the image is damaged, or beyond the limits.
    """
    image = opened(content)
    if image.kind is Kind.PNG:
        # A PNG may say how it was held after its pixels.
        load(image.picture)
    orientation = orientation_of(image.picture, image.kind)
    left = left_to_turn(orientation, image.kind)
    stored = image.picture.size
    size = (stored[1], stored[0]) if is_lying(left) else stored
    factor = factor_for(size)
    drafted = _load_reduced(image, factor)
    with broken_is_rejected():
        see_through = is_see_through(image.picture)
        profile = image.picture.info.get("icc_profile")
        pixels = flat(image.picture, see_through=see_through)
    colours = Colours(profile, pixels.mode)
    facts = ImageFacts(
        mime_type=image.kind.mime_type,
        width=size[0],
        height=size[1],
        frames=image.frames,
        is_turned=orientation != 1,
        has_transparency=see_through,
        is_srgb=colours.are_srgb,
        has_metadata=has_metadata(content, image.kind, image.picture),
    )
    reduced = pixels.reduce(factor // drafted) if factor > drafted else pixels
    return Source(image.kind, facts, reduced, left, colours, factor)


def _load_reduced(image: Opened, factor: int) -> int:
    """Decode, a JPEG at once at a fraction of its size; gives by how much."""
    if image.kind is Kind.JPEG and factor > 1:
        width, height = image.picture.size
        image.picture.draft(None, (width // factor, height // factor))
        drafted = round(width / image.picture.width)
    else:
        drafted = 1
    load(image.picture)
    return drafted


def check_checksums(content: bytes) -> None:
    """
    Compare the checksums of a PNG's pieces, which decoding passes over.

    Raises:
        InvalidInputError: one is wrong.
    """
    with broken_is_rejected():
        Image.open(BytesIO(content), formats=(Kind.PNG.value,)).verify()
