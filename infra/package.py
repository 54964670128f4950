"""
`make package`: from code and template to `build/packaged/sam.json` and `build/packaged/deployment.zip`.

Chalice packages a staged copy of the project without requirements, so that it need not fetch them at each change of our own
code; the dependencies are added afterwards, from a folder kept per lock. Nothing is done when nothing changed.
"""

import argparse
import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chalicelib.adapters.catalogue import load_catalogue
from infra import bundle, policies, template
from infra.dependencies import LOCK, PYTHON_VERSION, REQUIREMENTS, site_packages
from infra.progress import step
from infra.settings import CHALICE_STAGE, ROOT

BUILD = ROOT / "build"
STAGED = BUILD / "chalice"
UNZIPPED = BUILD / "unzipped"
PACKAGED = BUILD / "packaged"
INPUTS = PACKAGED / "inputs.sha256"
ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}
REGION = "mx-central-1"
"""Chalice asks for a region although the package is the same in every one."""

CODE = ("app.py", "chalicelib", "functions", "infra", ".chalice/config.json")


@dataclass(frozen=True)
class Package:
    """What is deployed: a SAM template whose functions name `zip_path`, and that zip."""

    template_path: Path = PACKAGED / "sam.json"
    zip_path: Path = PACKAGED / "deployment.zip"


def ensure_package(architecture: str | None = None) -> Package:
    """Give the package of the code as it is now, for this machine's processor unless told otherwise."""
    wanted = architecture or this_architecture()
    made_of = fingerprint(wanted)
    with alone():
        if is_fresh(made_of):
            return Package()
        began = time.monotonic()
        build(wanted)
        INPUTS.write_text(made_of)
        step(f"paquete listo: {megabytes(Package().zip_path)} MB ({time.monotonic() - began:.1f} s)")
    return Package()


@contextmanager
def alone() -> Iterator[None]:
    """Let one process package at a time: tests may run side by side."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def this_architecture() -> str:
    """Name this machine's processor as Lambda does: the local stack runs the very zip that is deployed."""
    return ARCHITECTURES[platform.machine().lower()]


def is_fresh(made_of: str) -> bool:
    """Say whether the package at hand was made of these inputs."""
    return INPUTS.is_file() and INPUTS.read_text() == made_of


def fingerprint(architecture: str) -> str:
    """Tell one set of inputs from another."""
    digest = hashlib.sha256(architecture.encode())
    for path in sorted([*inputs(), REQUIREMENTS, LOCK]):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def inputs() -> list[Path]:
    """List the files that the package is made of."""
    roots = [ROOT / name for name in CODE]
    found = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*"))]
    return [path for path in found if path.is_file() and "__pycache__" not in path.parts]


def build(architecture: str) -> None:
    """Make the package anew, unless the catalogue says something that it may not."""
    if sys.version_info[:2] != tuple(map(int, PYTHON_VERSION.split("."))):
        raise SystemExit(f"Lambda corre Python {PYTHON_VERSION}: empaquete con el mismo")
    load_catalogue()
    dependencies = site_packages(architecture)
    template.write(BUILD / "infra.json")
    stage(architecture)
    run_chalice()
    bundle.lay_out(STAGED / "out" / "deployment.zip", dependencies, UNZIPPED)
    PACKAGED.mkdir(parents=True, exist_ok=True)
    INPUTS.unlink(missing_ok=True)
    bundle.pack(UNZIPPED, Package().zip_path)
    shutil.copyfile(STAGED / "out" / "sam.json", Package().template_path)


def stage(architecture: str) -> None:
    """Lay out the project as Chalice wants it, without requirements, for one processor."""
    shutil.rmtree(STAGED, ignore_errors=True)
    (STAGED / "vendor").mkdir(parents=True)
    for name, place in (("app.py", "app.py"), ("chalicelib", "chalicelib"), ("functions", "vendor/functions")):
        (STAGED / place).symlink_to(ROOT / name)
    shutil.copytree(ROOT / ".chalice", STAGED / ".chalice", ignore=shutil.ignore_patterns("deploy*"))
    policies.write(STAGED / ".chalice")
    config = json.loads((STAGED / ".chalice" / "config.json").read_text())
    config["lambda_architecture"] = architecture
    (STAGED / ".chalice" / "config.json").write_text(json.dumps(config))


def run_chalice() -> None:
    """Let Chalice write functions, triggers and API, with our part of the template merged over them."""
    command = [str(Path(sys.executable).with_name("chalice")), "--project-dir", str(STAGED), "package"]
    command += ["--stage", CHALICE_STAGE, "--merge-template", str(BUILD / "infra.json"), str(STAGED / "out")]
    environment = {**os.environ, "AWS_DEFAULT_REGION": REGION, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"Chalice no pudo empaquetar la aplicación:\n{done.stdout}{done.stderr}")


def megabytes(path: Path) -> str:
    """Give a file's size."""
    return f"{path.stat().st_size / 1e6:.1f}"


def main() -> None:
    """Package, and say where."""
    parser = argparse.ArgumentParser(description="Empaqueta Portavoz para Lambda.")
    parser.add_argument("--architecture", choices=sorted(set(ARCHITECTURES.values())))
    package = ensure_package(parser.parse_args().architecture)
    print(f"{package.zip_path.relative_to(ROOT)} ({megabytes(package.zip_path)} MB), {package.template_path.name}")


if __name__ == "__main__":
    main()
