"""One rendition after the other of one picture: what of it is shown, how, with the logo, and what was done (2.2, 2.3)."""

from collections.abc import Sequence

from PIL import Image

from chalicelib.adapters.images.attention import attention_of, small_size
from chalicelib.adapters.images.backdrop import inner_size, on_its_ground
from chalicelib.adapters.images.claims import Size
from chalicelib.adapters.images.corrections import Handling, corrections_of, metadata_corrections
from chalicelib.adapters.images.designed import is_designed, lettering_of
from chalicelib.adapters.images.encoding import encoded
from chalicelib.adapters.images.framing import WHOLE, crop_box, share_of_words, shows_too_little
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.levels import Level
from chalicelib.adapters.images.logo import LogoPainter
from chalicelib.adapters.images.orientation import Box
from chalicelib.adapters.images.untouched import untouched
from chalicelib.domain.media import Crop, FocalPoint, ImageFacts
from chalicelib.ports import Logo, RenderedImage, RenditionSpec

_MAY_BE_CUT = 0.08
"""How much of a design's letters and figures a crop may cut before all of it is shown instead (docs/decisions/0013)."""


class Renderer:
    """Makes renditions of one picture, looked at once for what draws the eye."""

    def __init__(
        self,
        content: bytes,
        kind: Kind,
        facts: ImageFacts,
        level: Level,
        *,
        focus: FocalPoint | None,
        logo: Logo | None,
    ) -> None:
        """Take the picture as it came and as it was decoded, at its largest."""
        self.size: Size = (facts.width, facts.height)
        self._content, self._kind, self._facts, self._focus = content, kind, facts, focus
        self._painter = LogoPainter(logo) if logo else None
        self._is_designed = is_designed(level.pixels)
        small = level.shown(WHOLE, small_size(self.size))
        self._attention = lettering_of(small) if self._is_designed else attention_of(small)

    def render(self, level: Level, spec: RenditionSpec) -> RenderedImage:
        """Make one rendition from the picture at a level that serves it. Raises InvalidInputError as `encoded` does."""
        if not self._painter and (bare := untouched(self._content, self._facts, self._kind, spec)):
            said = metadata_corrections(self._facts)
            return RenderedImage(bare, spec.width, spec.height, crop=_crop(WHOLE), corrections=said)
        box = crop_box(self.size, spec, self._attention, self._focus, is_designed=self._is_designed)
        is_whole = self._is_better_whole(box, spec)
        box = WHOLE if is_whole else box
        size = (spec.width, spec.height)
        picture = self._whole(level, size) if is_whole else level.shown(box, size)
        corner = self._painted(picture, box, is_whole=is_whole)
        content, quality = encoded(picture, spec.max_bytes)
        handling = Handling(box, is_whole, self._focus is not None, corner, quality)
        said = corrections_of(self._facts, self._kind, spec, handling)
        return RenderedImage(content, spec.width, spec.height, crop=_crop(box), corrections=said)

    def _whole(self, level: Level, size: Size) -> Image.Image:
        return on_its_ground(level, self.size, size, is_designed=self._is_designed)

    def _is_better_whole(self, box: Box, spec: RenditionSpec) -> bool:
        """Say whether a crop would cut words, or leave a detail. A person who set the focal point has decided: it is cut."""
        if self._focus or box == WHOLE:
            return False
        cuts_words = self._is_designed and share_of_words(box, self._attention) < 1 - _MAY_BE_CUT
        return cuts_words or shows_too_little(self.size, spec)

    def _painted(self, picture: Image.Image, box: Box, *, is_whole: bool) -> str | None:
        """Put the logo on, not over what matters most; tells its corner."""
        if not self._painter:
            return None
        inner = inner_size(self.size, picture.size) if is_whole else picture.size
        avoiding = _placed(self._what_matters(), box, inner, picture.size)
        return self._painter.paint(picture, avoiding, is_designed=self._is_designed)

    def _what_matters(self) -> Sequence[tuple[float, float]]:
        return [(self._focus.x, self._focus.y) if self._focus else self._attention.peak]


def _placed(places: Sequence[tuple[float, float]], box: Box, inner: Size, size: Size) -> list[tuple[int, int]]:
    """Say where places of the picture lie in a rendition that shows a part of it, in pixels."""
    left, top = (size[0] - inner[0]) / 2, (size[1] - inner[1]) / 2
    return [
        (
            round(left + (x - box[0]) / (box[2] - box[0]) * inner[0]),
            round(top + (y - box[1]) / (box[3] - box[1]) * inner[1]),
        )
        for x, y in places
    ]


def _crop(box: Box) -> Crop:
    return Crop(left=box[0], top=box[1], right=box[2], bottom=box[3])
