"""
Cold starts from the packaged zip: process start to first answer, and peak memory, as multiples of a bare handler.

Every function runs in the real runtime client against the local stack, with the environment the template gives it. The
measuring script is reference material beside the checkout; without it this is skipped.
"""

import importlib.metadata
import json
import shutil
import statistics
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infra.functions import FUNCTIONS
from local.demo.office import aws_client
from tests.bench.workload import events, furnish
from tests.shared import ROOT, shared_path

BUILD = ROOT / "build" / "bench"
PACKAGE = ROOT / "build" / "packaged" / "deployment.zip"
RUNS = 5
RUNTIME_CLIENT = ("awslambdaric", "simplejson", "snapshot-restore-py")


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def unzipped() -> Path:
    folder = fresh(BUILD / "package")
    with zipfile.ZipFile(PACKAGE) as package:
        package.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def hello() -> Path:
    folder = fresh(BUILD / "hello")
    (folder / "hello.py").write_text("def handler(event, context):\n    return {'ok': True}\n")
    return folder


@pytest.fixture(scope="module")
def runtime_client() -> Path:
    """The runtime client alone, as Lambda has it in /var/runtime."""
    folder = fresh(BUILD / "runtime")
    for name in RUNTIME_CLIENT:
        for file in importlib.metadata.files(name) or ():
            if ".." not in file.parts and "__pycache__" not in file.parts:
                target = folder / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), target)
    return folder


@pytest.fixture(scope="module")
def bare_python() -> Path:
    """An interpreter with nothing installed."""
    folder = fresh(BUILD / "python")
    venv.create(folder, with_pip=False, symlinks=True)
    return folder / "bin" / "python"


def environment_of(stack: dict[str, Any], function: str) -> dict[str, str]:
    """What the deployed function is given, and how to reach the emulated AWS."""
    found = aws_client(stack, "lambda").get_function_configuration(FunctionName=stack["functions"][function])
    aws = stack["aws"]
    return {
        **found["Environment"]["Variables"],
        "AWS_ENDPOINT_URL": aws["endpoint_url"],
        "AWS_ACCESS_KEY_ID": aws["access_key_id"],
        "AWS_SECRET_ACCESS_KEY": aws["secret_access_key"],
        "AWS_REGION": aws["region"],
        "AWS_DEFAULT_REGION": aws["region"],
    }


def case(label: str, handler: str, code: Path, event: Path, environment: dict[str, str]) -> str:
    settings = ",".join(f"{name}={value}" for name, value in environment.items())
    return f"{label}={handler},{code},{event}" + (f",{settings}" if settings else "")


def test_cold_starts(
    stack: dict[str, Any], unzipped: Path, hello: Path, runtime_client: Path, bare_python: Path
) -> None:
    script = shared_path("tools/coldstart.py")
    furnish(stack)
    about = events(fresh(BUILD / "events"))
    cases = [case("hello", "hello.handler", hello, about["api"], {})]
    for function in FUNCTIONS:
        handler = f"functions.{function.name}.lambda_handler"
        cases.append(
            case(
                function.name,
                handler,
                unzipped,
                about[function.name],
                environment_of(stack, function.name),
            )
        )
    results = BUILD / "cold-start.json"
    command = [sys.executable, str(script), "-n", str(RUNS), "--python", str(bare_python), "--json", str(results)]
    for item in cases:
        command += ["--case", item]
    done = subprocess.run(
        command,
        env={"AWSLAMBDARIC_DIR": str(runtime_client), "PATH": "/usr/bin:/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    measured = json.loads(results.read_text())
    print(done.stderr)
    print(table(measured))
    assert all(measured.values()), "a function did not answer"


def table(measured: dict[str, list[dict[str, float]]]) -> str:
    """Every function beside the bare handler of the same run."""
    bare = median(measured["hello"], "total")
    lines = [f"zip {PACKAGE.stat().st_size / 1e6:.1f} MB, {RUNS} runs, medians", "function: total ms, × hello, peak MB"]
    lines += [
        f"{name:26} {median(runs, 'total'):6.0f} {median(runs, 'total') / bare:5.1f} {median(runs, 'rss'):5.0f}"
        for name, runs in measured.items()
        if runs
    ]
    return "\n".join(lines)


def median(runs: list[dict[str, float]], figure: str) -> float:
    return statistics.median(run[figure] for run in runs)
