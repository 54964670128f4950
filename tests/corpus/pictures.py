"""Pictures that explode, lie about their size, loop or break off (I10)."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image

from tests.corpus.specimen import EITHER, REJECTED, Content, Specimen, specimens
from tests.corpus.zips import cut, zipped, zlib_zeros

SIZE = (400, 330)
QUICKLY = {"preset": "ultrafast"}
"""How x265 writes a HEIC in a tenth of the time: larger, and no different to who reads it."""


def painted(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Give a picture with slopes and grain."""
    slope = Image.linear_gradient("L").resize(size)
    coarse = Image.effect_noise((size[0] // 8 + 1, size[1] // 8 + 1), 50)
    grain = coarse.resize(size, Image.Resampling.BICUBIC)
    return Image.merge("RGB", (slope, Image.blend(slope, grain, 0.4), grain)).convert(mode)


def saved(kind: str, picture: Image.Image | None = None, **how: Any) -> bytes:
    pillow_heif.register_heif_opener()
    if kind == "HEIF":
        how = {"enc_params": QUICKLY, **how}
    file = BytesIO()
    (picture or painted()).save(file, kind, **how)
    return file.getvalue()


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2, interlaced: int = 0) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND")


def of_png() -> tuple[dict[str, Content], dict[str, Content]]:
    good = saved("PNG")
    idat = good.index(b"IDAT") - 4
    return {
        "20,000 by 20,000 in 50 KB": lambda: png(20_000, 20_000, chunk(b"IDAT", zlib_zeros(48)), depth=1, colour=0),
        "65,535 by 65,535": png(65_535, 65_535, chunk(b"IDAT", zlib.compress(b""))),
        "larger than any number": png(2**31 - 1, 2**31 - 1),
        "no size": png(0, 0, chunk(b"IDAT", zlib.compress(b""))),
        "no pixels": png(400, 400),
        "header cut": good[:20],
        "only a signature": good[:8],
        "8,000 by 8,000 interlaced": lambda: png(
            8_000, 8_000, chunk(b"IDAT", zlib_zeros(8)), depth=1, colour=0, interlaced=1
        ),
        "depth that does not exist": png(400, 400, chunk(b"IDAT", zlib.compress(b"")), depth=7),
        "cut in the middle": cut(good, 0.5),
    }, {
        "text of 300 MB": lambda: good[:idat] + chunk(b"zTXt", b"a\0\0" + zlib_zeros(300)) + good[idat:],
        "international text of 300 MB": lambda: (
            good[:idat] + chunk(b"iTXt", b"a\0\1\0\0\0" + zlib_zeros(300)) + good[idat:]
        ),
        "profile of 300 MB": lambda: good[:idat] + chunk(b"iCCP", b"a\0\0" + zlib_zeros(300)) + good[idat:],
        "20,000 comments": lambda: good[:idat] + chunk(b"tEXt", b"a\0b") * 20_000 + good[idat:],
        "20,000 unknown chunks": lambda: good[:idat] + chunk(b"xxXx", b"a") * 20_000 + good[idat:],
        "EXIF noise": good[:idat] + chunk(b"eXIf", b"II*\0\xff\xff\xff\xff" + bytes(99)) + good[idat:],
        "palette missing": png(400, 400, chunk(b"IDAT", zlib.compress(bytes(401 * 400))), colour=3),
        "pixels of noise": png(400, 400, chunk(b"IDAT", bytes(range(256)) * 9)),
        "pixels too few": png(400, 400, chunk(b"IDAT", zlib.compress(bytes(1000)))),
        "pixels too many": lambda: png(400, 400, chunk(b"IDAT", zlib_zeros(100))),
        "checksum wrong": good[:-20] + b"\0" + good[-19:],
        "no end": good[:-12],
        "also a zip": good + zipped(("a.txt", b"hola")),
        "also a page": good + b"<html><script>alert(1)</script>",
        "200 frames": lambda: _flickering(200),
        "24 megapixels": lambda: png(6_000, 4_000, chunk(b"IDAT", nothing(18_001 * 4_000))),
        "24 megapixels of 16 bits and transparency": lambda: png(
            6_000, 4_000, chunk(b"IDAT", nothing(48_001 * 4_000)), depth=16, colour=6
        ),
    }


def nothing(length: int) -> bytes:
    return zlib.compress(bytes(length), 1)


def _flickering(frames: int) -> bytes:
    pictures = [Image.new("L", SIZE, number % 2 * 255) for number in range(frames)]
    return saved("PNG", pictures[0], save_all=True, append_images=pictures[1:])


def segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def of_jpeg() -> tuple[dict[str, Content], dict[str, Content]]:
    good = saved("JPEG")
    size = good.index(b"\xff\xc0") + 5
    loop = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    return {
        "65,535 by 65,535": good[:size] + b"\xff" * 4 + good[size + 4 :],
        "no size": good[:size] + bytes(4) + good[size + 4 :],
        "only a start": b"\xff\xd8\xff",
        "start and end": b"\xff\xd8\xff\xd9",
        "header alone": good[: good.index(b"\xff\xda")],
        "cut at a tenth": cut(good, 0.1),
        "cut in the middle": cut(good, 0.5),
        "noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
        "tables missing": good.replace(b"\xff\xdb", b"\xff\xfe"),
        "100 by 100": saved("JPEG", painted((100, 100))),
    }, {
        "EXIF that follows itself": good[:2] + segment(0xE1, loop) + good[2:],
        "EXIF beyond its end": good[:2] + segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\x7f") + good[2:],
        "EXIF of noise": good[:2] + segment(0xE1, b"Exif\0\0" + bytes(range(256)) * 9) + good[2:],
        "200 profiles": good[:2] + segment(0xE2, b"ICC_PROFILE\0\x01\xff" + bytes(9_000)) * 200 + good[2:],
        "profile of noise": saved("JPEG", icc_profile=bytes(range(256)) * 9),
        "profile of nothing": saved("JPEG", icc_profile=bytes(128)),
        "20,000 comments": lambda: good[:2] + segment(0xFE, b"a" * 60) * 20_000 + good[2:],
        "XMP that laughs": good[:2]
        + segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0<!DOCTYPE x [<!ENTITY a "b">]>')
        + good[2:],
        "300 scans": lambda: _scans(saved("JPEG", progressive=True), 300),
        "40,000 restarts": lambda: good[:-2] + b"\xff\xd0" * 40_000 + good[-2:],
        "also a page": good[:2] + segment(0xFE, b"<html><script>alert(1)</script></html>") + good[2:],
        "also a zip": good + zipped(("a.txt", b"hola")),
        "two pictures": good + good,
        "no end": good[:-2],
        "Huffman noise": good.replace(b"\xff\xc4", b"\xff\xc4\x00\x1f", 1),
        "12 bits": good[: size - 1] + b"\x0c" + good[size:],
        "CMYK": saved("JPEG", painted(mode="CMYK")),
        "24 megapixels": lambda: saved("JPEG", painted((1_500, 1_000)).resize((6_000, 4_000))),
        "24 megapixels, progressive, lying": lambda: saved(
            "JPEG", painted((1_500, 1_000)).resize((6_000, 4_000)), progressive=True, exif=_turned()
        ),
        "25,000 by 600": lambda: saved("JPEG", Image.new("RGB", (25_000, 600), "green")),
    }


def _scans(progressive: bytes, times: int) -> bytes:
    at = progressive.rindex(b"\xff\xda")
    return progressive[:at] + progressive[at:-2] * times + progressive[-2:]


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif.tobytes()


def of_gif() -> tuple[dict[str, Content], dict[str, Content]]:
    good = saved("GIF")
    frames = [Image.new("P", SIZE, number % 200) for number in range(600)]
    return {
        "65,535 by 65,535": good[:6] + b"\xff" * 4 + good[10:],
        "only a start": b"GIF89a",
        "header alone": good[:13],
    }, {
        "600 frames": lambda: saved("GIF", frames[0], save_all=True, append_images=frames[1:]),
        "no size but its frame's": good[:6] + bytes(4) + good[10:],
        "extension that never ends": good[:-1] + b"!\xfe" + b"\xff" + b"a" * 5_000,
        "frame outside": good.replace(b",\0\0\0\0", b",\xff\xff\xff\xff", 1),
        "codes of noise": good[:800] + bytes(range(256)) * 30,
        "cut in the middle": cut(good, 0.5),
        "also a script": good + b"*/=1;alert(1)//",
    }


def tiff(entries: list[tuple[int, int, int, int]], *, then: int = 0, more: bytes = b"") -> bytes:
    """Write a TIFF of one directory: tag, type, count, value each; `then` is where the next directory is."""
    lines = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + lines + struct.pack("<I", then) + more


def of_tiff() -> tuple[dict[str, Content], dict[str, Content]]:
    good = saved("TIFF")
    short = [(258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    basic = [(256, 4, 1, 400), (257, 4, 1, 400), *short, (273, 4, 1, 8), (278, 4, 1, 400), (279, 4, 1, 160_000)]

    def with_tag(tag: int, *value: int) -> list[tuple[int, int, int, int]]:
        return sorted([entry for entry in basic if entry[0] != tag] + [(tag, *value)])  # type: ignore[list-item]

    pixels = bytes(200_000)
    return {
        "65,535 by 65,535": tiff(with_tag(256, 4, 1, 65_535)[:1] + with_tag(257, 4, 1, 65_535)[1:], more=pixels),
        "four billion wide": tiff(with_tag(256, 4, 1, 0xFFFFFFFF), more=pixels),
        "only a start": b"II*\0",
        "directory far away": b"II*\0\xff\xff\xff\x7f" + pixels,
        "directory of nothing": b"II*\0\x08\0\0\0\0\0\0\0\0\0",
        "BigTIFF of noise": b"II+\0\x08\0\0\0" + bytes(range(256)) * 9,
    }, {
        "directory that follows itself": tiff(basic, then=8, more=pixels),
        "40,000 directories": lambda: _directories(40_000),
        "directory of 65,535 entries": b"II*\0\x08\0\0\0\xff\xff" + pixels,
        "strip far away": tiff(with_tag(273, 4, 1, 0x7FFFFFFF), more=pixels),
        "strip of 4 GB": tiff(with_tag(279, 4, 1, 0xFFFFFFFE), more=pixels),
        "a billion strips": tiff(with_tag(273, 4, 1_000_000_000, 8), more=pixels),
        "packing unknown": tiff(with_tag(259, 3, 1, 9999), more=pixels),
        "packed with LZW noise": tiff(with_tag(259, 3, 1, 5), more=bytes(range(256)) * 800),
        "packed as JPEG noise": tiff(with_tag(259, 3, 1, 7), more=bytes(range(256)) * 800),
        "packed as fax noise": tiff(with_tag(259, 3, 1, 4), more=bytes(range(256)) * 800),
        "1,000 samples": tiff([*basic, (277, 3, 1, 300)], more=pixels),
        "64 bits": tiff(with_tag(258, 3, 1, 64), more=pixels),
        "directory within itself": tiff([*basic, (330, 4, 1, 8)], more=pixels),
        "EXIF within itself": tiff([*basic, (34665, 4, 1, 8)], more=pixels),
        "packed bomb": lambda: tiff(with_tag(259, 3, 1, 8), more=zlib_zeros(300)),
        "cut in the middle": cut(good, 0.5),
    }


def _directories(count: int) -> bytes:
    one = 6
    return b"II*\0\x08\0\0\0" + b"".join(struct.pack("<HI", 0, 8 + one * (n + 1)) for n in range(count))


def of_webp() -> tuple[dict[str, Content], dict[str, Content]]:
    good, lossless = saved("WEBP"), saved("WEBP", lossless=True)
    wide = b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + b"\xff" * 6
    frames = [Image.new("RGB", SIZE, (number % 256, 0, 0)) for number in range(300)]
    return {
        "16 million by 16 million": wide,
        "only a start": good[:12],
        "header alone": good[:30],
        "noise": good[:20] + bytes(range(256)) * 30,
    }, {
        "size that lies": good[:4] + b"\xff\xff\xff\xff" + good[8:],
        "size of nothing": good[:4] + bytes(4) + good[8:],
        "cut in the middle": cut(good, 0.5),
        "lossless and cut": cut(lossless, 0.5),
        "300 frames": lambda: saved("WEBP", frames[0], save_all=True, append_images=frames[1:]),
        "24 megapixels": lambda: saved("WEBP", painted((1_500, 1_000)).resize((6_000, 4_000)), method=0),
    }


def of_heic() -> tuple[dict[str, Content], dict[str, Content]]:
    good = saved("HEIF")
    meta = good.index(b"meta") - 4
    return {
        "only a brand": good[:meta],
        "box of 4 GB": good[:meta] + b"\xff\xff\xff\xff" + good[meta + 4 :],
        "box of nothing": good[:meta] + bytes(4) + good[meta + 4 : meta + 60],
        "cut at a tenth": cut(good, 0.1),
        "noise": good[:meta] + bytes(range(256)) * 30,
    }, {
        "size that lies": good.replace(b"ispe" + bytes(4), b"ispe\0\0\0\0\x00\x00\xff\xff\x00\x00\xff\xff", 1),
        "places that lie": good.replace(b"iloc", b"iloc\xff", 1),
        "cut in the middle": cut(good, 0.5),
        "cut at the end": cut(good, 0.95),
        "boxes 5,000 deep": good[:meta] + b"".join(struct.pack(">I", 40_000 - 8 * n) + b"meta" for n in range(5_000)),
        "12 megapixels": lambda: saved("HEIF", Image.new("RGB", (4_000, 3_000), "green"), quality=30),
    }


def hostile() -> list[Specimen]:
    formats: tuple[tuple[str, Callable[[], tuple[dict[str, Content], dict[str, Content]]]], ...] = (
        ("png", of_png),
        ("jpg", of_jpeg),
        ("gif", of_gif),
        ("tif", of_tiff),
        ("webp", of_webp),
        ("heic", of_heic),
    )
    found = []
    for suffix, make in formats:
        bad, doubtful = make()
        found += specimens(f"I10 {suffix}", f"foto.{suffix}", REJECTED, bad)
        found += specimens(f"I10 {suffix}", f"foto.{suffix}", EITHER, doubtful)
    return found
