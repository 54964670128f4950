"""
Fetches the ZIP of each day and lays its files into one folder, in bounded memory, and goes on where it was interrupted.

A ZIP is held against the hash that Portavoz tells before anything of it is used. What is laid down is the archive to the byte;
the lists of records of several days are put together into one.
"""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import IO, Any

import requests

from . import export_texts as texts
from .asking import TIMEOUT_SECONDS, SilentError
from .errors import UnreadableError

CHUNK_BYTES = 1024 * 1024
ZIPS = ".dias"
"""Where the ZIPs lie until all are there."""

_READ_ME = "LEEME.txt"
_FIRST, _BETWEEN, _LAST = b"[\n", b",\n", b"\n]\n"
_NEXT_DAY = b"\n" + b"-" * 100 + b"\n\n"
Tick = Callable[[int], None]


def fetch(session: requests.Session, file: dict[str, Any], folder: Path) -> Path:
    """
    Fetch the ZIP of a day, unless it is there already.

    Raises:
        SilentError: it did not arrive, or not as it was made.
    """
    path = folder / ZIPS / f"{file['day']}-{file['sha256'][:16]}.zip"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    digest = hashlib.sha256()
    try:
        with session.get(file["url"], stream=True, timeout=TIMEOUT_SECONDS, allow_redirects=False) as answer:
            answer.raise_for_status()
            with unfinished.open("wb") as into:
                for chunk in answer.iter_content(CHUNK_BYTES):
                    digest.update(chunk)
                    into.write(chunk)
    except requests.RequestException as exc:
        raise SilentError(texts.damaged(file["day"])) from exc
    if digest.hexdigest() != file["sha256"]:
        unfinished.unlink()
        raise SilentError(texts.damaged(file["day"]))
    return unfinished.rename(path)


def lay_down(zips: Iterable[Path], folder: Path, tick: Tick) -> None:
    """
    Lay the files of all days into the folder; safe to repeat.

    Raises:
        UnreadableError: a name would lead out of the folder.
    """
    views = _Views(folder)
    for number, path in enumerate(sorted(zips), start=1):
        with zipfile.ZipFile(path) as opened:
            for entry in opened.infolist():
                name = _checked(entry.filename)
                with opened.open(entry) as content:
                    views.add(name, content) if _is_view(name) else _copied(content, folder / name)
        tick(number)
    views.close()


def _is_view(name: str) -> bool:
    return name in {"records.json", _READ_ME} or name.startswith("records/")


def _copied(content: IO[bytes], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as into:
        shutil.copyfileobj(content, into, CHUNK_BYTES)


def _checked(name: str) -> str:
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in parts[0] or "\0" in name:
        raise UnreadableError(texts.unsafe(name))
    return name


class _Views:
    """The lists of records of several days, and what each says of itself, put together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: set[str] = set()
        self._has_records = False

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a day's list: of JSON its lines, of a table all but its heading."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab" if name in self._begun else "wb") as into:
            if name == "records.json":
                self._add_lines(content, into)
            elif name == _READ_ME:
                # Each day says what was removed of it: none may hide another.
                into.write(_NEXT_DAY if name in self._begun else b"")
                shutil.copyfileobj(content, into, CHUNK_BYTES)
            else:
                heading = content.readline()
                into.write(b"" if name in self._begun else heading)
                shutil.copyfileobj(content, into, CHUNK_BYTES)
        self._begun.add(name)

    def close(self) -> None:
        """End the JSON."""
        if "records.json" in self._begun:
            with (self._folder / "records.json").open("ab") as into:
                into.write(_LAST if self._has_records else b"[\n]\n")

    def _add_lines(self, content: IO[bytes], into: IO[bytes]) -> None:
        for line in content:
            if line.startswith(b"{"):
                into.write((_BETWEEN if self._has_records else _FIRST) + line.rstrip(b",\n"))
                self._has_records = True
