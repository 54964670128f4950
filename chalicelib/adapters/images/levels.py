"""The decoded picture at the fraction of its size that serves a rendition, and what of it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PIL import Image

from chalicelib.adapters.images.claims import Size
from chalicelib.adapters.images.colours import Colours
from chalicelib.adapters.images.orientation import Box, is_lying, stored_box, upright
from chalicelib.ports import RenditionSpec

_GAP = 2.0
"""How much larger than the result a picture is after it was halved by averaging; what remains is filtered well."""

_BAND = 256
"""Rows made at once. A filter reads what it needs beyond its band, so that no seam shows."""


@dataclass(frozen=True)
class Level:
    """Flat pixels as they are stored, fewer than the file's by `factor` on each side; `colours` is None once they are sRGB."""

    pixels: Image.Image
    factor: int
    orientation: int
    colours: Colours | None

    def reduced_to(self, factor: int) -> "Level":
        """Give the picture at a smaller fraction."""
        if factor <= self.factor:
            return self
        return replace(self, pixels=self.pixels.reduce(factor // self.factor), factor=factor)

    def coloured_for(self, specs: Iterable[RenditionSpec]) -> "Level":
        """Bring all of it to sRGB where that is fewer pixels than the renditions made of it."""
        wanted = sum(spec.width * spec.height for spec in specs)
        if self.colours is None or self.pixels.width * self.pixels.height > wanted:
            return self
        return replace(self, pixels=self.colours.to_srgb(self.pixels), colours=None)

    def shown(self, box: Box, size: Size) -> Image.Image:
        """Give a part of the upright picture, in shares of it, at a size in pixels: upright, RGB, sRGB."""
        width, height = self.pixels.size
        left, top, right, bottom = stored_box(box, self.orientation)
        place = (left * width, top * height, min(right * width, width), min(bottom * height, height))
        stored = (size[1], size[0]) if is_lying(self.orientation) else size
        made = _resized(self.pixels, stored, place)
        coloured = self.colours.to_srgb(made) if self.colours else made
        return upright(coloured, self.orientation)


def _resized(pixels: Image.Image, size: Size, box: Box) -> Image.Image:
    """Bring a part of a picture to a size, a band after the other: what lies between is as high as the part, and large."""
    across, down = (box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]
    if min(across, down) < 1:
        return pixels.resize(size, Image.Resampling.LANCZOS, box=box)
    # Hamming is as sharp as bicubic when it makes smaller, and takes half the time; it cannot enlarge.
    by = Image.Resampling.HAMMING
    if size[1] <= _BAND or min(across, down) >= _GAP * 2:
        return pixels.resize(size, by, box=box, reducing_gap=_GAP)
    made = Image.new(pixels.mode, size)
    for top in range(0, size[1], _BAND):
        rows = min(_BAND, size[1] - top)
        band = (box[0], box[1] + top * down, box[2], min(box[3], box[1] + (top + rows) * down))
        made.paste(pixels.resize((size[0], rows), by, box=band), (0, top))
    return made
