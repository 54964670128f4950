"""A server on this machine that answers as a test tells it, whole or broken, and remembers what it was asked."""

import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Reply:
    """An answer: a JSON body, or bytes as they are. `cut` sends only half of it."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False

    @property
    def content(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


RESET = "reset"
"""The connection is reset after the whole request arrived."""
HANG = "hang"
"""The request is taken and never answered."""


@dataclass(frozen=True)
class Asked:
    """A request as it came; `connection` tells connections apart."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes
    connection: int

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def line(self) -> str:
        return f"{self.method} {self.path}"


class Script:
    """What the server answers next, and what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.begin()

    def begin(self) -> None:
        """Forget everything; whoever still hangs is let go by setting `released`."""
        self.asked: list[Asked] = []
        self.released = threading.Event()
        self._replies: deque[Reply | str] = deque()

    def then(self, *replies: Reply | str | dict[str, Any]) -> "Script":
        """Add answers; a dictionary is a 200 with that body."""
        self._replies.extend(Reply(body=reply) if isinstance(reply, dict) else reply for reply in replies)
        return self

    def next(self) -> Reply | str:
        return self._replies.popleft() if self._replies else Reply(500, {"unexpected": "nothing was scripted"})

    @property
    def lines(self) -> list[str]:
        """Give the method and path of every request, in order."""
        return [asked.line for asked in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, script: Script, *args: Any) -> None:
        self._script = script
        super().__init__(*args)

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):
            super().handle_one_request()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._script.asked.append(Asked(self.command, parts.path, query, headers, body, self.client_address[1]))
        reply = self._script.next()
        if isinstance(reply, Reply):
            self._send(reply)
        elif reply == RESET:
            self._reset()
        else:
            self._script.released.wait(10)
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        content = reply.content
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if reply.cut else content)
        self.close_connection = reply.cut

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - names of the standard library


@contextmanager
def scripted_server() -> Iterator[Script]:
    """Run a scripted server on a free port."""
    script = Script()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, script))
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
