"""The key in memory signs as the one in KMS does."""

import pytest

from chalicelib.ports.sealing import Signer
from tests.contract.signing.contract import SignerContract
from tests.fakes.signing import InMemorySigner


class TestInMemorySigner(SignerContract):
    @pytest.fixture
    def signer(self) -> Signer:
        return InMemorySigner()
