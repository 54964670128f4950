"""Files that carry others, a zip or a letter: each file in them with the reader of any file, its neighbours unaffected."""

from collections.abc import Callable
from pathlib import Path

from chalicelib import texts_es
from chalicelib.adapters.documents.mail import read_letter
from chalicelib.adapters.material.bundles import open_bundle
from chalicelib.adapters.material.labels import label_of
from chalicelib.adapters.material.unpacking import ExpandsTooFarError, Unpacking
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.material import FileRole
from chalicelib.ports import ReadMaterial, ReadPiece

ReadOne = Callable[[str, Path, Unpacking], ReadMaterial]


def open_zip(file: Path, unpacking: Unpacking, read_one: ReadOne) -> ReadMaterial:
    """
    Read every file of a zip, in the order of their names.

    Raises:
        InvalidInputError: it is damaged, empty, within another, or expands beyond what a file may hold in all.
    """
    with unpacking.deeper(into_bundle=True), open_bundle(file) as bundle:
        for entry in bundle.entries:
            name, path = unpacking.label(entry.label), unpacking.place()
            try:
                bundle.extract(entry, path, unpacking.count)
            except ExpandsTooFarError:
                raise
            except InvalidInputError as error:
                path.unlink(missing_ok=True)
                unpacking.add(ReadPiece(name, FileRole.REJECTED, rejection=str(error)))
                continue
            _read_inside(name, path, unpacking, read_one)
    return ReadMaterial(FileRole.BUNDLE, "application/zip", notes=unpacking.notes, pieces=tuple(unpacking.pieces))


def open_letter(file: Path, unpacking: Unpacking, read_one: ReadOne) -> ReadMaterial:
    """
    Read a letter: its own text, and what is attached to it.

    Raises:
        InvalidInputError: it is damaged, holds nothing that can be used, or more than a file may hold in all.
    """
    before = len(unpacking.pieces)
    with unpacking.deeper(into_bundle=False):
        letter = read_letter(file.read_bytes())
        for attachment in letter.attachments:
            unpacking.count(len(attachment.content))
            name, path = unpacking.label(label_of(attachment.name)), unpacking.place()
            path.write_bytes(attachment.content)
            _read_inside(name, path, unpacking, read_one, may_be_ornament=attachment.is_inline)
    if not letter.text and len(unpacking.pieces) == before:
        raise InvalidInputError(texts_es.LETTER_EMPTY)
    role = FileRole.TEXT if letter.text else FileRole.BUNDLE
    notes = (*letter.notes, *unpacking.notes)
    return ReadMaterial(role, "message/rfc822", letter.text or None, notes=notes, pieces=tuple(unpacking.pieces))


def is_ornament(error: InvalidInputError) -> bool:
    """Say whether a picture was refused for being small: a logo of a signature, a line, an icon."""
    return str(error) == texts_es.IMAGE_TOO_SMALL


def _read_inside(
    name: str, path: Path, unpacking: Unpacking, read_one: ReadOne, *, may_be_ornament: bool = False
) -> None:
    """Read a file that came out of another and keep what it is; where it cannot be used, keep why."""
    before = len(unpacking.pieces)
    try:
        material = read_one(name, path, unpacking)
    except ExpandsTooFarError:
        raise
    except InvalidInputError as error:
        path.unlink(missing_ok=True)
        if not (may_be_ornament and is_ornament(error)):
            unpacking.add(ReadPiece(name, FileRole.REJECTED, rejection=str(error)))
        return
    if material.role in {FileRole.IMAGE, FileRole.VIDEO}:
        unpacking.add_file(name, path, material)
        return
    path.unlink()
    if material.role is not FileRole.BUNDLE:
        piece = ReadPiece(
            name, material.role, material.mime_type, material.text, order=material.order, notes=material.notes
        )
        unpacking.add(piece, at=before)
