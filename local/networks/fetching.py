"""The fetch of a medium from its address, as Meta's servers do it."""

import time
from dataclasses import dataclass
from http import HTTPStatus

import requests

TIMEOUT_SECONDS = (3.0, 10.0)
CHUNK_BYTES = 65_536
PATIENCE_SECONDS = 20.0


class FetchFailedError(Exception):
    """The address gave no medium: no host, no 200, not HTTP."""


class FetchTooSlowError(Exception):
    """The medium took too long to come."""


class FetchTooLargeError(Exception):
    """The medium is larger than the network takes."""


@dataclass(frozen=True)
class Fetched:
    """What came."""

    content: bytes


def fetch(url: str, *, max_bytes: int, sends_head: bool = False) -> Fetched:
    """
    Fetch a public medium over HTTP.

    Raises:
        FetchFailedError, FetchTooSlowError, FetchTooLargeError: it could not be had.
    """
    try:
        if sends_head:
            _check(requests.head(url, timeout=TIMEOUT_SECONDS, allow_redirects=True))
        with requests.get(url, timeout=TIMEOUT_SECONDS, stream=True) as response:
            _check(response)
            return Fetched(_read(response, max_bytes))
    except requests.Timeout as error:
        raise FetchTooSlowError(url) from error
    except (requests.RequestException, ValueError) as error:
        raise FetchFailedError(url) from error


def _check(response: requests.Response) -> None:
    if response.status_code != HTTPStatus.OK:
        raise FetchFailedError(f"HTTP {response.status_code}")


def _read(response: requests.Response, max_bytes: int) -> bytes:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    content = bytearray()
    for chunk in response.iter_content(CHUNK_BYTES):
        content += chunk
        if len(content) > max_bytes:
            raise FetchTooLargeError(str(max_bytes))
        if time.monotonic() > give_up_at:
            raise FetchTooSlowError(response.url)
    return bytes(content)
