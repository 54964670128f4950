"""Reference material beside the checkout: its place is PORTAVOZ_SHARED, by default `../shared`."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PORTAVOZ_SHARED") or ROOT.parent / "shared")


def shared_path(name: str) -> Path:
    """Give a file of the reference material; the test that asks is skipped where there is none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the reference material is not here: {path}")
    return path


def shared_json(name: str) -> Any:
    """Give a JSON document of the reference material."""
    return json.loads(shared_path(name).read_text(encoding="utf-8"))
