"""Files of a few hundred bytes that ask for gigabytes, or for ever, by what their headers claim (I10)."""

import struct
from collections.abc import Iterable, Sequence

from PIL import Image

from chalicelib.adapters.images.kinds import Kind
from tests.unit.adapters.images.pictures import a_chunk, a_photograph, a_png_header, in_kind, saved

FTYP = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"


def bombs() -> dict[str, bytes]:
    """Give the bombs by a name that says what they claim."""
    return {
        "png-30000x30000": a_png_header(30_000, 30_000),
        "png-40-megapixels-of-nothing": saved(Image.new("L", (8000, 5000)), "PNG", compress_level=9),
        "jpeg-65500x65500": a_jpeg_header(65_500, 65_500),
        "webp-canvas": a_webp(16_384, 16_384),
        "webp-lossless": b"RIFF\x1c\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f\xff\xff\xff\xff" + bytes(8),
        "webp-lossy": b"RIFF\x1c\x00\x00\x00WEBPVP8 \x0a\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\xff\x3f\xff\x3f"
        + bytes(8),
        "gif-screen": a_gif((65_535, 65_535), [(0, 0, 400, 400)]),
        "gif-first-frame-outside": a_gif((400, 400), [(60_000, 60_000, 400, 400)]),
        "tiff-size": a_tiff({256: 60_000, 257: 60_000}),
        "tiff-tile": a_tiff({256: 400, 257: 400, 322: 65_520, 323: 65_520}),
        "bigtiff-size": a_big_tiff({256: 60_000, 257: 60_000}),
        "heic-size": a_heic((50_000, 50_000), (400, 400)),
        "heic-stream-larger-than-its-box": a_heic((400, 400), (16_384, 16_384)),
    }


def endless() -> dict[str, bytes]:
    """Give files that never end, or have more pieces than anything real."""
    return {
        "apng-frames-without-end": a_png_header(400, 400)[:33] + a_chunk(b"acTL", struct.pack(">II", 2**31, 0)),
        "gif-thousands-of-frames": a_gif((400, 400), [(0, 0, 1, 1)] * 2_001),
        "gif-millions-of-blocks": a_gif((400, 400), [(0, 0, 400, 400)])[:-1] + b"\x21\xfe" + b"\x01a" * 500_000,
        "webp-thousands-of-frames": a_webp(400, 400, b"ANMF\x00\x00\x00\x00" * 2_001),
        "tiff-page-that-follows-itself": a_tiff({256: 400, 257: 400}, following=8),
        "tiff-thousands-of-pages": a_tiff({256: 400, 257: 400}, following=34)
        + b"".join(struct.pack("<HI", 0, 34 + 6 * page) for page in range(1, 2_100)),
        "tiff-thousands-of-tags": b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 60_000) + bytes(12 * 60_000),
        "tiff-a-million-strips": a_tiff({256: 400, 257: 400}, longest=1_000_000),
        "heic-boxes-without-end": FTYP + b"\x00\x00\x00\x08free" * 30_000,
        "heic-box-of-no-length": FTYP + b"\x00\x00\x00\x01meta" + bytes(8),
    }


def a_jpeg_header(width: int, height: int) -> bytes:
    """Give a JPEG whose frame claims another size than its scan holds."""
    content = bytearray(saved(a_photograph(400, 400)))
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(content)


def a_webp(width: int, height: int, chunks: bytes = b"") -> bytes:
    canvas = (
        b"VP8X\x0a\x00\x00\x00\x02\x00\x00\x00" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    )
    body = b"WEBP" + canvas + chunks
    return b"RIFF" + struct.pack("<I", len(body)) + body


def a_gif(screen: tuple[int, int], frames: Iterable[tuple[int, int, int, int]]) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", *screen, 0x80, 0, 0) + bytes(6)
    return (
        head + b"".join(b"\x2c" + struct.pack("<HHHHB", *box, 0) + b"\x02\x02\x4c\x01\x00" for box in frames) + b"\x3b"
    )


def a_tiff(tags: dict[int, int], *, following: int = 0, longest: int = 0) -> bytes:
    entries = [struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items())]
    entries += [struct.pack("<HHII", 273, 4, longest, 8)] if longest else []
    return (
        b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", following)
    )


def a_big_tiff(tags: dict[int, int]) -> bytes:
    entries = b"".join(struct.pack("<HHQQ", tag, 4, 1, value) for tag, value in tags.items())
    return b"II+\x00\x08\x00\x00\x00" + struct.pack("<QQ", 16, len(tags)) + entries + bytes(8)


def a_heic(said: tuple[int, int], coded: tuple[int, int]) -> bytes:
    """Give the boxes of a HEIC: what its picture claims, and what its stream does."""
    ispe = box(b"ispe", bytes(4) + struct.pack(">II", *said))
    unit = b"\x42\x01" + a_parameter_set(coded)
    configuration = bytes(22) + b"\x01" + b"\x21" + struct.pack(">HH", 1, len(unit)) + unit
    properties = box(b"iprp", box(b"ipco", ispe + box(b"hvcC", configuration)))
    return FTYP + box(b"meta", bytes(4) + properties)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


def a_parameter_set(size: tuple[int, int]) -> bytes:
    """Write the first fields of an HEVC sequence parameter set (H.265, 7.3.2.2), up to the size; no emulation is prevented."""
    bits = "0000" + "000" + "1" + "01" * 48 + golomb(0) + golomb(1) + golomb(size[0]) + golomb(size[1]) + "1"
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


def golomb(number: int) -> str:
    digits = f"{number + 1:b}"
    return "0" * (len(digits) - 1) + digits


def small_ones() -> Sequence[bytes]:
    """Give a whole picture of each format, to be damaged."""
    return [in_kind(a_photograph(340, 330), kind) for kind in Kind]
