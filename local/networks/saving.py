"""The state in a file, so that a world lives on after the server ends."""

import json
from pathlib import Path

from pydantic import TypeAdapter

from local.networks.state import State

_STATE = TypeAdapter(State)


def save(state: State, path: Path) -> None:
    """Write the state, whole or not at all. ASCII JSON carries whatever citizens wrote."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(_STATE.dump_python(state, mode="json")), encoding="ascii")
    draft.replace(path)


def load(path: Path) -> State:
    """Read a state, or give an empty one when there is no such file."""
    if not path.exists():
        return State()
    return _STATE.validate_python(json.loads(path.read_text(encoding="ascii")))
