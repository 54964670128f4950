"""What a chart is made of once it is laid out: boxes, lines and words, in units of which `width` make the drawing's width."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.report_document import Tone

TEXT_SIZE = 13.0
SMALL_SIZE = 11.5

Measure = Callable[[str, float], float]
"""How wide a text is in a size."""


class Anchor(StrEnum):
    """Which end of a text its place names."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Ink(StrEnum):
    """What a text or a fine line is drawn in: as text, as what only helps, or as what stands on a dark box."""

    TEXT = "text"
    MUTED = "muted"
    GRID = "grid"
    ON_TONE = "on-tone"


@dataclass(frozen=True)
class Box:
    """A bar, or a part of one; `left` and `top` from the drawing's upper left corner."""

    left: float
    top: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True)
class Stroke:
    """A line through points: a series in its tone, or a rule in an ink. `dashes` tell series apart without colour."""

    points: tuple[tuple[float, float], ...]
    tone: Tone | None = None
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A point of a line."""

    x: float
    y: float
    tone: Tone


@dataclass(frozen=True)
class Words:
    """A text on one line; `y` is its base line."""

    x: float
    y: float
    text: str
    anchor: Anchor = Anchor.START
    ink: Ink = Ink.TEXT
    size: float = TEXT_SIZE
    is_bold: bool = False


Shape = Box | Stroke | Dot | Words


@dataclass(frozen=True)
class Drawing:
    """A chart laid out, the first shape lowest."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def rough_width(text: str, size: float) -> float:
    """Reckon how wide a text is in a common sans serif, where the reader's own font is not known: rather too wide."""
    return size * sum(0.33 if letter in "iljtfrI.,:;'|!()[] " else 0.9 if letter in "mwMW%" else 0.6 for letter in text)


def wrapped(text: str, size: float, room: float, lines: int, measure: Measure) -> list[str]:
    """Break a text into lines that fit, at most so many; what is left over is cut with «…»."""
    broken = [""]
    for word in text.split():
        longer = f"{broken[-1]} {word}".strip()
        if measure(longer, size) <= room or not broken[-1]:
            broken[-1] = longer
        else:
            broken.append(word)
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] += " …"
    return [cut(line, size, room, measure) for line in kept]


def cut(text: str, size: float, room: float, measure: Measure) -> str:
    """Cut a text that is too wide, with «…» at its end."""
    if measure(text, size) <= room:
        return text
    bare = text.removesuffix("…").rstrip()
    while bare and measure(bare + "…", size) > room:
        bare = bare[:-1].rstrip()
    return bare + "…"
