"""Which images we read, told by their first bytes and never by their name (I12, I13)."""

from enum import StrEnum


class Kind(StrEnum):
    """A format we read, by the name Pillow gives it."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    HEIC = "HEIF"
    TIFF = "TIFF"
    GIF = "GIF"

    @property
    def mime_type(self) -> str:
        """Give the type as the web names it."""
        return "image/heic" if self is Kind.HEIC else f"image/{self.value.lower()}"

    @property
    def spoken(self) -> str:
        """Give the name a person of the municipality knows."""
        return {Kind.WEBP: "WebP", Kind.HEIC: "HEIC"}.get(self, self.value)


_STARTS = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
)
_HEVC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
_ANY_BRANDS = (b"mif1", b"msf1")
"""Brands that say «a picture in an ISO file» and leave the coding to the compatible brands after them."""

_SEEN_BYTES = 64


def kind_of(content: bytes) -> Kind | None:
    """Tell a format by its first 64 bytes; None for what is no image of ours, SVG and AVIF included."""
    head = content[:_SEEN_BYTES]
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    return Kind.HEIC if _is_heic(head) else None


def is_image(content: bytes) -> bool:
    """Say whether bytes begin as one of the formats we read; the first 64 bytes are enough."""
    return kind_of(content) is not None


def _is_heic(head: bytes) -> bool:
    """ISO/IEC 23008-12: the first box is `ftyp`, its brand the picture's, or a general one beside one of HEVC."""
    if head[4:8] != b"ftyp":
        return False
    brand = head[8:12]
    others = head[16 : min(len(head), int.from_bytes(head[:4]))]
    named = {others[at : at + 4] for at in range(0, len(others) - 3, 4)}
    return brand in _HEVC_BRANDS or (brand in _ANY_BRANDS and bool(named & set(_HEVC_BRANDS)))
