"""Pictures that a document carries: which of its parts they are, read one at a time within limits (I08)."""

import posixpath
from collections.abc import Callable, Iterable
from zipfile import ZipFile

from chalicelib.adapters.documents.packed import part

MAX_PICTURES = 20
MAX_PICTURE_BYTES = 20_000_000

Keep = Callable[[str, bytes], None]
"""What takes a picture found inside a document: its own name there, and its bytes."""


def nowhere(name: str, content: bytes) -> None:
    """Take a picture and forget it: for whoever only wants the text."""
    del name, content


def keep_parts(archive: ZipFile, names: Iterable[str], folder: str, keep: Keep) -> None:
    """Hand over the parts that lie in a document's folder of pictures, each once, in the order they are shown."""
    inside = [name for name in dict.fromkeys(names) if name.startswith(folder)]
    for name in inside[:MAX_PICTURES]:
        entry = part(archive, name)
        if entry is not None:
            with archive.open(entry) as stream:
                # One byte too many is enough for whoever checks the picture to say that it is too large.
                keep(posixpath.basename(name), stream.read(MAX_PICTURE_BYTES + 1))
