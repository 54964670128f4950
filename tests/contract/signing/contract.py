"""What every key that signs promises."""

from hashlib import sha256

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from chalicelib.ports.sealing import PublicKey, Signer

WORDS = b'{"count":1}'


def loaded(key: PublicKey) -> ec.EllipticCurvePublicKey:
    found = load_pem_public_key(key.pem)
    assert isinstance(found, ec.EllipticCurvePublicKey)
    return found


class SignerContract:
    """The claims of `ports.sealing.Signer`. A subclass gives the fixture `signer`."""

    def test_a_signature_verifies_with_the_public_key_and_over_nothing_else(self, signer: Signer) -> None:
        key, signature = loaded(signer.public_key()), signer.sign(sha256(WORDS).digest())
        key.verify(signature, WORDS, ec.ECDSA(SHA256()))
        with pytest.raises(InvalidSignature):
            key.verify(signature, WORDS + b" ", ec.ECDSA(SHA256()))

    def test_the_key_is_named_by_its_own_hash_and_written_as_openssl_does(self, signer: Signer) -> None:
        told, key = signer.public_key(), loaded(signer.public_key())
        der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        assert told.id == sha256(der).hexdigest()
        assert told.pem == key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def test_the_curve_is_p256(self, signer: Signer) -> None:
        assert isinstance(loaded(signer.public_key()).curve, ec.SECP256R1)
