"""Which images we read, told by their first bytes and never by their name (I12, I13)."""

from enum import StrEnum

from chalicelib.adapters.image_signatures import SEEN_BYTES, image_format


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


def kind_of(content: bytes) -> Kind | None:
    """Tell a format by its first bytes; None for what is no image of ours, SVG and AVIF included."""
    name = image_format(content[:SEEN_BYTES])
    return Kind(name) if name else None
