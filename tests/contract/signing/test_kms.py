"""A key in AWS KMS signs what everybody can verify."""

from typing import Any

import pytest

from chalicelib.adapters.signing.kms import KmsSigner
from chalicelib.domain.errors import ExternalServiceError, TransientServiceError
from chalicelib.ports.sealing import Signer
from tests.contract.signing.contract import SignerContract
from tests.ministack import client_of


@pytest.fixture
def kms(ministack: str) -> Any:
    """One emulator only: the other takes a digest for a message and hashes it once more, which AWS does not."""
    return client_of("kms", ministack)


def a_key(kms: Any, spec: str) -> str:
    return str(kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"])


class TestKmsSigner(SignerContract):
    @pytest.fixture
    def signer(self, kms: Any) -> Signer:
        return KmsSigner(kms, a_key(kms, "ECC_NIST_P256"))


def test_a_key_of_another_kind_is_refused(kms: Any) -> None:
    with pytest.raises(ExternalServiceError):
        KmsSigner(kms, a_key(kms, "RSA_2048")).public_key()


def test_a_key_that_is_not_there_is_the_it_offices_to_see(kms: Any) -> None:
    nobody = KmsSigner(kms, "00000000-0000-0000-0000-000000000000")
    with pytest.raises(ExternalServiceError) as raised:
        nobody.sign(bytes(32))
    assert not isinstance(raised.value, TransientServiceError)
