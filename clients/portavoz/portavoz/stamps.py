"""Time stamps (RFC 3161), checked offline with rfc3161-client, which not everybody needs (`portavoz[sellos]`)."""

from importlib.util import find_spec
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates

from . import verify_texts as texts
from .errors import UnreadableError


class Stamps:
    """The authority whose stamps count, by its certificates; without any, stamps are counted and not checked."""

    def __init__(self, authority: Path | None) -> None:
        self._roots = _read(authority) if authority else []
        self.unchecked = 0

    def is_good(self, stamp: bytes, signature: bytes) -> bool:
        """Say whether a stamp is of the authority and over this signature; one that cannot be checked passes, and is counted."""
        if not self._roots or find_spec("rfc3161_client") is None:
            self.unchecked += 1
            return True
        return _verified(stamp, signature, self._roots)


def _verified(stamp: bytes, signature: bytes, roots: list[Certificate]) -> bool:
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415 - an extra

    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        return builder.build().verify_message(decode_timestamp_response(stamp), signature)
    except (VerificationError, ValueError):
        return False


def _read(path: Path) -> list[Certificate]:
    try:
        return load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as exc:
        raise UnreadableError(texts.no_key_file(str(path))) from exc
