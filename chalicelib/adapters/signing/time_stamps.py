"""
An authority of time stamps over HTTP (`ports.sealing.TimeStamper`; RFC 3161).

Question and answer are DER. The question always has the same form, so it is written out here; of the answer only what tells
whether it is one is read. What it proves is checked where it is needed, by whoever verifies the archive (`docs/verificacion.md`).
"""

import secrets
from typing import TYPE_CHECKING

from chalicelib.domain.errors import ExternalServiceError, RejectedByServiceError, TransientServiceError

if TYPE_CHECKING:
    import requests

TIMEOUT_SECONDS = 10
MOST_BYTES = 64 * 1024

_DIGEST_BYTES = 32
_NONCE_BYTES = 8
_SERVER_FAULT = 500
_OK = 200
_SEQUENCE, _INTEGER = 0x30, 0x02
_GRANTED = (0, 1)
_SHORT_FORM = 0x80
_MOST_LENGTH_BYTES = 3

# TimeStampReq: version 1, the imprint (SHA-256, no parameters), a nonce of eight bytes, and the certificate is asked for.
_HEAD = bytes.fromhex("3043 020101 3031 300d 0609608648016503040201 0500 0420")
_NONCE, _TAIL = bytes.fromhex("0208"), bytes.fromhex("0101ff")


class HttpTimeStamper:
    """One authority, by its address."""

    def __init__(self, session: "requests.Session", address: str) -> None:
        self._session = session
        self._address = address

    def stamp(self, digest: bytes) -> bytes:
        """
        Give the authority's whole answer (DER, TimeStampResp) for a SHA-256 (32 bytes).

        Raises:
            TransientServiceError: it did not answer.
            RejectedByServiceError: it refused, or what it answered is no stamp of this digest.
        """
        nonce = _nonce()
        content = self._asked(question(digest, nonce))
        if not _is_granted(content) or digest not in content or nonce not in content:
            raise RejectedByServiceError(f"{self._address}: no stamp of what was asked", code="no_stamp")
        return content

    def _asked(self, asked: bytes) -> bytes:
        import requests  # noqa: PLC0415 - only a stage with an authority pays for it
        from urllib3.exceptions import HTTPError  # noqa: PLC0415

        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            with self._session.post(
                self._address, asked, headers=headers, timeout=TIMEOUT_SECONDS, stream=True, allow_redirects=False
            ) as answer:
                content = answer.raw.read(MOST_BYTES + 1, decode_content=True)
        except (requests.RequestException, HTTPError, OSError) as exc:
            # What breaks off while it is read raw is told by urllib3 itself.
            raise TransientServiceError(f"{self._address}: {exc}") from exc
        if answer.status_code >= _SERVER_FAULT:
            raise TransientServiceError(f"{self._address}: {answer.status_code}")
        if answer.status_code != _OK or len(content) > MOST_BYTES:
            raise RejectedByServiceError(f"{self._address}: {answer.status_code}")
        return bytes(content)


def question(digest: bytes, nonce: bytes) -> bytes:
    """Write the question: 69 bytes of DER."""
    if len(digest) != _DIGEST_BYTES or len(nonce) != _NONCE_BYTES:
        raise ExternalServiceError("a stamp is asked for a SHA-256, with a nonce of eight bytes")
    return _HEAD + digest + _NONCE + nonce + _TAIL


def _nonce() -> bytes:
    """Choose a number of exactly eight bytes in DER: positive, and without a zero before it."""
    return bytes([secrets.randbelow(0x7F) + 1]) + secrets.token_bytes(_NONCE_BYTES - 1)


def _is_granted(content: bytes) -> bool:
    """Read TimeStampResp ::= SEQUENCE { SEQUENCE { status INTEGER, … }, token } as far as the status."""
    whole = _value(_SEQUENCE, content)
    status = _value(_INTEGER, _value(_SEQUENCE, whole))
    return len(status) == 1 and status[0] in _GRANTED and len(whole) > _DIGEST_BYTES


def _value(tag: int, content: bytes) -> bytes:
    """Give what the first element holds; nothing when it is of another kind, or cut."""
    if len(content) < 2 or content[0] != tag:  # noqa: PLR2004 - a tag and a length
        return b""
    length, at = content[1], 2
    if length >= _SHORT_FORM:
        count = length - _SHORT_FORM
        if not 0 < count <= _MOST_LENGTH_BYTES:
            return b""
        length, at = int.from_bytes(content[2 : 2 + count], "big"), 2 + count
    return content[at : at + length] if len(content) >= at + length else b""
