"""
A key in AWS KMS that signs (`ports.sealing.Signer`): its private half never leaves the service.

API: https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html and …/API_GetPublicKey.html
"""

from base64 import encodebytes
from functools import cached_property
from typing import Any

from chalicelib.adapters.aws_errors import translated
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.domain.ids import sha256_hex
from chalicelib.ports.sealing import PublicKey

SERVICE = "kms"
ALGORITHM = "ECDSA_SHA_256"
_P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
"""How the DER of every public key of the specification ECC_NIST_P256 begins; its two numbers follow."""

_P256_BYTES = 91
_PEM_LINE = 64


class KmsSigner:
    """An asymmetric key of the specification ECC_NIST_P256, for signing."""

    def __init__(self, client: Any, key: str) -> None:
        self._client = client
        self._key = key

    def public_key(self) -> PublicKey:
        """
        Give the public half; it is asked for once.

        Raises:
            ExternalServiceError: the key is of another kind.
        """
        return self._public_key

    def sign(self, digest: bytes) -> bytes:
        """Sign a SHA-256 (32 bytes); gives the signature as DER."""
        with translated(SERVICE):
            answer = self._client.sign(
                KeyId=self._key, Message=digest, MessageType="DIGEST", SigningAlgorithm=ALGORITHM
            )
        return bytes(answer["Signature"])

    @cached_property
    def _public_key(self) -> PublicKey:
        with translated(SERVICE):
            answer = self._client.get_public_key(KeyId=self._key)
        der = bytes(answer["PublicKey"])
        if not der.startswith(_P256) or len(der) != _P256_BYTES:
            raise ExternalServiceError(f"{SERVICE}: {self._key} is no key of ECC_NIST_P256")
        return PublicKey(sha256_hex(der), pem_of(der))


def pem_of(der: bytes) -> bytes:
    """Write a public key (DER, SubjectPublicKeyInfo) as PEM, byte for byte as OpenSSL does."""
    lines = encodebytes(der).replace(b"\n", b"")
    body = b"".join(lines[at : at + _PEM_LINE] + b"\n" for at in range(0, len(lines), _PEM_LINE))
    return b"-----BEGIN PUBLIC KEY-----\n" + body + b"-----END PUBLIC KEY-----\n"
