"""Who vouches for what the archive kept: a key that signs, and an authority that says when (manual 7)."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class PublicKey:
    """A key that signs: the SHA-256 (hex) of its DER (SubjectPublicKeyInfo), and the key as PEM."""

    id: str
    pem: bytes


class Signer(Protocol):
    """A private key that nobody holds in hand."""

    def public_key(self) -> PublicKey:
        """Give the public half."""
        ...

    def sign(self, digest: bytes) -> bytes:
        """Sign a SHA-256 (32 bytes) with ECDSA over P-256; gives the signature as DER. No two of one digest are alike."""
        ...


class TimeStamper(Protocol):
    """An authority of time stamps (RFC 3161)."""

    def stamp(self, digest: bytes) -> bytes:
        """
        Give the authority's whole answer (DER, TimeStampResp) for a SHA-256 (32 bytes).

        Raises:
            ExternalServiceError: it refused, or what it answered is no stamp of this digest.
        """
        ...
