"""
A large export: one day of very many objects, one of them a long film, copied in bounded memory and in one go.

    python -m tests.faults.exporting --count 100000 --seed 1

Tells the time, the most memory that the process took beyond the archive itself, and reads the whole ZIP again.
"""

import argparse
import random
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO

from chalicelib.domain.export import Export, ExportState, new_export
from chalicelib.domain.manifest import day_folder
from chalicelib.ports.exporting import KeptFile
from chalicelib.procedure.exporting import ExportPorts, make_exports
from tests.builders import NOW, TODAY
from tests.world import World

FILM_BYTES = 64 * 1024 * 1024
MOST_BYTES = 200 * 1024 * 1024
"""What the function may hold beyond its libraries: it has 1,024 MB."""

_CHUNK = bytes(1024 * 1024)


class GeneratedArchive:
    """An archive whose objects are made when they are read, so that its size is no memory of ours."""

    def __init__(self, count: int, seed: int) -> None:
        self.count, self._seed = count, seed

    def files(self, prefix: str) -> Iterator[KeptFile]:
        if prefix == day_folder(TODAY):
            for number in range(self.count):
                yield KeptFile(f"{prefix}comment/COM-{number:09d}/000001.json", "v1", 1_000)
            yield KeptFile(f"{prefix}media/{'0' * 64}.mp4", "v1", FILM_BYTES)

    def read(self, file: KeptFile) -> bytes:
        return random.Random(f"{self._seed}{file.key}").randbytes(500).hex().encode()

    def download(self, file: KeptFile, into: Path) -> None:
        with into.open("wb") as film:
            for _ in range(file.size_bytes // len(_CHUNK)):
                film.write(_CHUNK)


class DiskFiles:
    """The bucket of the copies, as a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self, key: str) -> Iterator[IO[bytes]]:
        path = self.folder / key.replace("/", "_")
        with path.open("wb") as sink:
            yield sink

    def link(self, key: str, name: str) -> str:
        return f"file://{self.folder / key}?{name}"

    def secret(self, export_id: str) -> bytes:
        return export_id.encode()

    def forget_secret(self, export_id: str) -> None:
        del export_id


def run(count: int, seed: int, folder: Path) -> list[str]:
    """Make a large export and give what was wrong with it."""
    world, archive = World(), GeneratedArchive(count, seed)
    ordered = new_export(by="ines", first=TODAY, last=TODAY, is_public=False, why="prueba", now=NOW)
    world.put(ordered)
    ports = ExportPorts(
        records=world.records,
        archive=archive,
        media=world.media,
        files=DiskFiles(folder),
        clock=world.clock,
        find=lambda _: Counter(),
        hide=lambda text, _: text,
        institutional=frozenset(),
    )
    tracemalloc.start()
    began = time.monotonic()
    make_exports(ports, world.clock.now() + timedelta(minutes=15))
    seconds = time.monotonic() - began
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    made = world.the(ordered.id)
    print(
        f"{count:,} objects: {seconds:.1f} s (traced), {most / 2**20:.0f} MB at the most, {made.files[0].size_bytes:,} bytes"
    )
    problems = [f"{most:,} bytes of memory"] if most > MOST_BYTES else []
    return problems + _compared(made, archive, next(folder.iterdir()))


def _compared(made: Export, archive: GeneratedArchive, path: Path) -> list[str]:
    """Read all of it again."""
    problems = [] if made.state is ExportState.MADE else [f"it is {made.state}"]
    with path.open("rb") as file:
        if sha256(file.read()).hexdigest() != made.files[0].sha256:
            problems.append("its hash is another")
    with zipfile.ZipFile(path) as opened:
        *small, film = archive.files(day_folder(TODAY))
        problems += [one.key for one in small if opened.read(f"objects/{one.key}") != archive.read(one)]
        if opened.getinfo(f"objects/{film.key}").file_size != FILM_BYTES:
            problems.append("the film is shorter")
        if sum(name.startswith("objects/") for name in opened.namelist()) != archive.count + 1:
            problems.append("it has more or fewer objects")
    return problems


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        problems = run(typed.count, typed.seed, Path(folder))
    print("\n".join(problems[:20]) or "equal")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
