"""A film's bytes, piece by piece: whatever its size, one piece at a time is in memory."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import BinaryIO

from chalicelib.adapters.networks.x.media import MEDIA_REFUSED
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.ports import OutgoingMedia

PART_BYTES = 4_000_000
"""X's guide says 5 MB at most; the smaller the part, the less is lost with a cut connection."""

MAX_PARTS = 1000
"""`segment_index` goes from 0 to 999."""


class FilmFile:
    """The bytes of a video, which lie in a file, or of a moving picture, which are in memory."""

    def __init__(self, film: OutgoingMedia, part_bytes: int = PART_BYTES) -> None:
        """Take the film; nothing is read yet."""
        self._film = film
        self._part_bytes = part_bytes

    @property
    def size_bytes(self) -> int:
        """Tell how many bytes there are."""
        return self._film.file.stat().st_size if self._film.file else len(self._film.content)

    @property
    def part_count(self) -> int:
        """Tell in how many parts they go up."""
        return -(-self.size_bytes // self._part_bytes)

    def check(self) -> None:
        """Refuse what cannot go up in parts, before anything is sent: nothing at all, or more than a thousand parts."""
        if not 0 < self.part_count <= MAX_PARTS:
            raise RejectedByServiceError(f"X: a film of {self.size_bytes} bytes", code=MEDIA_REFUSED)

    def parts(self, first: int) -> Iterator[tuple[int, bytes]]:
        """Give the parts from one on, with their numbers."""
        with closing(self._open()) as content:
            content.seek(first * self._part_bytes)
            for index in range(first, self.part_count):
                yield index, content.read(self._part_bytes)

    def _open(self) -> BinaryIO:
        return self._film.file.open("rb", buffering=0) if self._film.file else BytesIO(self._film.content)
