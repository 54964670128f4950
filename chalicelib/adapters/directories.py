"""The table of contents of a zip, measured before it is read: each entry in it costs memory, whatever it holds (I06)."""

import struct
from typing import IO

from chalicelib.domain.errors import InvalidInputError

_END = b"PK\x05\x06"
_END_BYTES = 22
_MAX_TAIL = 65_535 + _END_BYTES
_LOCATOR = b"PK\x06\x07"
_LOCATOR_BYTES = 20
_WIDE_END_BYTES = 56


def check_directory(file: IO[bytes], *, max_bytes: int, reason: str) -> None:
    """
    Refuse a zip whose table of contents is beyond a size, and go back to the file's beginning.

    A file without one is left for `zipfile` to refuse. Structure: APPNOTE.TXT 4.3.12–4.3.16.

    Raises:
        InvalidInputError: with the `reason`, in Spanish.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - _MAX_TAIL - _LOCATOR_BYTES - _WIDE_END_BYTES))
    tail = file.read()
    file.seek(0)
    at = len(tail) - _END_BYTES
    if tail[at : at + 4] != _END or tail[-2:] != b"\0\0":
        at = tail.rfind(_END)
    if at >= 0 and _directory_bytes(tail, at) > max_bytes:
        raise InvalidInputError(reason)


def _directory_bytes(tail: bytes, at: int) -> int:
    """Read the size as `zipfile` will: from the wide record where a locator stands before the end record."""
    wide = at - _LOCATOR_BYTES - _WIDE_END_BYTES
    if wide >= 0 and tail[at - _LOCATOR_BYTES :].startswith(_LOCATOR):
        return int(struct.unpack_from("<Q", tail, wide + 40)[0])
    if at + _END_BYTES > len(tail):
        return 0
    return int(struct.unpack_from("<L", tail, at + 12)[0])
