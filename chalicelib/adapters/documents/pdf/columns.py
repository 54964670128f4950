"""The order in which a person reads a page: from above, and where it has columns, one after the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from statistics import median

from chalicelib.adapters.documents.pdf.lines import Line

_MAX_DEPTH = 2
"""How often a page is parted: two make up to four columns."""

_MIN_LINES = 4
_STEP = 4.0
_MAX_STEPS = 500
_MAX_CANDIDATES = 4
_MAX_CROSSING = 0.25
"""What share of a page's lines, such as titles, may run across the columns."""

_MIN_COLUMN = 0.18
"""Below this share of the page's width it is a table's column, which is read row by row."""

Region = list[Line]
"""Lines below each other, in one column."""


def in_reading_order(lines: list[Line]) -> list[Region]:
    """Give a page's columns and what stands across them, each as lines from above, in the order of reading."""
    width = max((line.right for line in lines), default=0.0) - min((line.left for line in lines), default=0.0)
    return [_rows(region) for region in _parted(lines, width, _MAX_DEPTH) if region]


def _parted(lines: list[Line], width: float, depth: int) -> Iterator[Region]:
    gutter = _gutter(lines, width) if depth and len(lines) > _MIN_LINES else None
    if gutter is None:
        yield lines
        return
    across = sorted((line for line in lines if _crosses(line, gutter)), key=lambda line: -line.middle)
    upper = float("inf")
    for line in [*across, None]:
        lower = line.middle if line else float("-inf")
        band = [one for one in lines if lower < one.middle < upper and not _crosses(one, gutter)]
        yield from _parted([one for one in band if one.right <= gutter], width, depth - 1)
        yield from _parted([one for one in band if one.left >= gutter], width, depth - 1)
        if line:
            yield [line]
        upper = lower


def _gutter(lines: list[Line], width: float) -> float | None:
    """Find the place between two columns that the fewest lines cross, if there is one."""
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    most, centre = len(lines) * _MAX_CROSSING, (lefts[0] + rights[-1]) / 2
    candidates = []
    for step in range(min(int((rights[-1] - lefts[0]) / _STEP), _MAX_STEPS)):
        place = lefts[0] + step * _STEP
        before, after = bisect_right(rights, place), len(lines) - bisect_left(lefts, place)
        crossing = len(lines) - before - after
        # The last column may hold a line or two; then nothing at all runs across.
        if min(before, after) >= (_MIN_LINES if crossing else 1) and crossing <= most:
            candidates.append((crossing, abs(place - centre), place))
    for _, _, place in sorted(candidates)[:_MAX_CANDIDATES]:
        if _are_columns(lines, place, width):
            return place
    return None


def _are_columns(lines: list[Line], place: float, width: float) -> bool:
    """Say whether what stands at both sides of a place are columns of text beside each other."""
    before = [line for line in lines if line.right <= place]
    after = [line for line in lines if line.left >= place]
    is_wide = min(_typical_width(before), _typical_width(after)) > _MIN_COLUMN * width
    beside = min(_highest(before), _highest(after)) - max(_lowest(before), _lowest(after))
    return is_wide and beside > 0


def _typical_width(lines: list[Line]) -> float:
    return median(line.right - line.left for line in lines)


def _highest(lines: list[Line]) -> float:
    return max(line.top for line in lines)


def _lowest(lines: list[Line]) -> float:
    return min(line.bottom for line in lines)


def _crosses(line: Line, place: float) -> bool:
    return line.left < place < line.right


def _rows(region: Region) -> Region:
    """Put a column's lines from above to below; what stands beside each other in a row becomes one line."""
    rows: list[Line] = []
    for line in sorted(region, key=lambda line: (-line.middle, line.left)):
        if rows and abs(rows[-1].middle - line.middle) < line.size / 3:
            rows[-1] = _beside(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _beside(one: Line, other: Line) -> Line:
    left, right = sorted((one, other), key=lambda line: line.left)
    gap = " | " if right.left - left.right > right.size * 1.5 else " "
    return right._replace(text=left.text + gap + right.text, left=left.left, right=max(left.right, right.right))
