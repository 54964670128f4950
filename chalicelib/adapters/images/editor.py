"""The image editor on Pillow: one decoding for all networks, at the smallest size that serves them."""

from collections.abc import Collection, Mapping

from PIL import Image

from chalicelib.adapters.images.colours import to_srgb
from chalicelib.adapters.images.encoding import encoded
from chalicelib.adapters.images.framing import crop_box, framed, needed_size
from chalicelib.adapters.images.opening import check_whole, load, opened
from chalicelib.adapters.images.orientation import is_lying, orientation_of, upright
from chalicelib.domain.media import Crop, FocalPoint, ImageFacts
from chalicelib.ports import Logo, RenderedImage, RenditionSpec

_AVERAGED_MODES = frozenset({"RGB", "RGBA", "L", "LA", "CMYK"})
"""Pixels that can be averaged; palettes and 16 bits cannot."""


class PillowImageEditor:
    """Checks and renders JPEG and PNG of at most 20 MB and 25 megapixels, at least 320 pixels a side."""

    def check(self, content: bytes) -> ImageFacts:
        """Say what a picture is. Raises InvalidInputError with the reason in Spanish when it cannot be used."""
        return check_whole(content)

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        """
        Make one rendition per spec, of exactly its size: oriented, cropped to the ratio, sRGB, all metadata stripped.

        The same bytes give the same renditions.

        Raises:
            InvalidInputError: the image is damaged, or beyond the limits.
        """
        if not specs:
            return {}
        del focus, logo
        picture = to_srgb(_decoded(content, specs.values()))
        return {name: _rendition(picture, spec) for name, spec in specs.items()}


def _decoded(content: bytes, specs: Collection[RenditionSpec]) -> Image.Image:
    """Decode no more than the largest rendition needs, upright: a JPEG at a fraction of its size, a PNG reduced at once."""
    picture = opened(content)
    if picture.format == "PNG":
        # A PNG may say how it was held after its pixels.
        load(picture)
    orientation = orientation_of(picture)
    needed = needed_size(picture.size, specs, is_lying=is_lying(orientation))
    picture.draft(None, needed)
    load(picture)
    return upright(_reduced(picture, picture.width // needed[0]), orientation)


def _reduced(picture: Image.Image, factor: int) -> Image.Image:
    if factor < 2 or picture.mode not in _AVERAGED_MODES or "transparency" in picture.info:  # noqa: PLR2004 - halves
        return picture
    smaller = picture.reduce(factor)
    smaller.info = picture.info
    return smaller


def _rendition(picture: Image.Image, spec: RenditionSpec) -> RenderedImage:
    left, top, right, bottom = crop_box(picture.size, spec)
    crop = Crop(
        left=left / picture.width,
        top=top / picture.height,
        right=min(1.0, right / picture.width),
        bottom=min(1.0, bottom / picture.height),
    )
    return RenderedImage(encoded(framed(picture, spec), spec.max_bytes), spec.width, spec.height, crop=crop)
