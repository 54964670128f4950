"""
Compile modules for Lambda, whose code folder cannot be written: else each cold start would compile them again.

Ours keep their source beside them, so that an error in the log shows the line. Those of others are compiled in its place:
the zip is a fifth smaller, and an import has fewer places to look.
"""

import os
import subprocess
import sys
from pathlib import Path

LAMBDA_FOLDER = "/var/task"


def compile_beside_source(folder: Path) -> None:
    """Compile every module of a folder into its `__pycache__`."""
    _compile(folder)


def compile_in_place_of_source(folder: Path) -> None:
    """Compile every module of a folder and drop its source."""
    _compile(folder, "-b")
    for source in folder.rglob("*.py"):
        source.unlink()


def _compile(folder: Path, *how: str) -> None:
    """
    Compile under the path that the modules will have in Lambda, never to be checked against their source.

    In a process of its own with a fixed hash seed: the order of sets is part of the compiled code, and the same input must
    give the same zip.
    """
    paths = ["-s", str(folder), "-p", LAMBDA_FOLDER]
    command = [
        sys.executable,
        "-m",
        "compileall",
        "-q",
        "--invalidation-mode",
        "unchecked-hash",
        *how,
        *paths,
        str(folder),
    ]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})
