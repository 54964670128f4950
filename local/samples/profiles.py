"""Colour profiles as telephones and cameras write them (ICC.1:2022), made from their primaries alone."""

import struct

Primaries = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

DISPLAY_P3: Primaries = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
ADOBE_RGB: Primaries = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""Red, green and blue in XYZ, adapted to D50."""

_D50 = (0.9642, 1.0, 0.82491)
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER_BYTES = 128


def a_profile(primaries: Primaries, name: str) -> bytes:
    """Give a profile of a display with these primaries and the curve of sRGB; `name` stands in it to be read."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(_fixed(number) for number in _SRGB_CURVE)
    tags = {b"desc": _text(name), b"cprt": _text(name), b"wtpt": _xyz(_D50)}
    for letter, place in zip((b"r", b"g", b"b"), primaries, strict=True):
        tags |= {letter + b"XYZ": _xyz(place), letter + b"TRC": curve}
    table, data = struct.pack(">I", len(tags)), b""
    start = _HEADER_BYTES + 4 + 12 * len(tags)
    for tag, content in tags.items():
        table += tag + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    return _header(start + len(data)) + table + data


def _header(length: int) -> bytes:
    white = b"".join(_fixed(number) for number in _D50)
    kind = struct.pack(">I4sI4s4s4s", length, b"none", 0x04000000, b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp")
    return (kind + made + bytes(28) + white).ljust(_HEADER_BYTES, b"\x00")


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _xyz(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(_fixed(number) for number in place)


def _text(words: str) -> bytes:
    return b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"esMX", len(words) * 2, 28) + words.encode("utf-16-be")
