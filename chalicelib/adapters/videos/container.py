"""
What the container of a video says, read before any decoder sees it: whether it is one, and what it may not be (I08, I13, I16).

Refused here: protected tracks, tracks whose content lies in another file or at an address, a compressed or enormous index, and
files cut short.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chalicelib import texts_es
from chalicelib.adapters.image_signatures import PICTURE_BRANDS
from chalicelib.adapters.videos.boxes import Box, boxes_of
from chalicelib.domain.errors import InvalidInputError

MAX_TRACKS = 16
"""A telephone writes up to ten: picture, sound, and what it measured meanwhile."""
MAX_INDEX_BYTES = 32 * 1024 * 1024

_SNIFFED_BYTES = 12
_QUICKTIME_STARTS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""Still pictures in the same kind of container (HEIC, AVIF)."""
_PROTECTED = frozenset({b"encv", b"enca", b"enct", b"encs", b"drmi", b"drms", b"p608"})
_PICTURES, _SOUND = b"vide", b"soun"
_IN_THIS_FILE = 1
_MAX_ENTRIES_BYTES = 64 * 1024


@dataclass(frozen=True)
class Claims:
    """What a container says of itself: `mp4` or `mov`, and its seconds (None where it leaves them open)."""

    container: str
    seconds: float | None


def is_video(file: Path) -> bool:
    """Say whether a file begins as an MP4 or MOV video does, whatever its name (I13)."""
    with file.open("rb") as source:
        head = source.read(_SNIFFED_BYTES)
    if head[4:8] == b"ftyp":
        return head[8:12] not in PICTURE_BRANDS
    return head[4:8] in _QUICKTIME_STARTS


def read_claims(file: Path) -> Claims:
    """
    Read what a video's container says, and refuse what no decoder should be given.

    Raises:
        InvalidInputError: it is no video, is damaged, cut short, protected, lies elsewhere, or has no picture; in Spanish.
    """
    if not is_video(file):
        raise InvalidInputError(texts_es.VIDEO_UNKNOWN)
    with file.open("rb") as source:
        boxes = boxes_of(file, source)
        _check_index(boxes)
        _check_tracks(boxes, source)
        brand = next((box.content(source, 4) for box in boxes if box.path == (b"ftyp",)), b"qt  ")
        seconds = next((_seconds(box.content(source, 32)) for box in boxes if box.path == (b"moov", b"mvhd")), None)
    return Claims("mov" if brand == b"qt  " else "mp4", seconds)


def _check_index(boxes: list[Box]) -> None:
    """Hold the index, which a decoder loads whole, to a size; one that is compressed could be any."""
    index = [box for box in boxes if box.path == (b"moov",)]
    if not index:
        raise InvalidInputError(texts_es.VIDEO_TRUNCATED)
    is_compressed = any(box.kind == b"cmov" for box in boxes)
    if len(index) > 1 or is_compressed or index[0].end - index[0].start > MAX_INDEX_BYTES:
        raise InvalidInputError(texts_es.VIDEO_BROKEN)


def _check_tracks(boxes: list[Box], source: BinaryIO) -> None:
    if sum(box.kind == b"trak" for box in boxes) > MAX_TRACKS:
        raise InvalidInputError(texts_es.video_too_many_tracks(MAX_TRACKS))
    if any(kind in _PROTECTED for kind in _entries(boxes, b"stsd", source)):
        raise InvalidInputError(texts_es.VIDEO_PROTECTED)
    if any(_lies_elsewhere(box, source) for box in boxes if box.kind == b"dref"):
        raise InvalidInputError(texts_es.VIDEO_ELSEWHERE)
    kinds = {box.content(source, 12)[8:12] for box in boxes if box.path[-2:] == (b"mdia", b"hdlr")}
    if _PICTURES not in kinds:
        raise InvalidInputError(texts_es.VIDEO_ONLY_SOUND if _SOUND in kinds else texts_es.VIDEO_WITHOUT_PICTURE)


def _entries(boxes: Iterable[Box], kind: bytes, source: BinaryIO) -> set[bytes]:
    """Name the entries of every list of one kind (`stsd`, `dref`): after eight bytes, each a box."""
    return {name for box in boxes if box.kind == kind for name, _ in _split(box.content(source, _MAX_ENTRIES_BYTES))}


def _split(listed: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at + 8 <= len(listed):
        size, name = struct.unpack_from(">I4s", listed, at)
        found.append((name, listed[at + 8 : at + 12]))
        at += max(size, 8)
    return found


def _lies_elsewhere(references: Box, source: BinaryIO) -> bool:
    """Say whether a track's content is to be fetched: each reference must say «in this very file» (14496-12, 8.7.2)."""
    flags = (int.from_bytes(head[1:4]) for _, head in _split(references.content(source, _MAX_ENTRIES_BYTES)))
    return any(flag & _IN_THIS_FILE == 0 for flag in flags)


def _seconds(header: bytes) -> float | None:
    """Read the length that a movie header (`mvhd`) claims; zero and all ones mean that it does not say."""
    wide = header[:1] == b"\x01"
    form, unknown = (">IQ", 2**64 - 1) if wide else (">II", 2**32 - 1)
    at = 20 if wide else 12
    if len(header) < at + struct.calcsize(form):
        raise InvalidInputError(texts_es.VIDEO_BROKEN)
    scale, length = struct.unpack_from(form, header, at)
    return length / scale if scale and length not in {0, unknown} else None
