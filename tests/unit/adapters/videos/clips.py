"""Clips made by ffmpeg itself, small and always the same, and what an enemy makes of them."""

import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

from chalicelib.adapters.videos.child import binary

PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2")
SOUND = ("-f", "lavfi", "-i", "sine=duration=2")
AS_A_CAMERA = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "48k")
TAGS = {
    "title": "Secreto de campaña",
    "artist": "Juana Pérez Secreto",
    "comment": "SECRETO-COMENTARIO",
    "creation_time": "2026-11-23T12:34:56Z",
    "location": "+21.1220-101.6830+1815/",
    "make": "SecretPhone",
    "model": "SecretModel 15",
    "com.apple.quicktime.location.ISO6709": "+21.1220-101.6830+1815/",
    "com.apple.quicktime.make": "SecretApple",
    "encoder": "SecretEncoder",
}


def ffmpeg(*arguments: str) -> bytes:
    """Run ffmpeg without limits, to make something or to look at it."""
    command = [binary(), "-nostdin", "-loglevel", "error", "-y", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def make(
    into: Path, *more: str, inputs: tuple[str, ...] = (*PICTURE, *SOUND), codecs: tuple[str, ...] = AS_A_CAMERA
) -> Path:
    """Make a clip."""
    ffmpeg(*inputs, *codecs, *more, str(into))
    return into


def tagged(into: Path, *more: str) -> Path:
    """Make a clip that says where, when, by whom and with what it was made."""
    tags = [word for name, value in TAGS.items() for word in ("-metadata", f"{name}={value}")]
    return make(into, *tags, "-metadata:s:v", "handler_name=SecretHandler", *more)


def box(kind: bytes, content: bytes = b"") -> bytes:
    """Write a box."""
    return struct.pack(">I4s", 8 + len(content), kind) + content


def with_box(clip: bytes, new: bytes, *path: bytes) -> bytes:
    """Put a box at the end of another one, with every size around it made right. The index must come last, or be at the top."""
    if not path:
        return clip + new
    start, size = find(clip, *path)
    grown = clip[: start + size] + new + clip[start + size :]
    for depth in range(len(path)):
        at, old = find(clip, *path[: depth + 1])
        grown = grown[:at] + struct.pack(">I", old + len(new)) + grown[at + 4 :]
    return grown


def find(clip: bytes, *path: bytes) -> tuple[int, int]:
    """Give the place and the size of the first box under a path."""
    at, end = 0, len(clip)
    for depth, kind in enumerate(path):
        while True:
            assert at + 8 <= end, path
            size, name = struct.unpack_from(">I4s", clip, at)
            if name == kind:
                break
            at += size
        if depth < len(path) - 1:
            at, end = at + 8, at + size
    return at, size


def edited(clip: bytes, change: Callable[[bytes], bytes], *path: bytes) -> bytes:
    """Change the content of a box without changing its size."""
    start, size = find(clip, *path)
    content = change(clip[start + 8 : start + size])
    assert len(content) == size - 8
    return clip[: start + 8] + content + clip[start + size :]


def boundaries(clip: bytes) -> list[int]:
    """Give every place where a box begins, at any depth."""
    found: list[int] = []
    _collect(clip, 0, len(clip), found)
    return sorted(found)


def _collect(clip: bytes, at: int, end: int, found: list[int]) -> None:
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", clip, at)
        found.append(at)
        if kind in {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"udta"}:
            _collect(clip, at + 8, at + size, found)
        at += size
