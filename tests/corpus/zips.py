"""Zips that lie, explode or point elsewhere: as a `.zip`, and as the packing of a Word or OpenDocument text (I06, I07)."""

import struct
import zipfile
import zlib
from functools import cache
from io import BytesIO

from tests.corpus.specimen import EITHER, REJECTED, Content, Specimen, specimens

Entry = tuple[str | zipfile.ZipInfo, bytes]
MEGABYTE = 1 << 20
TEXT = "El Municipio informa a la ciudadanía.".encode()


def zipped(*entries: Entry, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack entries, twice the same name if asked to."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content, compress_type=method)
    return file.getvalue()


@cache
def zeros(megabytes: int) -> bytes:
    """Give raw deflate of so many megabytes of nothing: one of them, packed to stand alone, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return one * megabytes + packer.flush()


@cache
def zlib_zeros(megabytes: int) -> bytes:
    """Give the same with zlib's head and checksum."""
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(bytes(MEGABYTE), check)
    return b"\x78\xda" + zeros(megabytes) + check.to_bytes(4, "big")


def entry_of(
    name: bytes, packed: bytes, *, size: int, crc: int = 0, flags: int = 0, method: int = 8
) -> tuple[bytes, bytes]:
    """Give an entry's local header with its bytes, and its fields for the directory: whatever they claim."""
    fields = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 33, crc, len(packed), size, len(name), 0)
    return b"PK\x03\x04" + fields + name + packed, fields


def directory(entries: list[tuple[bytes, bytes, int]], at: int, *, count: int | None = None) -> bytes:
    """Give the directory of entries (name, fields, where), and its end."""
    lines = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, where) + name
        for name, fields, where in entries
    )
    number = min(len(entries) if count is None else count, 0xFFFF)
    return lines + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, number, number, len(lines), at, 0)


def by_hand(name: str, packed: bytes, **claims: int) -> bytes:
    """Pack one entry that claims what it is told to."""
    local, fields = entry_of(name.encode(), packed, **claims)
    return local + directory([(name.encode(), fields, 0)], len(local))


def overlapping(name: str, entries: int = 400) -> bytes:
    """Let many entries of the directory point to the same bytes."""
    packed = zeros(1)
    local, fields = entry_of(name.encode(), packed, size=MEGABYTE, crc=zlib.crc32(bytes(MEGABYTE)))
    return local + directory([(name.encode(), fields, 0)] * entries, len(local))


def many(count: int) -> bytes:
    """List very many empty entries."""
    whole, listed = bytearray(), []
    for number in range(count):
        name = b"%06d.txt" % number
        local, fields = entry_of(name, b"", size=0, method=0)
        listed.append((name, fields, len(whole)))
        whole += local
    return bytes(whole) + directory(listed, len(whole))


def nested(name: str, depth: int, wide: int = 1) -> bytes:
    content = zipped((name, TEXT))
    for level in range(depth):
        content = zipped(*((f"{level}-{number}.zip", content) for number in range(wide)))
    return content


def linked(target: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("enlace.txt")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    entry.comment = target.encode()
    return entry


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def patched(content: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """Overwrite bytes at an offset from the last place of a mark."""
    at = content.rindex(mark) + offset
    return content[:at] + value + content[at + len(value) :]


def tricks(main: str) -> dict[str, Content]:
    """What can be wrong with a zip whose main entry has a name."""
    whole = zipped((main, TEXT), ("otro.txt", TEXT))
    deflated = zlib.compress(TEXT, 9)[2:-4]
    hostile: dict[str, Content] = {
        "bomb of 300 MB": lambda: by_hand(main, zeros(300), size=300 * MEGABYTE),
        "bomb that says it is small": lambda: by_hand(main, zeros(300), size=1000),
        "small that says it is 4 GB": by_hand(main, deflated, size=0xFFFFFFFE),
        "says its packed size is nothing": patched(whole, b"PK\x01\x02", 20, b"\0\0\0\0"),
        "400 entries over the same bytes": lambda: overlapping(main),
        "100,000 entries": lambda: many(100_000),
        "the same name twice": lambda: zipped((main, TEXT), (main, b"otra cosa")),
        "wrong checksum": by_hand(main, deflated, size=len(TEXT), crc=1),
        "encrypted": by_hand(main, deflated, size=len(TEXT), flags=1),
        "packed in an unknown way": by_hand(main, deflated, size=len(TEXT), method=99),
        "packed with bzip2": lambda: zipped((main, TEXT), method=zipfile.ZIP_BZIP2),
        "packed with lzma": lambda: zipped((main, bytes(20 * MEGABYTE)), method=zipfile.ZIP_LZMA),
        "no entries": zipped(),
        "only the end of the directory": b"PK\x05\x06" + bytes(18),
        "directory far beyond the end": patched(whole, b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"),
        "directory says 65,535 entries": patched(whole, b"PK\x05\x06", 8, b"\xff\xff\xff\xff"),
        "entry far beyond the end": patched(whole, b"PK\x01\x02", 42, b"\xff\xff\xff\x7f"),
        "comment longer than the file": patched(whole, b"PK\x05\x06", 20, b"\xff\xff"),
        "zip64 that is not there": patched(whole, b"PK\x05\x06", 8, b"\xff" * 12),
        "garbage in the packed bytes": by_hand(main, bytes(range(256)) * 8, size=5000),
        "names differ between entry and directory": whole.replace(main.encode(), b"x" * len(main.encode()), 1),
    }
    return hostile | {f"cut at {share}": cut(whole, share) for share in (0.1, 0.5, 0.8, 0.98)}


def strange_names() -> dict[str, Content]:
    """Entries that would be written elsewhere, or nowhere."""
    names = {
        "parent": "../../fuera.txt",
        "absolute": "/etc/cron.d/fuera.txt",
        "windows": "..\\..\\fuera.txt",
        "drive": "C:\\Windows\\fuera.txt",
        "share": "\\\\servidor\\fuera.txt",
        "control": "a\x01\x1b[2J\n.txt",
        "folder": "carpeta/",
        "dots": "....//....//fuera.txt",
        "turned": "\u202etxt.exe",
        "long": "a" * 60_000 + ".txt",
        "deep": "a/" * 3_000 + "b.txt",
        "device": "CON.txt",
        "hidden": "__MACOSX/._boletin.txt",
    }
    made: dict[str, Content] = {f"name {kind}": zipped((name, TEXT)) for kind, name in names.items()}
    return made | {
        "name with NUL": zipped(("a_b.txt", TEXT)).replace(b"a_b.txt", b"a\0b.txt"),
        "name not in UTF-8": zipped(("añ.txt", TEXT)).replace("añ".encode(), b"\xff\xfe\xfd"),
        "link out of the folder": zipped((linked("/etc/passwd"), b"/etc/passwd")),
        "name empty": by_hand("", zlib.compress(TEXT)[2:-4], size=len(TEXT), crc=zlib.crc32(TEXT)),
        "program": zipped(("virus.exe", b"MZ" + bytes(100)), ("a.js", b"alert(1)")),
    }


def _nested(name: str) -> list[Specimen]:
    """Zips in zips, under any name: they may be opened as far as a reader goes, whatever they are called."""
    contents: dict[str, Content] = {
        "nested forty deep": lambda: nested("boletin.txt", 40),
        "nested six deep and six wide": lambda: nested("boletin.txt", 6, 6),
    }
    return specimens(f"I06 {name.rpartition('.')[2]}", name, EITHER, contents)


def hostile() -> list[Specimen]:
    return [
        *specimens("I06 zip", "material.zip", EITHER, tricks("boletin.txt")),
        *specimens("I07 zip", "material.zip", EITHER, strange_names()),
        *(deep for name in ("material.zip", "boletin.docx", "boletin.odt") for deep in _nested(name)),
        *specimens("I06 docx", "boletin.docx", REJECTED, tricks("word/document.xml")),
        *specimens("I06 odt", "boletin.odt", REJECTED, tricks("content.xml")),
    ]
