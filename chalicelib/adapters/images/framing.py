"""Which part of a picture a network shows: the crop to its ratio around what matters, and how large a decoding that needs."""

from dataclasses import dataclass

from chalicelib.adapters.images.attention import Attention, Line
from chalicelib.adapters.images.claims import Size
from chalicelib.adapters.images.orientation import Box
from chalicelib.domain.media import FocalPoint
from chalicelib.ports import RenditionSpec

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)

_MIDDLE, _FROM_THE_TOP = 0.5, 0.3
"""How much of what is cut goes at the left, and at the top: faces and titles stand above the middle."""

_PULL = 0.25
"""What it costs to move the crop from there: all the way, as much as a quarter of what draws the eye."""

_FROM_MIDDLE = 0.8
"""In a photograph, how much less counts what stands at the rim of a crop: so that its subject stands within, not at the rim."""

_HEADROOM = 0.57
"""How far down a crop its subject stands best: a head that is cut is worse than feet that are."""

_RIM = 0.03
"""In a design, how much of a crop at each rim counts as cut: words need air around them."""

_LEAST_SHOWN = 0.3
"""A crop that keeps less of the picture than this shows a detail, not the picture: 3:2 in a story keeps 0.375."""


@dataclass(frozen=True)
class _Rule:
    """How a crop is placed one way: as a design or a photograph, where it rests, and where in it the subject stands best."""

    is_designed: bool
    rest: float
    middle: float


def crop_box(
    size: Size, spec: RenditionSpec, attention: Attention, focus: FocalPoint | None = None, *, is_designed: bool = False
) -> Box:
    """
    Give the largest part of an upright picture with the ratio of a rendition, as shares of its width and height.

    It is centred on the focal point as far as the edges let it; without one it goes where most of what draws the eye is.
    """
    width, height = kept(size, spec)
    if width < 1:
        across = _Rule(is_designed, _MIDDLE, _MIDDLE)
        left = _centred(focus.x, width) if focus else _drawn(attention.across, width, across)
        return (left, 0.0, min(1.0, left + width), 1.0)
    down = _Rule(is_designed, _FROM_THE_TOP, _HEADROOM)
    top = _centred(focus.y, height) if focus else _drawn(attention.down, height, down)
    return (0.0, top, 1.0, min(1.0, top + height))


def kept(size: Size, spec: RenditionSpec) -> tuple[float, float]:
    """Give the shares of width and height that a rendition can show at most; one of them is 1."""
    ratio = size[0] * spec.height / (size[1] * spec.width)
    return (1 / ratio, 1.0) if ratio > 1 else (1.0, ratio)


def shows_too_little(size: Size, spec: RenditionSpec) -> bool:
    """Say whether a rendition's shape is so unlike the picture's that a crop would leave a detail of it."""
    return min(kept(size, spec)) < _LEAST_SHOWN


def share_of_words(box: Box, lettering: Attention) -> float:
    """Give the share of a design's letters and figures that a crop keeps, with air around them; it reaches over one side."""
    left, top, right, bottom = box
    is_across = right - left < 1
    line, start, length = (lettering.across, left, right - left) if is_across else (lettering.down, top, bottom - top)
    return _words_within(line, start, length)


def factor_for(size: Size, spec: RenditionSpec) -> int:
    """Say at what fraction (1, 2, 4 or 8) a picture can be decoded so that a rendition is not made larger than it."""
    scale = max(spec.width / size[0], spec.height / size[1])
    return next((factor for factor in (8, 4, 2) if scale * factor <= 1), 1)


def _centred(at: float, length: float) -> float:
    return min(max(0.0, at - length / 2), 1 - length)


def _drawn(line: Line, length: float, rule: _Rule) -> float:
    """Find where a stretch holds the most, leaning towards its resting place; exactly there when nothing draws the eye."""
    room = 1 - length
    rest = room * rule.rest
    places = [rest, *(room * step / line.steps for step in range(line.steps + 1))]
    reach = max(rest, room - rest) or 1.0

    def worth(at: float) -> float:
        if rule.is_designed:
            held = _words_within(line, at, length)
        else:
            held = line.drawn(at, at + length, from_middle=_FROM_MIDDLE, middle=rule.middle)
        return held - _PULL * room * ((at - rest) / reach) ** 2

    return max(places, key=worth)


def _words_within(line: Line, at: float, length: float) -> float:
    rim = _RIM * length
    return line.drawn(at + rim, at + length - rim, from_middle=0)
