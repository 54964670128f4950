"""One server of simulated networks for all these tests, emptied before each."""

from collections.abc import Iterator

import pytest

from local.networks import CitizenClient, Control, SimulatedNetworks
from tests.contract.networks.clients import FacebookClient, InstagramClient, Ours, XClient


@pytest.fixture(scope="session")
def running_networks() -> Iterator[SimulatedNetworks]:
    with SimulatedNetworks() as networks:
        yield networks


@pytest.fixture
def networks(running_networks: SimulatedNetworks) -> SimulatedNetworks:
    running_networks.world.reset()
    return running_networks


@pytest.fixture
def control(networks: SimulatedNetworks) -> Control:
    return networks.control


@pytest.fixture
def x(networks: SimulatedNetworks) -> XClient:
    return XClient(networks)


@pytest.fixture
def facebook(networks: SimulatedNetworks) -> FacebookClient:
    return FacebookClient(networks)


@pytest.fixture
def instagram(networks: SimulatedNetworks) -> InstagramClient:
    networks.control.set(instagram_processing_seconds=0)
    return InstagramClient(networks)


@pytest.fixture
def ours(x: XClient, facebook: FacebookClient, instagram: InstagramClient) -> Ours:
    return Ours(x, facebook, instagram)


@pytest.fixture
def lupita(networks: SimulatedNetworks) -> CitizenClient:
    return networks.citizen(0)


@pytest.fixture
def jose(networks: SimulatedNetworks) -> CitizenClient:
    return networks.citizen(1)
