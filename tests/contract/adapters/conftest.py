"""One server of simulated networks, and one gallery of graphics, for all of these tests."""

from collections.abc import Iterator

import pytest

from local.networks import SimulatedNetworks
from tests.contract.adapters.simulated import gallery


@pytest.fixture(scope="session")
def networks() -> Iterator[SimulatedNetworks]:
    """Give the running simulated networks."""
    with SimulatedNetworks() as running:
        yield running


@pytest.fixture(scope="session")
def graphics_at() -> Iterator[str]:
    """Give the address where the graphics can be fetched."""
    with gallery() as address:
        yield address
