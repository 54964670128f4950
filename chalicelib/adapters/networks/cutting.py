r"""
Our own credentials, cut out of what a network answered before it is kept: everything else stays, to the byte (R12, P8).

Graph repeats the token and the proof in the addresses of the pages before and after, and in some of its errors. A secret is
found however JSON, addresses and pages write its characters: as they are, `\u0041`, `%41` (escaped again and again), `&#65;`.
"""

import re
from collections.abc import Iterable

from pydantic import SecretStr

CUT = b"***"
"""What stands in place of a secret, as in our own error messages."""

_NAMES = rb"access_token|appsecret_proof|input_token|client_secret|fb_exchange_token|oauth_token|oauth_signature"
_EQUALS = rb"(?:=|%(?:25){0,3}3[Dd]|\\u003[Dd])"
_PAGE_ADDRESS = re.compile(rb'"(?:next|previous)"\s*:\s*"(?:[^"\\]|\\.)*"')
_PARAMETER = re.compile(rb"((?:" + _NAMES + rb")" + _EQUALS + rb")((?:(?!%(?:25){0,3}26|\\u0026|&)[^\"\s])*)")
"""A parameter of an address in a listing, whatever its value: an earlier token, or one that was made of ours."""


class Cutter:
    """Cuts some secrets out of bytes."""

    def __init__(self, secrets: Iterable[SecretStr]) -> None:
        """Take the secrets; each in any of its spellings is one match, the longest first."""
        texts = sorted({secret.get_secret_value() for secret in secrets} - {""}, key=len, reverse=True)
        self._spelt = re.compile(b"|".join(map(_spellings, texts))) if texts else None

    def cut(self, answer: bytes) -> bytes:
        """Give an answer without them. Bytes that hold none come back as they are."""
        known = self._spelt.sub(CUT, answer) if self._spelt else answer
        return _PAGE_ADDRESS.sub(lambda address: _PARAMETER.sub(rb"\1" + CUT, address[0]), known)


def _spellings(text: str) -> bytes:
    return b"".join(b"(?:%s)" % b"|".join(_spellings_of_one(byte)) for byte in text.encode())


def _spellings_of_one(byte: int) -> tuple[bytes, ...]:
    """Give the ways to write one character; its hexadecimal digits in either case."""
    digits = b"".join(b"[%c%c]" % (low, high) for low, high in zip(b"%02x" % byte, b"%02X" % byte, strict=True))
    percent = rb"(?:%|\\u0025)(?:25){0,3}" + digits
    entity = rb"&#(?:0*" + str(byte).encode() + rb"|[xX]0*" + digits + rb");"
    spaced = (rb"\+",) if byte == ord(" ") else ()
    return (rb"\\{0,4}" + re.escape(bytes([byte])), percent, rb"\\{1,4}u00" + digits, entity, *spaced)
