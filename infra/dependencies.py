"""
What runs in Lambda beside our own code: fetched once per lock and kept, so that a second packaging needs no network.

The wheels are those for Lambda's own system, whatever the machine that packages: Python 3.11 on Amazon Linux 2, glibc 2.26.
A package without such a wheel stops the packaging; it would stop the function too. Versions are those of
`requirements-dev.txt`, so what is deployed is what the tests ran with. Kept trimmed and compiled.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from infra import compiling, trimming
from infra.compiling import compile_in_place_of_source
from infra.progress import step
from infra.settings import ROOT

REQUIREMENTS = ROOT / "requirements.txt"
LOCK = ROOT / "requirements-dev.txt"
PYTHON_VERSION = "3.11"
OLDEST_GLIBC_MINOR, LAMBDA_GLIBC_MINOR = 17, 26
MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}


def site_packages(architecture: str) -> Path:
    """Give a folder with the dependencies as the zip holds them; make it when this lock's is not there yet."""
    folder = ROOT / "build" / "dependencies" / f"{architecture}-{fingerprint()}"
    if not folder.is_dir():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        step("reuniendo lo que acompaña al código en Lambda (una vez por cada cambio de versiones)")
        fetch(unfinished, architecture)
        trim(unfinished)
        compile_in_place_of_source(unfinished)
        unfinished.rename(folder)
    return folder


def fingerprint() -> str:
    """Tell one lock, and one way of trimming, from another."""
    made_of = (REQUIREMENTS, LOCK, Path(trimming.__file__), Path(compiling.__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()[:16]


def fetch(folder: Path, architecture: str) -> None:
    """Fetch and unpack the wheels."""
    done = subprocess.run(pip_command(folder, architecture), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"No se pudo reunir lo que acompaña al código en Lambda:\n{done.stderr}")


def trim(folder: Path) -> None:
    """Remove what never runs in our functions."""
    for path in folder.rglob("*"):
        if path.is_file() and not trimming.is_needed(path.relative_to(folder).as_posix()):
            path.unlink()


def pip_command(target: Path, architecture: str) -> list[str]:
    """Ask pip for Lambda's wheels and nothing else. Each glibc is named: pip does not take an older one by itself."""
    wanted = ["--python-version", PYTHON_VERSION, "--implementation", "cp", "--only-binary=:all:"]
    wanted += [argument for abi in ("cp311", "abi3", "none") for argument in ("--abi", abi)]
    wanted += [argument for tag in platforms(MACHINES[architecture]) for argument in ("--platform", tag)]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    return [*pip, "--target", str(target), *wanted, "-r", str(REQUIREMENTS), "-c", str(LOCK)]


def platforms(machine: str) -> list[str]:
    """Name every platform whose wheels run on Lambda's glibc."""
    named = [f"manylinux_2_{minor}_{machine}" for minor in range(OLDEST_GLIBC_MINOR, LAMBDA_GLIBC_MINOR + 1)]
    return [*named, f"manylinux2014_{machine}"]
