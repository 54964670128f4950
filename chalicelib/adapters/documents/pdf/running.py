"""What is repeated on a PDF's pages, and no part of its text: headers, footers, page numbers."""

import re
from collections import Counter

from chalicelib.adapters.documents.pdf.lines import Line

_MARGIN_LINES = 3
"""How many of a page's highest and lowest lines may be headers and footers."""

_FIRST_LETTERS = 24
_SMALL = 0.85
_APART = 2.5

_PAGE_NUMBER = re.compile(
    r"[-–— ]{0,3}(?:p[áa]g(?:ina|\.)? ?)?\d{1,3}(?: ?(?:de|/) ?\d{1,3})?[-–— ]{0,3}|p[áa]gina \d{1,3}.{0,20}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def without_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """Leave out the lines at the pages' edges that most pages share, whatever number they carry."""
    edges = [_edge_lines(page) for page in pages]
    times = Counter(text for edge in edges for text in {_alike(line) for line in edge})
    least = max(2, (len(pages) + 1) // 2)
    kept = [
        [line for line in page if line not in edge or not (times[_alike(line)] >= least or _is_margin(line, page))]
        for page, edge in zip(pages, edges, strict=True)
    ]
    return kept if any(kept) else pages


def _edge_lines(page: list[Line]) -> set[Line]:
    by_height = sorted(page, key=lambda line: line.middle)
    return {*by_height[:_MARGIN_LINES], *by_height[-_MARGIN_LINES:]}


def _alike(line: Line) -> str:
    """Give a line's first words without their numbers, and whereabouts it stands: elsewhere they are another line."""
    return f"{_DIGITS.sub('#', line.text)[:_FIRST_LETTERS]}@{line.middle / 12:.0f}"


def _is_margin(line: Line, page: list[Line]) -> bool:
    """Say whether a line is a page's number, or stands in small letters well apart: a letterhead on a single page."""
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    larger = [one for one in page if one.size * _SMALL > line.size]
    is_outside = all(one.middle < line.middle for one in larger) or all(one.middle > line.middle for one in larger)
    nearest = min((abs(one.middle - line.middle) for one in larger), default=0.0)
    return len(larger) > len(page) / 2 and is_outside and nearest > _APART * line.size
