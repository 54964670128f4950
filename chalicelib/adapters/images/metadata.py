"""Whether a picture carries place, person, device, comments or a thumbnail beside its pixels (I11): its containers are walked."""

from collections.abc import Callable

from PIL import Image

from chalicelib.adapters.images.claims import CrookedHeaderError
from chalicelib.adapters.images.jpeg_segments import is_bare
from chalicelib.adapters.images.kinds import Kind
from chalicelib.adapters.images.moving_headers import gif_blocks, webp_chunks
from chalicelib.adapters.images.tiff_header import first_page

_PNG_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST cICP mDCV cLLI acTL fcTL fdAT".split()
)
_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_GIF_CONTROL, _GIF_APPLICATION, _GIF_EXTENSION, _GIF_END = 0xF9, 0xFF, 0x21, 0x3B
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_TIFF_PICTURE = frozenset(
    {254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291}
    | {292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347}
    | {512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675}
)
"""TIFF 6.0's tags of how pixels are stored; everything else tells of who, where, when or with what."""

_HEIC_EXTRAS = ("exif", "xmp", "metadata", "thumbnails", "depth_images", "aux")


def has_metadata(content: bytes, kind: Kind, picture: Image.Image) -> bool:
    """Say whether there is anything beside pixels and colours; what cannot be walked is taken to have it."""
    if kind is Kind.HEIC:
        return any(picture.info.get(name) for name in _HEIC_EXTRAS)
    try:
        return not _IS_BARE[kind](content)
    except (CrookedHeaderError, IndexError):
        return True


def _is_bare_png(content: bytes) -> bool:
    at = 8
    while at + 12 <= len(content):
        kind = content[at + 4 : at + 8]
        if kind not in _PNG_PICTURE:
            return False
        at += 12 + int.from_bytes(content[at : at + 4])
        if kind == b"IEND":
            break
    return at == len(content)


def _is_bare_webp(content: bytes) -> bool:
    chunks = list(webp_chunks(content))
    end = chunks[-1][1] + chunks[-1][2] + chunks[-1][2] % 2
    return all(kind in _WEBP_PICTURE for kind, _, _ in chunks) and end >= len(content)


def _is_bare_gif(content: bytes) -> bool:
    for kind, start, _ in gif_blocks(content):
        if kind == _GIF_END:
            return start >= len(content)
        if kind == _GIF_EXTENSION and not _is_bare_extension(content, start):
            return False
    return True


def _is_bare_extension(content: bytes, start: int) -> bool:
    label = content[start]
    return label == _GIF_CONTROL or (label == _GIF_APPLICATION and content[start + 2 : start + 13] in _GIF_LOOPS)


def _is_bare_tiff(content: bytes) -> bool:
    return first_page(content).tags.keys() <= _TIFF_PICTURE


_IS_BARE: dict[Kind, Callable[[bytes], bool]] = {
    Kind.JPEG: is_bare,
    Kind.PNG: _is_bare_png,
    Kind.WEBP: _is_bare_webp,
    Kind.GIF: _is_bare_gif,
    Kind.TIFF: _is_bare_tiff,
}
