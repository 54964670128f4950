"""The institution's logo on a rendition: where it disturbs least, in the version that can be read there (2.3)."""

from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from chalicelib.adapters.images.claims import Size
from chalicelib.domain.errors import RecordIntegrityError
from chalicelib.ports import Logo

Place = tuple[int, int]
Rectangle = tuple[int, int, int, int]

_BRIGHT, _DARK = 140, 115
"""From which light on a ground is too bright for the light version, and below which too dark for the dark one; of 255."""

_DISTURBED = 0.12
"""How much of the ground may be so before neither version can be read and a plate is put under it."""

_PLATE = (255, 255, 255, 214)
_HARD_EDGE, _SPECK = 96, 0.004
"""How hard an edge of a letter is, of 255; and as how much of a corner such edges are counted."""

_MIRRORED = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


class LogoPainter:
    """Places one logo on any number of renditions, sharp on each: always made from the master."""

    def __init__(self, logo: Logo) -> None:
        """Take the logo. Raises RecordIntegrityError when its pictures cannot be read: the catalogue is at fault."""
        self._logo = logo
        self._for_light, self._for_dark = _master(logo.for_light), _master(logo.for_dark)

    def paint(self, picture: Image.Image, avoiding: Sequence[Place], *, is_designed: bool) -> str:
        """
        Put the logo onto a rendition and tell the corner it went to.

        The strategy's corner comes first, then the one beside it, the one above or below it, and the opposite one: the first
        that covers no place to be avoided and, on a designed picture, fewest words.
        """
        corners = _corners(self._logo.position)
        free = [corner for corner in corners if not self._covers(picture.size, corner, avoiding)] or corners
        corner = min(free, key=lambda one: self._words_in(picture, one)) if is_designed else free[0]
        self._paint_at(picture, corner)
        return corner

    def rectangle(self, size: Size, corner: str) -> Rectangle:
        """Say which pixels of a rendition the logo covers in a corner."""
        shorter = min(size)
        clear = round(self._logo.clear_space * shorter)
        width = max(1, round(self._logo.width * shorter))
        height = max(1, round(width * self._for_light.height / self._for_light.width))
        left = clear if corner.endswith("left") else size[0] - clear - width
        top = clear if corner.startswith("top") else size[1] - clear - height
        return left, top, left + width, top + height

    def _around(self, size: Size, corner: str) -> Rectangle:
        clear = round(self._logo.clear_space * min(size))
        left, top, right, bottom = self.rectangle(size, corner)
        return left - clear, top - clear, right + clear, bottom + clear

    def _covers(self, size: Size, corner: str, avoiding: Sequence[Place]) -> bool:
        left, top, right, bottom = self._around(size, corner)
        return any(left <= x <= right and top <= y <= bottom for x, y in avoiding)

    def _words_in(self, picture: Image.Image, corner: str) -> int:
        """Give how much of a corner is the edges of letters, in steps, so that a speck moves nothing."""
        under = picture.crop(self._around(picture.size, corner)).convert("L").filter(ImageFilter.FIND_EDGES)
        return sum(under.histogram()[_HARD_EDGE:]) // max(1, round(_SPECK * under.width * under.height))

    def _paint_at(self, picture: Image.Image, corner: str) -> None:
        box = self.rectangle(picture.size, corner)
        levels = picture.crop(box).convert("L").histogram()
        area = sum(levels)
        is_light = sum(levels[: _DARK + 1]) <= _DISTURBED * area
        is_dark = sum(levels[_BRIGHT:]) <= _DISTURBED * area
        if not is_light and not is_dark:
            _put_plate(picture, box)
        master = self._for_dark if is_dark and not is_light else self._for_light
        mark = master.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.LANCZOS)
        picture.paste(mark, box[:2], mark)


@cache
def _master(png: bytes) -> Image.Image:
    try:
        return Image.open(BytesIO(png), formats=("PNG",)).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as error:
        raise RecordIntegrityError("the logo of the catalogue cannot be read") from error


def _corners(first: str) -> tuple[str, ...]:
    down, across = first.split("-")
    return (
        first,
        f"{down}-{_MIRRORED[across]}",
        f"{_MIRRORED[down]}-{across}",
        f"{_MIRRORED[down]}-{_MIRRORED[across]}",
    )


def _put_plate(picture: Image.Image, box: Rectangle) -> None:
    """Lay a pale plate, a little larger than the logo, over a ground on which neither version can be read."""
    margin = (box[3] - box[1]) // 4
    size = (box[2] - box[0] + 2 * margin, box[3] - box[1] + 2 * margin)
    mask = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), margin * 2, fill=_PLATE[3])
    picture.paste(_PLATE[:3], (box[0] - margin, box[1] - margin), mask.resize(size, Image.Resampling.BOX))
