"""What a network answered when our own post was read back: the proof that it is live, or that it is gone (2.5, 7)."""

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.ids import sha256_hex

MOST_BYTES = 16_384
"""Of a longer answer the hash stands alone; the longest caption, every letter escaped, needs fourteen thousand."""


class ReadAnswer(BaseModel):
    """
    One answer: its HTTP status, its text as received and without our credentials, the SHA-256 and size of that in bytes.

    `body` is None where the answer is longer than 16 KiB, or no UTF-8.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    status: int
    body: str | None
    sha256: str
    size_bytes: int


def answer_of(status: int, body: bytes) -> ReadAnswer:
    """Put an answer on record."""
    text = _text(body) if len(body) <= MOST_BYTES else None
    return ReadAnswer(status=status, body=text, sha256=sha256_hex(body), size_bytes=len(body))


def _text(body: bytes) -> str | None:
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None
