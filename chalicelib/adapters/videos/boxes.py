"""
The boxes that an MP4 or MOV file is made of (ISO/IEC 14496-12, section 4.2; QuickTime File Format, «Atoms»).

Only headers are read, with a seek from one to the next: a file costs the same whatever it claims to hold. How many boxes, and
how deep, is limited before anything is believed.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

MAX_BOXES = 20_000
"""A camera writes under a hundred; an hour in fragments of a second, as browsers record, some seven thousand."""

_HEADER = struct.Struct(">I4s")
_LARGE = struct.Struct(">Q")
_IS_LARGE, _TO_THE_END = 1, 0
_PARENTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl"})
_DEEPEST = 5
"""`moov/trak/mdia/minf/stbl`, or `dinf`, and what is in it."""


@dataclass(frozen=True)
class Box:
    """One box: its path of types from the top, and where its content lies in the file, in bytes."""

    path: tuple[bytes, ...]
    start: int
    end: int

    @property
    def kind(self) -> bytes:
        """Its own type, four bytes."""
        return self.path[-1]

    def content(self, source: BinaryIO, max_bytes: int) -> bytes:
        """Give the beginning of what is in it."""
        source.seek(self.start)
        return source.read(min(max_bytes, self.end - self.start))


def boxes_of(file: Path, source: BinaryIO) -> list[Box]:
    """
    List the boxes of a file, those at the top and those that describe its tracks, in order.

    Raises:
        InvalidInputError: a box ends after the file does, or where it cannot end, or there are too many of them.
    """
    found = []
    for box in _walk(source, 0, file.stat().st_size, ()):
        found.append(box)
        if len(found) > MAX_BOXES:
            raise InvalidInputError(texts_es.VIDEO_BROKEN)
    return found


def _walk(source: BinaryIO, start: int, end: int, above: tuple[bytes, ...]) -> Iterator[Box]:
    while end - start >= _HEADER.size:
        box = _read(source, start, end, above)
        yield box
        if len(above) > _DEEPEST:
            raise InvalidInputError(texts_es.VIDEO_BROKEN)
        if box.kind in _PARENTS:
            yield from _walk(source, box.start, box.end, box.path)
        start = box.end


def _read(source: BinaryIO, start: int, end: int, above: tuple[bytes, ...]) -> Box:
    source.seek(start)
    size, kind = _HEADER.unpack(source.read(_HEADER.size))
    header = _HEADER.size
    if size == _IS_LARGE and end - start >= _HEADER.size + _LARGE.size:
        (size,) = _LARGE.unpack(source.read(_LARGE.size))
        header += _LARGE.size
    elif size == _TO_THE_END and kind == b"mdat" and not above:
        size = end - start
    if size < header:
        raise InvalidInputError(texts_es.VIDEO_BROKEN)
    if start + size > end:
        raise InvalidInputError(texts_es.VIDEO_BROKEN if above else texts_es.VIDEO_TRUNCATED)
    return Box((*above, kind), start + header, start + size)
