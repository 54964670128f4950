"""One scripted server for all of these tests; each test writes its own script."""

from collections.abc import Iterator

import pytest

from tests.unit.adapters.networks.scripted import Script, scripted_server


@pytest.fixture(scope="session")
def running_script() -> Iterator[Script]:
    """Give the server's script."""
    with scripted_server() as running:
        yield running


@pytest.fixture
def script(running_script: Script) -> Iterator[Script]:
    """Give a server that answers what the test tells it."""
    running_script.begin()
    yield running_script
    running_script.released.set()
