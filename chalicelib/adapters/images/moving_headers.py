"""What a WebP or a GIF says of itself, and how many frames it shows, read before any library is."""

from collections.abc import Iterator

from chalicelib.adapters.images.claims import Claim, CrookedHeaderError, Size

MAX_FRAMES = 2_000
_MAX_GIF_BLOCKS = 400_000
"""A GIF's data comes in blocks of up to 255 bytes; 20 MB of them are 80,000, and a hostile one could have 20 million."""

_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_GIF_HEADER, _GIF_FRAME = 13, 9


def claim_of_webp(content: bytes) -> Claim:
    """Say the canvas and the frames of a WebP (RFC 9649). Raises CrookedHeaderError when there is no picture in it."""
    size: Size | None = None
    frames = 0
    for kind, start, length in webp_chunks(content):
        size = size or _webp_size(kind, content[start : start + min(length, 10)])
        frames += kind == b"ANMF"
        if frames > MAX_FRAMES:
            raise CrookedHeaderError
    if size is None:
        raise CrookedHeaderError
    return Claim(size, frames=max(1, frames))


def webp_chunks(content: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Go through the chunks of a WebP: their name, where their content starts, its length."""
    at = 12
    while at + 8 <= len(content):
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        yield content[at : at + 4], at + 8, length
        at += 8 + length + length % 2


def _webp_size(kind: bytes, head: bytes) -> Size | None:
    if len(head) < 10:  # noqa: PLR2004 - as many bytes as the longest of the three headers
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[4:7], "little"), 1 + int.from_bytes(head[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(head[6:8], "little") & 0x3FFF, int.from_bytes(head[8:10], "little") & 0x3FFF
    return None


def claim_of_gif(content: bytes) -> Claim:
    """Say the screen of a GIF, grown to hold its first frame, and its frames. Raises CrookedHeaderError when it has none."""
    width, height = _pair(content, 6)
    frames = 0
    for kind, start, _ in gif_blocks(content):
        if kind == _IMAGE:
            frames += 1
            if frames == 1:
                (left, top), (across, down) = _pair(content, start), _pair(content, start + 4)
                width, height = max(width, left + across), max(height, top + down)
            if frames > MAX_FRAMES:
                raise CrookedHeaderError
    if not frames:
        raise CrookedHeaderError
    return Claim((width, height), frames=frames)


def gif_blocks(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Go through the blocks of a GIF (89a): what each is, where its content starts, where it ends. The last is the trailer."""
    at = _GIF_HEADER + _palette(content, 10)
    walked = 0
    while at < len(content):
        kind, start = content[at], at + 1
        if kind == _IMAGE:
            at = start + _GIF_FRAME + _palette(content, start + 8) + 1
        elif kind == _EXTENSION:
            at = start + 1
        else:
            yield kind, start, start
            return
        while at < len(content) and content[at]:
            at += 1 + content[at]
            walked += 1
            if walked > _MAX_GIF_BLOCKS:
                raise CrookedHeaderError
        at += 1
        yield kind, start, at


def _palette(content: bytes, at: int) -> int:
    """Give the bytes of the colour table that a packed field announces."""
    packed = content[at] if at < len(content) else 0
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _pair(content: bytes, at: int) -> Size:
    return int.from_bytes(content[at : at + 2], "little"), int.from_bytes(content[at + 2 : at + 4], "little")
