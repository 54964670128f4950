"""
What a TIFF says of itself, read before any library is (TIFF 6.0, section 2; BigTIFF).

A TIFF can claim tiles of gigabytes for a picture of a thumbnail, or pages without end; both are seen here in its tags.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from chalicelib.adapters.images.claims import Claim, CrookedHeaderError

WIDTH, HEIGHT, TILE_WIDTH, TILE_HEIGHT = 256, 257, 322, 323
_MAX_PAGES = 2_000
_MAX_TAGS = 1_000
_MAX_PIECES = 100_000
"""Strips or tiles of one page. The libraries make an object of each before they look at the first."""

_NUMBERS = {3: "H", 4: "I", 16: "Q"}
_BYTES = frozenset({1, 2, 6, 7})
_BIG = 43


@dataclass
class Page:
    """One page: its tags with their numbers (0 where they are not one whole number), and the most values one of them lists."""

    tags: dict[int, int] = field(default_factory=dict)
    longest: int = 0


@dataclass(frozen=True)
class _Form:
    """How numbers are written: in which order, and with how many bytes where TIFF and BigTIFF differ."""

    order: str
    count: str
    offset: str
    entry_bytes: int


def claim_of_tiff(content: bytes) -> Claim:
    """
    Say the size of the first page, the tiles it is decoded in, and how many pages there are.

    Raises:
        CrookedHeaderError: it has no page, or more pages, tags or pieces than any scan.
    """
    page = first_page(content)
    if page.longest > _MAX_PIECES:
        raise CrookedHeaderError
    tile = (page.tags.get(TILE_WIDTH, 0), page.tags.get(TILE_HEIGHT, 0))
    size = (page.tags.get(WIDTH, 0), page.tags.get(HEIGHT, 0))
    return Claim(size, frames=sum(1 for _ in _pages(content)), pieces=(tile,))


def first_page(content: bytes) -> Page:
    """Read the tags of the first page. Raises CrookedHeaderError when there is none."""
    form = _form(content)
    for at in _pages(content):
        return _page(content, at, form)
    raise CrookedHeaderError


def _form(content: bytes) -> _Form:
    order = "<" if content[:2] == b"II" else ">"
    is_big = _number(content, 2, order + "H") == _BIG
    return _Form(order, "Q", "Q", 20) if is_big else _Form(order, "H", "I", 12)


def _pages(content: bytes) -> Iterator[int]:
    """Go through where the pages stand, which is a chain that could be endless."""
    form = _form(content)
    at = _number(content, 8 if form.offset == "Q" else 4, form.order + form.offset)
    seen: set[int] = set()
    while at:
        if at in seen or len(seen) >= _MAX_PAGES:
            raise CrookedHeaderError
        seen.add(at)
        yield at
        end = _entries(at, form) + _count(content, at, form) * form.entry_bytes
        at = _number(content, end, form.order + form.offset) if end < len(content) else 0


def _entries(at: int, form: _Form) -> int:
    return at + struct.calcsize(form.count)


def _count(content: bytes, at: int, form: _Form) -> int:
    count = _number(content, at, form.order + form.count)
    if count > _MAX_TAGS:
        raise CrookedHeaderError
    return count


def _page(content: bytes, at: int, form: _Form) -> Page:
    page = Page()
    for number in range(_count(content, at, form)):
        entry = _entries(at, form) + number * form.entry_bytes
        tag, kind = _number(content, entry, form.order + "H"), _number(content, entry + 2, form.order + "H")
        values = _number(content, entry + 4, form.order + form.offset)
        page.longest = max(page.longest, 0 if kind in _BYTES else values)
        value_at = entry + 4 + struct.calcsize(form.offset)
        is_one_number = values == 1 and kind in _NUMBERS
        page.tags[tag] = _number(content, value_at, form.order + _NUMBERS[kind]) if is_one_number else 0
    return page


def _number(content: bytes, at: int, form: str) -> int:
    try:
        value: int = struct.unpack_from(form, content, at)[0]
    except struct.error as error:
        raise CrookedHeaderError from error
    return value
