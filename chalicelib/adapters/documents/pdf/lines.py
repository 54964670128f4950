"""The lines of a PDF's page: their words and where they stand, in points from the page's bottom left corner, upright."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MAX_LINES = 2_000
MIN_SIZE = 3.0
"""Nobody reads letters smaller than this many points: they are there for programs."""

_LINE = re.compile("([^\r\n\ufffe]*)(\ufffe|\r?\n|\r|$)")
_DIVIDED = "\ufffe"
"""What PDFium writes for a hyphen at a line's end."""

_WIDE_GAP = 1.6
"""From this many times the letters' height on, a space between words is one between columns."""

_BULLETS = frozenset("•▪◦●■○□·–-*➢✓o")


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
        found = list(_found(words, _has_columns_in_lines(words)))
    finally:
        words.close()
    (width, height), rotation = page.get_size(), page.get_rotation()
    turned = [_turned(line, rotation, width, height) for line in found] if rotation else found
    return [line for line in turned if _is_seen(line, width, height)]


def _found(words: Any, has_columns: bool) -> Iterator[Line]:  # noqa: FBT001 - one of the two ways to go through a page
    text = words.get_text_range()
    position = lines = 0
    for found in _LINE.finditer(text):
        is_divided = found[2] == _DIVIDED
        for start, end in _parts(words, found[1], position) if has_columns else ((0, len(found[1])),):
            line = _line(words, found[1][start:end], position + start, is_divided=is_divided and end == len(found[1]))
            if line is not None:
                yield line
                lines += 1
        if lines > MAX_LINES:
            return
        position += len(found[0].encode("utf-16-le")) // 2


def _line(words: Any, text: str, position: int, *, is_divided: bool) -> Line | None:
    """Place a line by its first and last letters."""
    stripped = text.strip()
    if not stripped:
        return None
    first = position + len(text) - len(text.lstrip())
    last = first + len(stripped) - 1
    left, bottom, _, top = _box(words, first)
    _, end_bottom, right, end_top = _box(words, last)
    return Line(stripped, left, right, max(bottom, end_bottom), max(top, end_top), is_divided)


def _box(words: Any, position: int) -> tuple[float, float, float, float]:
    """Give the place of a letter, as high as its font: left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(words, position)
    pdfium.FPDFText_GetLooseCharBox(words, index, byref(box))
    return min(box.left, box.right), min(box.bottom, box.top), max(box.left, box.right), max(box.bottom, box.top)


# Lines that run across columns ------------------------------------------------------------------------------------


def _has_columns_in_lines(words: Any) -> bool:
    """Say whether words that stand far apart beside each other were stored one after the other."""
    last = (0.0, 0.0, 0.0, 0.0)
    for number in range(min(words.count_rects(), MAX_LINES)):
        place = _rectangle(words, number)
        height = place[3] - place[1]
        is_beside = min(place[3], last[3]) - max(place[1], last[1]) > height / 2
        if is_beside and place[0] - last[2] > _WIDE_GAP * height:
            return True
        last = place
    return False


def _rectangle(words: Any, number: int) -> tuple[float, float, float, float]:
    left, top, right, bottom = c_double(), c_double(), c_double(), c_double()
    pdfium.FPDFText_GetRect(words, number, byref(left), byref(top), byref(right), byref(bottom))
    return left.value, bottom.value, right.value, top.value


def _parts(words: Any, text: str, position: int) -> Iterator[tuple[int, int]]:
    """Part a line where its words stand far apart; a bullet stays with its item."""
    start = 0
    for space in re.finditer(" +", text.rstrip()):
        if not text[start : space.start()].strip() or text[start : space.start()].strip() in _BULLETS:
            continue
        _, bottom, right, top = _box(words, position + space.start() - 1)
        if _box(words, position + space.end())[0] - right > _WIDE_GAP * (top - bottom):
            yield start, space.start()
            start = space.end()
    yield start, len(text)


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
