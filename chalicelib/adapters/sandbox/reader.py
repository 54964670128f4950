"""
The reader of the offices' files, apart. Plain text too: the sandbox is warm, and a text can be hostile to what cleans it.
"""

import stat
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib import texts_es
from chalicelib.adapters.sandbox.launching import Sandbox
from chalicelib.adapters.sandbox.limits import limits_for
from chalicelib.adapters.sandbox.wire import ReadTask
from chalicelib.domain.errors import InvalidInputError
from chalicelib.ports import ReadMaterial, ReadPiece

MAX_PIECES = 1_000
MAX_PIECES_BYTES = 210_000_000


class SandboxedMaterialReader:
    """Reads as `FileMaterialReader` does, in a process apart."""

    def __init__(self, sandbox: Sandbox | None = None) -> None:
        """Take the sandbox; by default one of its own."""
        self._sandbox = sandbox or Sandbox()

    def read(self, name: str, file: Path, into: Path) -> ReadMaterial:
        """
        Give what a file is. What comes inside it is written below the folder `into`.

        Raises:
            InvalidInputError: it cannot be used, with the reason in Spanish.
            TransientServiceError: the sandbox could not be started.
        """
        with TemporaryDirectory() as folder:
            answer = self._sandbox.run(
                ReadTask(
                    folder=Path(folder),
                    file=file.absolute(),
                    limits=limits_for(name, file),
                    # What cannot be written in UTF-8 has no place in a name, nor in a message.
                    name=name.encode("utf-8", "replace").decode(),
                    into=into.absolute(),
                )
            )
        if answer.material is None:
            raise InvalidInputError(texts_es.FILE_UNREADABLE)
        return replace(answer.material, pieces=_checked(answer.material.pieces, into))


def _checked(pieces: tuple[ReadPiece, ...], into: Path) -> tuple[ReadPiece, ...]:
    """Take only files proper, within the folder and the limits: the sandbox is not believed."""
    if len(pieces) > MAX_PIECES:
        raise InvalidInputError(texts_es.FILE_UNREADABLE)
    sizes = [_size(piece.path, into) for piece in pieces if piece.path is not None]
    if sum(sizes) > MAX_PIECES_BYTES:
        raise InvalidInputError(texts_es.FILE_NEEDS_TOO_MUCH_MEMORY)
    return pieces


def _size(path: Path, into: Path) -> int:
    try:
        facts = path.lstat()
        is_within = path.is_absolute() and path.resolve(strict=True).is_relative_to(into.resolve(strict=True))
    except (OSError, ValueError, RuntimeError) as error:
        raise InvalidInputError(texts_es.FILE_UNREADABLE) from error
    if not is_within or not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1:
        raise InvalidInputError(texts_es.FILE_UNREADABLE)
    return facts.st_size
