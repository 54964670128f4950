"""One day of the procedure, lived through once on the local stack; the tests look at what it left."""

import io
from typing import Any

import pytest
from rich.console import Console

from local.demo.day import live_through
from local.demo.tables import Printer
from local.demo.world import World


@pytest.fixture(scope="session")
def printed() -> io.StringIO:
    """Give what the day prints."""
    return io.StringIO()


@pytest.fixture(scope="session")
def day(stack: dict[str, Any], printed: io.StringIO) -> World:
    """Give a day that was lived through, from the first upload to the close."""
    return live_through(stack, Printer(Console(file=printed, width=160)))
