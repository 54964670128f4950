"""
The zip: our code, Chalice's own run time and the dependencies, compiled (`compiling`), without what never runs (`trimming`).

The same input gives the same bytes.
"""

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from infra.compiling import compile_beside_source
from infra.trimming import is_needed

LONG_AGO = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE, RUNNABLE_FILE = 0o644, 0o755
PROGRAMS = "imageio_ffmpeg/binaries/ffmpeg-*"
"""What is run as a process of its own: Lambda takes the permissions of a file from the zip."""


def lay_out(chalice_zip: Path, dependencies: Path, folder: Path) -> None:
    """
    Lay out everything that the zip will hold.

    Of what Chalice packed only `app.py` stays out: it is a table of contents that no function loads.
    """
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(chalice_zip) as packed:
        packed.extractall(folder, [name for name in packed.namelist() if name != "app.py" and is_needed(name)])
    compile_beside_source(folder)
    shutil.copytree(dependencies, folder, copy_function=os.link, dirs_exist_ok=True)


def pack(folder: Path, archive: Path) -> None:
    """Write the zip: sorted, dated long ago, readable by all."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for source in files(folder):
            entry = zipfile.ZipInfo(source.relative_to(folder).as_posix(), LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (RUNNABLE_FILE if is_runnable(source) else PLAIN_FILE) << 16
            packed.writestr(entry, source.read_bytes())


def is_runnable(source: Path) -> bool:
    """Say whether a file is a library or a program."""
    return ".so" in source.suffixes or source.match(PROGRAMS)


def files(folder: Path) -> Iterator[Path]:
    """Go through the files of a folder, always in the same order."""
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))
