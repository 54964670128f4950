"""What every test may ask for: above all the local stack, started once for the whole run."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from local.denials import access_denials
from local.stack import running_stack

ROOT = Path(__file__).parents[1]

# A slow machine is no fault of what is tried, and what fails at random elsewhere must fail again here: only people's own runs
# look for new examples.
settings.register_profile("portavoz", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("portavoz")


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
