"""A key that signs, in memory: a real one (P-256), so that what verifies verifies."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.domain.ids import sha256_hex
from chalicelib.ports.sealing import PublicKey

_ECDSA = ec.ECDSA(Prehashed(SHA256()))


class InMemorySigner:
    """`ports.sealing.Signer`; each number is another key."""

    def __init__(self, number: int = 1) -> None:
        self._key = ec.derive_private_key(number, ec.SECP256R1())

    def public_key(self) -> PublicKey:
        public = self._key.public_key()
        der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return PublicKey(sha256_hex(der), public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))

    def sign(self, digest: bytes) -> bytes:
        return self._key.sign(digest, _ECDSA)
