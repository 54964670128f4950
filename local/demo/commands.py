"""The two commands that persons install, run as they run them: in a terminal of their own, signed in by name and password."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from local.processes import ROOT

WIDTH = 116
PATIENCE_SECONDS = 180
FOLDERS = {"portavoz": "clients/portavoz", "portavoz_dependencia": "clients/dependencia"}


class Said(NamedTuple):
    """How a command ended, and what it wrote: what it was asked for, and its messages."""

    code: int
    out: str
    notes: str


def run(endpoints: dict[str, Any], command: str, *typed: str, role: str | None = None) -> Said:
    """
    Run `portavoz` or `portavoz_dependencia` with what is typed after it, as the person of a role; without one, offline.

    Raises:
        subprocess.TimeoutExpired: it did not end within three minutes.
    """
    environment = {**_terminal(command, Path(endpoints["state"])), **(_signed_in(endpoints, role) if role else {})}
    ended = subprocess.run(
        [sys.executable, "-m", command, *typed],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    return Said(ended.returncode, ended.stdout.rstrip(), ended.stderr.strip())


def must(said: Said) -> Said:
    """Give what a command said. Raises RuntimeError where it did not end well."""
    if said.code:
        raise RuntimeError(f"{said.code}: {said.notes or said.out}")
    return said


def _terminal(command: str, home: Path) -> dict[str, str]:
    """A terminal without anything of this machine's own: no settings of the person who runs the demonstration."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "COLUMNS": str(WIDTH),
        "PYTHONPATH": str(ROOT / FOLDERS[command]),
    }


def _signed_in(endpoints: dict[str, Any], role: str) -> dict[str, str]:
    person = endpoints["people"][role]
    return {
        "PORTAVOZ_API": endpoints["api_url"],
        "PORTAVOZ_IDENTIDAD": endpoints["aws"]["endpoint_url"],
        "PORTAVOZ_CLIENTE": person["client_id"],
        "PORTAVOZ_USUARIO": person["username"],
        "PORTAVOZ_CLAVE": person["password"],
    }
