"""The pictures of a PDF, as material: large enough to be published, and no ornament repeated on its pages."""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from time import monotonic
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from chalicelib.adapters.documents.embedded import MAX_PICTURES, Keep

MIN_SIDE = 320
MAX_PIXELS = 25_000_000
MAX_OBJECTS = 2_000
"""How many things drawn on a page are looked at."""

_JPEG = ["DCTDecode"]
_PICTURE = re.compile(rb"/Subtype\s{0,10}/Image\b")
_JPEG_START = b"\xff\xd8"


class Album:
    """The pictures of a PDF's pages, each once, with how many times they are shown."""

    def __init__(self, content: bytes) -> None:
        """
        Begin with none. Pages are not looked through when the file has no picture at all: a picture is a stream of its own,
        whose dictionary is never packed (ISO 32000-1, 7.5.7).
        """
        self._is_needed = _PICTURE.search(content) is not None
        self._found: dict[str, bytes] = {}
        self._times = Counter[str]()

    def look(self, page: Any, until: float) -> None:
        """Take a page's pictures, as long as there is time and there are not too many."""
        for picture in _pictures(page) if self._is_needed else ():
            if monotonic() > until or len(self._found) > MAX_PICTURES:
                return
            content = _content(picture)
            digest = sha256(content).hexdigest()
            self._found.setdefault(digest, content)
            self._times[digest] += bool(content)

    def hand_over(self, keep: Keep) -> None:
        """Hand over those shown once, as JPEG where they are stored so; what is repeated is an ornament."""
        for number, (digest, content) in enumerate(self._found.items(), 1):
            if self._times[digest] == 1:
                keep(f"imagen{number}{'.jpg' if content.startswith(_JPEG_START) else '.png'}", content)


def _pictures(page: Any) -> Iterator[Any]:
    for number, picture in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        if number > MAX_OBJECTS:
            return
        width, height = picture.get_px_size()
        if min(width, height) >= MIN_SIDE and width * height <= MAX_PIXELS:
            yield picture


def _content(picture: Any) -> bytes:
    """Give a picture's bytes: its own where it was stored as JPEG, otherwise as PNG."""
    try:
        if picture.get_filters(skip_simple=True) == _JPEG:
            return bytes(picture.get_data(decode_simple=True))
        file = BytesIO()
        picture.get_bitmap(render=False).to_pil().save(file, "PNG", compress_level=1)
        return file.getvalue()
    except (pypdfium2.PdfiumError, OSError, ValueError, RuntimeError):
        # One picture in a way that PDFium does not know takes nothing from the text.
        return b""
