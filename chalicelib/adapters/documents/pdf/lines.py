"""The lines of a PDF's page: their words and where they stand, in points from the page's bottom left corner, upright."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MAX_LINES = 2_000
MIN_SIZE = 3.0
"""Nobody reads letters smaller than this many points: they are there for programs."""

_LINE = re.compile("([^\r\n\ufffe]*)(\ufffe|\r?\n|\r|$)")
_DIVIDED = "\ufffe"
"""What PDFium writes for a hyphen at a line's end."""

_WIDE_GAP = 1.6
"""From this many times the letters' height on, a space between words is one between columns."""

_MAX_RECTANGLES = 400
_SAMPLE = 8

_FEW = 2

_BULLETS = frozenset(["", *"•▪◦●■○□·–-*➢✓o"])


class Line(NamedTuple):
    """Words that stand beside each other. `is_divided` says that the last word goes on in the next line."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_divided: bool = False

    @property
    def size(self) -> float:
        """The height of the letters, in points."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height on the page at which the line stands."""
        return (self.top + self.bottom) / 2


def lines_of(page: Any) -> list[Line]:
    """Give a page's lines in the order in which they are stored, those that can be seen."""
    words = page.get_textpage()
    try:
        found = list(_Words(words).lines())
    finally:
        words.close()
    (width, height), rotation = page.get_size(), page.get_rotation()
    turned = [_turned(line, rotation, width, height) for line in found] if rotation else found
    return [line for line in turned if _is_seen(line, width, height)]


class _Words:
    """A page's text as PDFium holds it: characters in a row, each with its place."""

    def __init__(self, words: Any) -> None:
        self._words = words
        self._text = words.get_text_range()
        self._is_straight = words.count_chars() == len(self._text)
        """Whether every character of the text is one of PDFium's: then places are found by the same number."""
        self._box = pdfium.FS_RECTF()
        self._edges = (c_double(), c_double(), c_double(), c_double())

    def lines(self) -> Iterator[Line]:
        """Go through the lines, parted where columns were stored side by side."""
        stored = list(_LINE.finditer(self._text))[:MAX_LINES]
        has_columns, position = self._has_columns_in_lines(stored), 0
        for found in stored:
            parts = list(self._parts(found[1], position)) if has_columns else [(0, len(found[1]))]
            for start, end in parts:
                is_divided = found[2] == _DIVIDED and end == len(found[1])
                if found[1][start:end].strip():
                    yield self._line(found[1][start:end], position + start, is_divided=is_divided)
            position += len(found[0].encode("utf-16-le")) // 2

    def _line(self, text: str, position: int, *, is_divided: bool) -> Line:
        """Place a line by its first and last letters."""
        stripped = text.strip()
        first = position + len(text) - len(text.lstrip())
        left, bottom, _, top = self._place(first)
        _, end_bottom, right, end_top = self._place(first + len(stripped) - 1)
        return Line(stripped, left, right, max(bottom, end_bottom), max(top, end_top), is_divided)

    def _place(self, position: int) -> tuple[float, float, float, float]:
        """Give the place of a letter, as high as its font: left, bottom, right, top."""
        if not self._is_straight:
            position = pdfium.FPDFText_GetCharIndexFromTextIndex(self._words, position)
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._words, position, byref(box))
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        return (left, bottom, right, top) if left <= right and bottom <= top else (right, top, left, bottom)

    # Lines that run across columns --------------------------------------------------------------------------------

    def _has_columns_in_lines(self, stored: list[re.Match[str]]) -> bool:
        """Say whether words that stand far apart beside each other were stored one after the other."""
        rectangles = self._words.count_rects()
        if rectangles > _MAX_RECTANGLES:
            # A program that places every letter by itself: the longest lines tell.
            longest = sorted(stored, key=lambda found: found.start() - found.end())[:_SAMPLE]
            return any(len(list(self._parts(found[1], found.start()))) > 1 for found in longest)
        if rectangles <= len(stored) + _FEW:
            return False
        places = [self._rectangle(number) for number in range(rectangles)]
        return any(_are_apart(one, other) for one, other in pairwise(places))

    def _rectangle(self, number: int) -> tuple[float, float, float, float]:
        left, top, right, bottom = self._edges
        pdfium.FPDFText_GetRect(self._words, number, byref(left), byref(top), byref(right), byref(bottom))
        return left.value, bottom.value, right.value, top.value

    def _parts(self, text: str, position: int) -> Iterator[tuple[int, int]]:
        """Part a line where its words stand far apart; a bullet stays with its item."""
        start = 0
        for space in re.finditer(" +", text.rstrip()):
            if text[start : space.start()].strip() in _BULLETS:
                continue
            one, other = self._place(position + space.start() - 1), self._place(position + space.end())
            if other[0] - one[2] > _WIDE_GAP * (one[3] - one[1]):
                yield start, space.start()
                start = space.end()
        yield start, len(text)


def _are_apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Say whether a rectangle stands beside another, with a gap between them as wide as one between columns."""
    height = other[3] - other[1]
    is_beside = min(one[3], other[3]) - max(one[1], other[1]) > height / 2
    return is_beside and other[0] - one[2] > _WIDE_GAP * height


# On the page ------------------------------------------------------------------------------------------------------


def _turned(line: Line, rotation: int, width: float, height: float) -> Line:
    """Place a line on the page as it is shown; `width` and `height` are those of the page shown."""
    match rotation:
        case 90:
            return line._replace(left=line.bottom, right=line.top, bottom=height - line.right, top=height - line.left)
        case 180:
            return line._replace(
                left=width - line.right, right=width - line.left, bottom=height - line.top, top=height - line.bottom
            )
        case 270:
            return line._replace(left=width - line.top, right=width - line.bottom, bottom=line.left, top=line.right)
        case _:
            return line


def _is_seen(line: Line, width: float, height: float) -> bool:
    is_on_page = -1 <= line.middle <= height + 1 and line.right > 0 and line.left < width
    return is_on_page and line.size >= MIN_SIZE
