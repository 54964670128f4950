"""The segments of a JPEG (ITU-T T.81, annex B), and the file without what is not picture in it: no pixel is decoded."""

from collections.abc import Iterator
from dataclasses import dataclass

SOI, EOI, SOS, COM = 0xD8, 0xD9, 0xDA, 0xFE
APP0, APP2, APP14, APP15 = 0xE0, 0xE2, 0xEE, 0xEF

_TABLES = frozenset({0xC4, 0xDB, 0xDD})
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive Huffman: what networks and Pillow read."""

_ALONE = frozenset(range(0xD0, 0xD8))
_JFIF, _ADOBE, _PROFILE = b"JFIF\x00", b"Adobe", b"ICC_PROFILE\x00"
_JFIF_BYTES, _ADOBE_BYTES = 14, 12


class CrookedJpegError(Exception):
    """The segments do not follow each other as the standard says."""


@dataclass(frozen=True)
class Segment:
    """A marker with its content; what follows a start of scan, up to the next marker, is in `scan`."""

    marker: int
    content: bytes = b""
    scan: bytes = b""


def segments_of(jpeg: bytes) -> Iterator[Segment]:
    """Go through the segments up to the end of the picture. Raises CrookedJpegError where it is none, or cut short."""
    if jpeg[:2] != bytes((0xFF, SOI)):
        raise CrookedJpegError
    at = 2
    while True:
        at, marker = _marker(jpeg, at)
        if marker == EOI:
            yield Segment(EOI, scan=jpeg[at:])
            return
        length = int.from_bytes(jpeg[at : at + 2])
        content = jpeg[at + 2 : at + length]
        if length < 2 or len(content) < length - 2:  # noqa: PLR2004 - the length counts its own two bytes
            raise CrookedJpegError
        at += length
        end = _end_of_scan(jpeg, at) if marker == SOS else at
        yield Segment(marker, content, jpeg[at:end])
        at = end


def _marker(jpeg: bytes, at: int) -> tuple[int, int]:
    """Read a marker; gives where its content starts. It may be preceded by any number of FF."""
    if jpeg[at : at + 1] != b"\xff":
        raise CrookedJpegError
    while jpeg[at : at + 1] == b"\xff":
        at += 1
    if at >= len(jpeg):
        raise CrookedJpegError
    return at + 1, jpeg[at]


def _end_of_scan(jpeg: bytes, at: int) -> int:
    """Find the next marker that is no restart and no stuffed byte."""
    while (at := jpeg.find(b"\xff", at)) >= 0 and at + 1 < len(jpeg):
        if jpeg[at + 1] not in _ALONE and jpeg[at + 1] not in {0x00, 0xFF}:
            return at
        at += 1 if jpeg[at + 1] == 0xFF else 2  # noqa: PLR2004 - FF FF is filling before a marker
    raise CrookedJpegError


def is_bare(jpeg: bytes) -> bool:
    """Say whether a JPEG holds nothing but its picture and its colour profile."""
    try:
        return all(_is_picture(segment) or _is_profile(segment) for segment in segments_of(jpeg))
    except CrookedJpegError:
        return False


def bared(jpeg: bytes) -> bytes:
    """
    Give the same compressed picture with nothing beside it: no profile, EXIF, XMP, IPTC, comment, thumbnail, or bytes after it.

    Raises:
        CrookedJpegError: it is cut short, or written in a way that networks may not read.
    """
    kept = [bytes((0xFF, SOI))]
    for segment in segments_of(jpeg):
        if _is_picture(segment) or segment.marker in {APP0, APP14, EOI}:
            kept.append(_written(segment))
        elif not APP0 <= segment.marker <= APP15 and segment.marker != COM:
            raise CrookedJpegError
    return b"".join(kept)


def _written(segment: Segment) -> bytes:
    content = segment.content
    if segment.marker == EOI:
        return bytes((0xFF, EOI))
    if segment.marker == APP0:
        if not content.startswith(_JFIF) or len(content) < _JFIF_BYTES:
            return b""
        content = content[: _JFIF_BYTES - 2] + b"\x00\x00"
    if segment.marker == APP14:
        if not content.startswith(_ADOBE) or len(content) < _ADOBE_BYTES:
            return b""
        content = content[:_ADOBE_BYTES]
    return bytes((0xFF, segment.marker)) + (len(content) + 2).to_bytes(2) + content + segment.scan


def _is_picture(segment: Segment) -> bool:
    """Say whether a segment is one that a picture cannot do without, with nothing added."""
    match segment.marker:
        case 0xE0:
            return segment.content.startswith(_JFIF) and segment.content[12:] == b"\x00\x00"
        case 0xEE:
            return segment.content.startswith(_ADOBE) and len(segment.content) == _ADOBE_BYTES
        case 0xD9:
            return not segment.scan
        case marker:
            return marker in _TABLES | _FRAMES or marker == SOS


def _is_profile(segment: Segment) -> bool:
    return segment.marker == APP2 and segment.content.startswith(_PROFILE)
