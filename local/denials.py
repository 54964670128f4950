"""Requests that were refused for want of a right, during the life of a local stack. There should be none."""

import json
import re
from pathlib import Path
from typing import Any

DENIALS_FILE = "denials.jsonl"
DELIVERY_REFUSED = re.compile(r"(queue|topic) policy denies delivery")
"""What the emulator says in its log of a notification that a policy stopped: no request, so no line in the file."""


def access_denials(state: Path) -> list[dict[str, Any]]:
    """List every refusal since the stack of this state folder was started."""
    return [*refused_requests(state / DENIALS_FILE), *refused_deliveries(state)]


def refused_requests(file: Path) -> list[dict[str, Any]]:
    """Read what the emulator wrote down."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.is_file() else []


def refused_deliveries(state: Path) -> list[dict[str, Any]]:
    """Find notifications that a policy stopped."""
    return [
        {"request": "notification", "answer": line}
        for log in state.glob("local.emulator.log")
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if DELIVERY_REFUSED.search(line)
    ]
