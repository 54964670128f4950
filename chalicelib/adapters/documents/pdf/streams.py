"""How far a PDF expands, measured before PDFium opens it: it would take whatever memory a stream asks for (I15)."""

import re
import zlib

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError

MAX_STREAM_BYTES = 100_000_000
"""A picture of 25 megapixels has 75 MB."""

MAX_BYTES = 200_000_000
MAX_STREAMS = 20_000

_STREAM = re.compile(rb"stream\r?\n")
_CHUNK = 1_000_000
_PACKED_STARTS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def check_streams(content: bytes) -> None:
    """
    Expand every packed stream of a PDF, a piece at a time, and forget it.

    A stream packed twice is refused where the first unpacking shows it.

    Raises:
        InvalidInputError: they expand beyond what a document of an office is.
    """
    expanded = 0
    for streams, found in enumerate(_STREAM.finditer(content)):
        if content[found.end() : found.end() + 2] in _PACKED_STARTS:
            expanded += _expanded(content, found.end())
        if expanded > MAX_BYTES or streams > MAX_STREAMS:
            raise InvalidInputError(texts_es.PDF_TOO_LARGE)


def _expanded(content: bytes, start: int) -> int:
    """Tell how many bytes come out of a stream, up to the most there may be; what is damaged counts until there."""
    unpacking, size, view = zlib.decompressobj(), 0, memoryview(content)
    packed: bytes | memoryview = view[start : start + _CHUNK]
    while packed and not unpacking.eof:
        try:
            out = unpacking.decompress(packed, _CHUNK)
        except zlib.error:
            return size
        is_twice = size == 0 and out[:2] in _PACKED_STARTS
        size += len(out)
        if size > MAX_STREAM_BYTES or is_twice:
            raise InvalidInputError(texts_es.PDF_TOO_LARGE)
        packed = unpacking.unconsumed_tail
        if not packed:
            start += _CHUNK
            packed = view[start : start + _CHUNK]
    return size
