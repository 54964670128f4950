"""From lines to paragraphs, by what a person sees: space between them, indents, bullets, and lines that end early."""

import re
from itertools import pairwise

from chalicelib.adapters.documents.blocks import BULLET, Block, Form, join
from chalicelib.adapters.documents.cleaning import has_bullet, readable
from chalicelib.adapters.documents.pdf.hyphens import Words
from chalicelib.adapters.documents.pdf.lines import Line

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\)|[IVX]{1,4}[.)]) \S")
_ENDED = (".", "!", "?", ":", "»", "”", ")", '"', "…")

_OTHER_SIZE = 1.12
_WIDE_LEADING = 1.25
_CENTRED_WITHIN = 4.0
_INDENT = 0.7


def text_of_lines(pages: list[list[list[Line]]]) -> str:
    """Join the lines of a document, given by page and region in the order of reading, into its paragraphs."""
    regions = [region for page in pages for region in page]
    words = Words([line.text for region in regions for line in region])
    leading = _leading(regions)
    paragraphs: list[list[Line]] = []
    for region in regions:
        edges = min(line.left for line in region), max(line.right for line in region)
        for number, line in enumerate(region):
            if paragraphs and _goes_on(paragraphs[-1], line, edges, leading, is_first=number == 0):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
    return join(_block(paragraph, words) for paragraph in paragraphs).translate(_LIGATURES)


def _leading(regions: list[list[Line]]) -> float:
    """Tell how far a line stands below the one before it in the same paragraph, as a multiple of the letters' height."""
    steps = sorted(
        (above.middle - below.middle) / below.size for region in regions for above, below in pairwise(region)
    )
    close = [step for step in steps if step > 0.5]  # noqa: PLR2004 - less is the same line
    return close[len(close) // 4] if close else 1.2


def _goes_on(paragraph: list[Line], line: Line, edges: tuple[float, float], leading: float, *, is_first: bool) -> bool:
    """Say whether a line goes on with a paragraph."""
    last, (start, margin) = paragraph[-1], edges
    if last.is_divided:
        return True
    if _begins_item(line) or not (1 / _OTHER_SIZE < line.size / last.size < _OTHER_SIZE):
        return False
    if is_first:
        return not last.text.endswith(_ENDED) and (line.text[0].islower() or _is_full(last, line, last.right))
    if (last.middle - line.middle) / line.size > leading * _WIDE_LEADING:
        return False
    if _is_centred(paragraph[0], line, margin):
        return not last.text.endswith(_ENDED)
    is_next = line.left - start > _INDENT * line.size and len(paragraph) == 1 and last.text.endswith(_ENDED)
    return _is_full(last, line, margin) and not (is_next or _is_indented(paragraph, line))


def _begins_item(line: Line) -> bool:
    return has_bullet(line.text) or _NUMBERED.match(line.text) is not None


def _is_full(last: Line, line: Line, margin: float) -> bool:
    """A line is full when the next one's first word did not fit into it."""
    letter = (line.right - line.left) / max(1, len(line.text))
    first_word = len(line.text.partition(" ")[0])
    return last.right + (first_word + 1) * letter > margin


def _is_centred(first: Line, line: Line, margin: float) -> bool:
    """Lines of different lengths about one middle belong to one title."""
    is_apart = abs(first.left - line.left) > 2 * _CENTRED_WITHIN
    offset = (first.left + first.right) - (line.left + line.right)
    return is_apart and abs(offset) < _CENTRED_WITHIN and line.right < margin + _CENTRED_WITHIN


def _is_indented(paragraph: list[Line], line: Line) -> bool:
    """
    A paragraph may begin with an indent. An item's further lines stand under its words or its bullet; what stands further
    out than they do is no longer the item.
    """
    if _begins_item(paragraph[0]):
        return line.left < paragraph[-1].left - 2 if len(paragraph) > 1 else line.left < paragraph[0].left - 2
    return line.left - paragraph[-1].left > _INDENT * line.size


def _block(paragraph: list[Line], words: Words) -> Block:
    text = paragraph[0].text
    for before, line in pairwise(paragraph):
        text = words.joined(text, line.text) if before.is_divided else f"{text} {line.text}"
    text = readable(text) if has_bullet(text) else text
    if " | " in text and len(paragraph) == 1:
        return Block(Form.ROW, text)
    return Block(Form.ITEM if text.startswith(BULLET) else Form.PARAGRAPH, text)
