"""One HTTP request to an address that was chosen before: the name is only sent, and checked against the certificate."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from chalicelib.adapters.links.targets import Target

USER_AGENT = "Portavoz/1 (revision de ligas; +https://www.leon.gob.mx)"


class _Plain(http.client.HTTPConnection):
    def __init__(self, target: Target, timeout_seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout_seconds)
        self.target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.address, self.target.port), self.timeout)


class _Secure(_Plain):
    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        self.sock = _trust().wrap_socket(self.sock, server_hostname=self.target.host)


@cache
def _trust() -> ssl.SSLContext:
    """Trust whom requests trusts: its bundle travels with us, the system's may be missing."""
    import certifi  # noqa: PLC0415 - only links over TLS need it

    return ssl.create_default_context(cafile=certifi.where())


@contextmanager
def answer(method: str, target: Target, timeout_seconds: float) -> Iterator[http.client.HTTPResponse]:
    """
    Ask once and give the answer's head; its body is not read. No cookie, no password, no redirect.

    The time is for the whole answer: a site that sends a letter a second is cut off like one that sends none.

    Raises:
        OSError, http.client.HTTPException: there was no answer. ssl.SSLCertVerificationError: the certificate is wrong.
    """
    connection = (_Secure if target.scheme == "https" else _Plain)(target, timeout_seconds)
    watchdog = threading.Timer(timeout_seconds, _cut_off, (connection,))
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request(
            method, target.path, headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Connection": "close"}
        )
        with connection.getresponse() as response:
            yield response
    finally:
        watchdog.cancel()
        connection.close()


def _cut_off(connection: http.client.HTTPConnection) -> None:
    """Wake whoever reads from the socket: what waits for the next letter gets an end instead."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
