"""Reading a file as the procedure does: bytes on disk under a name of our own, a folder for what comes out."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from chalicelib.adapters.material import FileMaterialReader
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.domain.media import ImageFacts, VideoFacts
from chalicelib.ports import Logo, ReadMaterial, RenderedImage


def read(folder: Path, name: str, content: bytes, reader: FileMaterialReader | None = None) -> ReadMaterial:
    """Read a file whose bytes lie in a folder; what is inside it comes to lie in `inside`."""
    file, inside = folder / "received", folder / "inside"
    file.write_bytes(content)
    inside.mkdir(exist_ok=True)
    return (reader or FileMaterialReader()).read(name, file, inside)


def rejection(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read(folder, name, content)
    return str(caught.value)


def outcome_of(name: str, content: bytes) -> str:
    """Give what came of reading: nothing to say, or the reason of a rejection. Any other error is the test's to show."""
    with TemporaryDirectory() as folder:
        try:
            read(Path(folder), name, content)
        except InvalidInputError as error:
            return str(error)
    return ""


def summary(material: ReadMaterial) -> dict[str, str]:
    """Tell what came out of a file, by label: what it is for, or why it is rejected."""
    return {piece.name: piece.rejection or piece.role.value for piece in material.pieces}


def texts(material: ReadMaterial) -> dict[str, str]:
    return {piece.name: piece.text for piece in material.pieces if piece.text is not None}


def stored(folder: Path) -> list[str]:
    """Give the names under which something lies in the folder for what came out."""
    return sorted(str(path.relative_to(folder / "inside")) for path in (folder / "inside").rglob("*"))


def images(material: ReadMaterial) -> list[bytes]:
    return [piece.path.read_bytes() for piece in material.pieces if piece.role is FileRole.IMAGE and piece.path]


class AnyImages:
    """An image editor that takes whatever it is shown."""

    def __init__(self, facts: ImageFacts) -> None:
        self.facts = facts

    def check(self, content: bytes) -> ImageFacts:
        assert content
        return self.facts

    def render(
        self, content: bytes, specs: object, *, focus: object = None, logo: Logo | None = None
    ) -> dict[str, RenderedImage]:
        raise NotImplementedError


class AnyVideos:
    """A video editor that takes whatever it is shown, and remembers what it was."""

    def __init__(self, container: str) -> None:
        self.container = container
        self.seen: list[Path] = []

    def check(self, file: Path) -> VideoFacts:
        self.seen.append(file)
        return VideoFacts(
            container=self.container,
            video_codec="h264",
            width=1280,
            height=720,
            seconds=10,
            frames_per_second=30,
            size_bytes=file.stat().st_size,
        )

    def strip(self, file: Path, into: Path) -> None:
        raise NotImplementedError
