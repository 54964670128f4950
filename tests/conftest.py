"""What every test may ask for: above all the local stack, started once for the whole run."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local.denials import access_denials
from local.stack import running_stack

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def stack() -> Iterator[dict[str, Any]]:
    """
    Give the endpoints of a running local stack: the production template under enforced permissions, beside whatever
    `make up` left running. At its end nothing may have been refused for want of a right.
    """
    state = ROOT / ".local" / "tests" / os.environ.get("PYTEST_XDIST_WORKER", "main")
    with running_stack(state) as endpoints:
        yield endpoints
        assert access_denials(state) == []
