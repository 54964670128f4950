"""R15: what docs/verificacion.md tells a third party to type works as it is written, and finds what it says it finds."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.signing.time_stamps import question
from chalicelib.domain.manifest import manifest_key
from tests.contract.signing.authority import Authority
from tests.exports import Nights, days, filled, folder_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "verificacion.md"
MIDDLE = days(6)[4]
pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("openssl", "sha256sum", "python3", "bash")),
    reason="the public tools are not here",
)


class _Stamper:
    """The authority's own answer, without a way to it."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority

    def stamp(self, digest: bytes) -> bytes:
        return self._authority.reply(question(digest, b"\x01" * 8))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory, authority: Authority) -> Path:
    nights = Nights(stamper=_Stamper(authority))
    filled(nights, 6, 5)
    return folder_of(nights.archive, tmp_path_factory.mktemp("export"))


@pytest.fixture
def export(pristine: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(pristine, tmp_path / "export"))


@pytest.fixture
def typed(export: Path, authority: Authority) -> Callable[[], "subprocess.CompletedProcess[str]"]:
    """Type the page's blocks one after the other, in the export's folder."""
    script = "set -euo pipefail\n" + "\n".join(
        re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    )
    environment = {
        "PATH": os.environ["PATH"],
        "DIA": f"{MIDDLE:%Y/%m/%d}",
        "AUTORIDAD": str(authority.root),
        "LC_ALL": "C.UTF-8",
    }
    return lambda: subprocess.run(
        [str(shutil.which("bash")), "-c", script],
        cwd=export,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def an_object(export: Path) -> Path:
    return sorted((export / "objects" / f"{MIDDLE:%Y/%m/%d}").rglob("*.json"))[1]


def test_R15_an_export_nobody_touched_is_verified_with_public_tools_alone(typed: Any) -> None:
    done = typed()
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Verified OK") == 1
    assert "Verification: OK" in done.stdout + done.stderr
    assert f"a {days(6)[-1]}" in done.stdout


def test_R15_what_is_altered_stops_it(export: Path, typed: Any) -> None:
    an_object(export).write_text("{}")
    done = typed()
    assert (done.returncode != 0, an_object(export).name in done.stdout) == (True, True)


def test_R15_what_is_added_stops_it(export: Path, typed: Any) -> None:
    (an_object(export).parent / "000009.json").write_text("{}")
    done = typed()
    assert (done.returncode != 0, "000009.json" in done.stdout) == (True, True)


def test_R15_a_manifest_that_was_touched_stops_it(export: Path, typed: Any) -> None:
    path = export / manifest_key(MIDDLE, 0)
    path.write_bytes(path.read_bytes().replace(b'"count":5', b'"count":4'))
    assert typed().returncode != 0


def test_R15_a_day_that_is_gone_stops_it(export: Path, typed: Any) -> None:
    (export / manifest_key(days(6)[2], 0)).unlink()
    done = typed()
    assert (done.returncode != 0, "falta" in done.stderr) == (True, True)
