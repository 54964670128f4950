"""What comes out of a file: counted while it comes, kept under names of our own (I06, I07)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadMaterial, ReadPiece

MAX_PIECES = 60
MAX_TEXTS = 24
MAX_EXPANDED_BYTES = 80_000_000
MAX_DEPTH = 2
"""How many carriers may lie within each other: a letter and a zip in it, but nothing that carries others in that."""

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heic",
    "image/tiff": ".tif",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
}


class ExpandsTooFarError(InvalidInputError):
    """More comes out of a file than any material is: not a part, the whole file is refused."""


class Unpacking:
    """One file's unpacking, however deep: the folder it goes into, the pieces and bytes so far."""

    def __init__(self, into: Path) -> None:
        """Begin with nothing."""
        self._into = into
        self._bytes = self._texts = self._number = self._depth = 0
        self._labels: dict[str, int] = {}
        self._has_left_out = self._in_bundle = False
        self.pieces: list[ReadPiece] = []

    @property
    def is_inside(self) -> bool:
        """Whether what is read now came out of another file."""
        return self._depth > 0

    @contextmanager
    def deeper(self, *, into_bundle: bool) -> Iterator[None]:
        """
        Go into a file that carries others.

        Raises:
            InvalidInputError: it lies too deep, or is a zip within a zip.
        """
        if into_bundle and self._in_bundle:
            raise InvalidInputError(texts_es.ZIP_NESTED)
        if self._depth >= MAX_DEPTH:
            raise InvalidInputError(texts_es.INSIDE_TOO_DEEP)
        before = self._depth, self._in_bundle
        self._depth, self._in_bundle = self._depth + 1, self._in_bundle or into_bundle
        try:
            yield
        finally:
            self._depth, self._in_bundle = before

    def count(self, size: int) -> None:
        """
        Count bytes that came out.

        Raises:
            ExpandsTooFarError: they are more than a file may hold in all.
        """
        self._bytes += size
        if self._bytes > MAX_EXPANDED_BYTES:
            raise ExpandsTooFarError(texts_es.ZIP_TOO_LARGE)

    def place(self) -> Path:
        """Give a path that is free, below our folder, whatever the file is called elsewhere."""
        self._number += 1
        return self._into / f"{self._number - 1:03}"

    def label(self, wanted: str) -> str:
        """Give a label, with a number where another file has it already."""
        times = self._labels[wanted] = self._labels.get(wanted, 0) + 1
        if times == 1:
            return wanted
        stem, dot, suffix = wanted.rpartition(".")
        return f"{stem} ({times}).{suffix}" if dot else f"{wanted} ({times})"

    def add(self, piece: ReadPiece, at: int | None = None) -> None:
        """Keep a piece, the last or at a place; beyond the most there may be it is left out."""
        is_text = piece.text is not None
        if len(self.pieces) >= MAX_PIECES or (is_text and self._texts >= MAX_TEXTS):
            self._has_left_out = True
            return
        self._texts += is_text
        self.pieces.insert(len(self.pieces) if at is None else at, piece)

    def add_file(self, name: str, path: Path, material: ReadMaterial) -> None:
        """Keep a picture or a video whose bytes lie in a place of ours, under the ending of what it is."""
        kept = path.rename(path.with_suffix(_SUFFIXES.get(material.mime_type, ".bin")))
        self.add(ReadPiece(name, material.role, material.mime_type, notes=material.notes, path=kept))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know about the whole."""
        return (texts_es.PIECES_LEFT_OUT,) if self._has_left_out else ()
