"""
What the first bytes of a picture say it is: the one table for whoever tells files apart and for whoever opens pictures (I13).

Imports nothing, so that looking at a file costs no library of images.
"""

SEEN_BYTES = 256
"""How much of a file's beginning tells, the list of brands of an ISO file with it."""

_STARTS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
)
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
STILL_BASES = frozenset({b"mif1", b"msf1"})
"""Brands that say «a picture in an ISO file» and leave the coding to the compatible brands after them."""
PICTURE_BRANDS = _HEVC_BRANDS | STILL_BASES | {b"avif", b"avis"}
"""Brands that no video bears."""


def image_format(start: bytes) -> str | None:
    """Name the picture's format by its first 256 bytes, as Pillow does; None for what is none of ours, SVG and AVIF included."""
    for signature, name in _STARTS:
        if start.startswith(signature):
            return name
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    return "HEIF" if _is_heic(start[:SEEN_BYTES]) else None


def _is_heic(head: bytes) -> bool:
    """ISO/IEC 23008-12: the first box is `ftyp`, its brand the picture's, or a general one beside one of HEVC."""
    if head[4:8] != b"ftyp":
        return False
    brand, ends_at = head[8:12], min(len(head), int.from_bytes(head[:4]))
    compatible = {head[at : at + 4] for at in range(16, ends_at - 3, 4)}
    return brand in _HEVC_BRANDS or (brand in STILL_BASES and bool(compatible & _HEVC_BRANDS))
