"""What the bytes of a picture are, by their content: type and size. Nothing is decoded."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError


@dataclass(frozen=True)
class PictureFacts:
    """Format as Pillow names it (`JPEG`), its media type, and its size in pixels."""

    format: str
    mime_type: str
    width: int
    height: int

    @property
    def ratio(self) -> float:
        """Give width by height."""
        return self.width / self.height


def look_at(content: bytes) -> PictureFacts | None:
    """Give what a picture's header says, or None when the bytes are no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content)) as picture:
                return _facts(picture)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def _facts(picture: Image.Image) -> PictureFacts:
    name = picture.format or ""
    return PictureFacts(name, Image.MIME.get(name, "application/octet-stream"), picture.width, picture.height)
