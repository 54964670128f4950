"""The image editor, apart: pictures go in and renditions come out as files; nothing is decoded in our process."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.adapters.sandbox.launching import Sandbox
from chalicelib.adapters.sandbox.limits import DOCUMENT, RENDERING
from chalicelib.adapters.sandbox.verdicts import regular_bytes
from chalicelib.adapters.sandbox.wire import Answer, CheckTask, RenderTask, rendition_file
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.media import FocalPoint, ImageFacts
from chalicelib.ports import Logo, RenderedImage, RenditionSpec


class SandboxedImageEditor:
    """Checks and renders as `PillowImageEditor` does, in a process apart."""

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        """Take the sandbox; by default one of its own."""
        self._sandbox = sandbox or Sandbox()

    def check(self, content: bytes) -> ImageFacts:
        """Say what a picture is. Raises InvalidInputError with the reason in Spanish when it cannot be used."""
        with TemporaryDirectory() as made:
            folder = Path(made)
            file = _kept(folder / "picture", content)
            facts = self._sandbox.run(CheckTask(folder=folder, file=file, limits=DOCUMENT)).facts
        if facts is None:
            raise InvalidInputError(texts_es.FILE_UNREADABLE)
        return facts

    def render(
        self,
        content: bytes,
        specs: Mapping[str, RenditionSpec],
        *,
        focus: FocalPoint | None = None,
        logo: Logo | None = None,
    ) -> dict[str, RenderedImage]:
        """
        Make one rendition per spec, as `PillowImageEditor` does.

        Raises:
            InvalidInputError: the image is damaged, or beyond the limits.
            TransientServiceError: the sandbox could not be started.
        """
        with TemporaryDirectory() as made:
            folder = Path(made)
            task = RenderTask(
                folder=folder,
                file=_kept(folder / "picture", content),
                limits=RENDERING,
                specs=dict(specs),
                focus=focus,
                logo=_laid_out(logo, folder),
            )
            return _with_bytes(self._sandbox.run(task), specs, folder)


def _kept(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def _laid_out(logo: Logo | None, folder: Path) -> Logo | None:
    """Put the logo's pictures beside the picture, and leave them out of the message."""
    if logo is None:
        return None
    _kept(folder / "for_light", logo.for_light)
    _kept(folder / "for_dark", logo.for_dark)
    return replace(logo, for_light=b"", for_dark=b"")


def _with_bytes(answer: Answer, specs: Mapping[str, RenditionSpec], folder: Path) -> dict[str, RenderedImage]:
    """Put each rendition's bytes back into it, within what its spec allows."""
    if answer.renditions is None or answer.renditions.keys() != specs.keys():
        raise InvalidInputError(texts_es.FILE_UNREADABLE)
    made = answer.renditions
    try:
        return {
            name: replace(made[name], content=regular_bytes(rendition_file(folder, number), spec.max_bytes))
            for number, (name, spec) in enumerate(specs.items())
        }
    except OSError as error:
        raise InvalidInputError(texts_es.FILE_UNREADABLE) from error
