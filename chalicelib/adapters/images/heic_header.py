"""
What a HEIC says of itself, read before libheif is (ISO/IEC 14496-12 and 23008-12): every size in its properties.

A picture is made of tiles and pictures derived from them; the largest size that any of them claims, in its box or in its
HEVC parameters, is what decoding may cost.
"""

from collections.abc import Iterator

from chalicelib.adapters.images.claims import Claim, CrookedHeaderError, Size
from chalicelib.adapters.images.hevc import coded_sizes

_MAX_BOXES = 20_000
_LONGEST_CONFIGURATION = 4_096
_HOLDERS = {b"meta": 4, b"iprp": 0, b"ipco": 0}
"""Boxes whose content is boxes, after so many bytes."""


def claim_of_heic(content: bytes) -> Claim:
    """Say the largest size that a HEIC claims. Raises CrookedHeaderError when it claims none, or has boxes without end."""
    sizes: list[Size] = []
    pieces: list[Size] = []
    for kind, start, end in boxes(content):
        if kind == b"ispe":
            sizes.append(
                (int.from_bytes(content[start + 4 : start + 8]), int.from_bytes(content[start + 8 : start + 12]))
            )
        elif kind == b"hvcC":
            pieces += coded_sizes(content[start : min(end, start + _LONGEST_CONFIGURATION)])
    if not sizes:
        raise CrookedHeaderError
    return Claim(max(sizes, key=lambda size: size[0] * size[1]), pieces=pieces)


def boxes(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Go through the boxes that matter here, those inside others included: their type, where their content starts and ends."""
    waiting = [(0, len(content))]
    walked = 0
    while waiting:
        at, limit = waiting.pop()
        while at + 8 <= limit:
            walked += 1
            kind, start, end = _box(content, at, limit)
            if walked > _MAX_BOXES or end <= at:
                raise CrookedHeaderError
            yield kind, start, end
            if kind in _HOLDERS:
                waiting.append((start + _HOLDERS[kind], end))
            at = end


def _box(content: bytes, at: int, limit: int) -> tuple[bytes, int, int]:
    length, kind, start = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8], at + 8
    if length == 1:
        length, start = int.from_bytes(content[at + 8 : at + 16]), at + 16
    return kind, start, limit if length == 0 else min(at + length, limit)
