"""The zip as Lambda gets it: unpacked, read-only in spirit, with nothing of this machine's packages beside it."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.package import ensure_package

RUNTIME_ENVIRONMENT = {
    "AWS_REGION": "mx-central-1",
    "AWS_DEFAULT_REGION": "mx-central-1",
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nobody",
    "PYTHONTZPATH": "",
}
PREAMBLE = "import json, os, sys; os.environ.update(json.loads(sys.argv[2])); sys.path.insert(0, sys.argv[1]); "

InZip = Callable[[str], Any]


@pytest.fixture(scope="session")
def archive() -> Path:
    """Package the code as it is now."""
    return ensure_package().zip_path


@pytest.fixture(scope="session")
def unzipped(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the zip somewhere else, with the permissions it gives, as Lambda does."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
        for entry in packed.infolist():
            (folder / entry.filename).chmod(entry.external_attr >> 16)
    return folder


@pytest.fixture(scope="session")
def in_zip(unzipped: Path) -> InZip:
    """
    Run Python that sees the standard library and the zip, and nothing else: no site packages, no environment.

    The code prints one JSON value, which is given back.
    """

    def run(code: str) -> Any:
        command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", PREAMBLE + code, str(unzipped)]
        done = subprocess.run(
            [*command, json.dumps(RUNTIME_ENVIRONMENT)], capture_output=True, text=True, check=False, cwd=unzipped
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return run
