"""What the contract tests share: one emulator of AWS per test process, and a second opinion in the process itself."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.ministack import running_ministack


@pytest.fixture(scope="session")
def ministack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an emulator of AWS that runs for the whole session."""
    with running_ministack(tmp_path_factory.mktemp("ministack")) as endpoint:
        yield endpoint


@pytest.fixture(params=["ministack", "moto"])
def emulator(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Give two independent readings of what AWS does: an address, or None for the one inside this process."""
    if request.param == "ministack":
        yield request.getfixturevalue("ministack")
        return
    with mock_aws():
        yield None
