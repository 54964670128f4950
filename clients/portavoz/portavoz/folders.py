"""An export in a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from . import verify_texts as texts
from .errors import UnreadableError


class FolderSource:
    """A folder. A link in it is refused: it may lead out of it."""

    def __init__(self, root: Path) -> None:
        # Of very many files, a Path for each would take as long as reading it.
        self._root = str(root)

    def names(self, folder: str) -> list[str]:
        """Give the names of all files below a folder, in order."""
        return sorted(self._below(folder))

    def inside(self, folder: str) -> tuple[list[str], list[str]]:
        """Give the names of the folders and of the files directly in a folder, in order."""
        entries = sorted(self._entries(folder))
        return [name for name, is_folder in entries if is_folder], [
            name for name, is_folder in entries if not is_folder
        ]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file for reading."""
        with open(f"{self._root}/{name}", "rb") as file:  # noqa: PTH123 - see above
            yield file

    def _below(self, folder: str) -> Iterator[str]:
        for name, is_folder in self._entries(folder):
            if is_folder:
                yield from self._below(f"{folder}{name}/")
            else:
                yield folder + name

    def _entries(self, folder: str) -> list[tuple[str, bool]]:
        try:
            with os.scandir(f"{self._root}/{folder}") as entries:
                found = [
                    (entry.name, entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False))
                    for entry in entries
                ]
        except (FileNotFoundError, NotADirectoryError):
            return []
        for name, is_folder, is_file in found:
            if not is_folder and not is_file:
                raise UnreadableError(texts.leads_out(folder + name))
        return [(name, is_folder) for name, is_folder, _ in found]
