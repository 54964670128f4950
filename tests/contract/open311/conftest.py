"""The public clients, installed as anybody would, into a folder that is thrown away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WANTED = Path(__file__).with_name("clients.txt")
INSTALL_SECONDS = 90


@pytest.fixture(scope="session")
def clients(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment in which the clients can be imported; without them the test says that it was left out."""
    folder = tmp_path_factory.mktemp("open311-clients")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), "-r", str(WANTED)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"NOT PROVED: the public clients of {WANTED.name} were not installed within {INSTALL_SECONDS} s")
    if done.returncode:
        pytest.skip(f"NOT PROVED: the public clients of {WANTED.name} cannot be installed: {done.stderr[-300:]}")
    return {**os.environ, "PYTHONPATH": str(folder)}
