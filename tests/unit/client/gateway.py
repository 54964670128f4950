"""
The API behind a real HTTP server: what API Gateway and Cognito do in front of it, in a thread, with a world's ports.

`sabotage` holds what becomes of the next requests of the API: a status to answer with, `LOST` to carry it out and hang up, or
any text to answer with instead. `calls` lists what was asked for.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from chalicelib.api.routes import ROUTES
from chalicelib.domain.people import Role
from tests.unit.api.calls import an_event, ask
from tests.world import World

LOST = -1
PASSWORD, CODE = "Aa1-secreta-y-larga", "123456"


@dataclass
class Gateway:
    """A world that can be reached by HTTP. A token names the department of who holds it."""

    world: World
    address: str = ""
    sabotage: list[int | str] = field(default_factory=list)
    calls: list[tuple[str, str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    has_second_factor: bool = False

    def api(self, method: str, path: str, body: str | None, token: str) -> tuple[int, str]:
        """Answer as API Gateway does for who holds a token."""
        parts = urlsplit(path)
        self.calls.append((method, parts.path, json.loads(body) if body else None))
        kind, _, department = token.partition(":")
        if kind != "token":
            return 401, json.dumps({"message": "Unauthorized"})
        for route in ROUTES:
            found = re.fullmatch(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", route.path), parts.path)
            if found and route.method == method:
                parameters = {name: unquote(value) for name, value in found.groupdict().items()}
                event = an_event(
                    method,
                    route.path,
                    parameters,
                    roles=[Role.DEPARTMENT],
                    department_id=department,
                    body=body,
                    query=dict(parse_qsl(parts.query)),
                )
                answered = ask(self.world, event)
                return answered.status, json.dumps(answered.body)
        return 403, json.dumps({"message": "Missing Authentication Token"})

    def identity(self, action: str, asked: Any) -> tuple[int, str]:
        """Answer as Cognito does."""
        parameters = asked.get("AuthParameters") or asked.get("ChallengeResponses") or {}
        is_known = parameters.get("PASSWORD") == PASSWORD or parameters.get("SOFTWARE_TOKEN_MFA_CODE") == CODE
        if asked.get("ClientId") != "cliente" or not is_known:
            return 400, json.dumps({"__type": "NotAuthorizedException", "message": "Incorrect username or password."})
        if self.has_second_factor and action == "InitiateAuth":
            return 200, json.dumps({"ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": "s"})
        return 200, json.dumps({"AuthenticationResult": {"IdToken": "token:sapal", "AccessToken": "otro"}})


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode() or None
            action = self.headers.get("X-Amz-Target", "").partition(".")[2]
            if action:
                self._send(*gateway.identity(action, json.loads(body or "{}")))
                return
            planned = gateway.sabotage.pop(0) if gateway.sabotage else None
            if isinstance(planned, str):
                self._send(200, planned)
            elif planned is not None and planned > 0:
                self._send(planned, json.dumps({"message": "x"}))
            else:
                answered = gateway.api(method, self.path, body, self.headers.get("Authorization", ""))
                if planned != LOST:
                    self._send(*answered)
                self.close_connection = True

        def _send(self, status: int, body: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def served(world: World) -> Iterator[Gateway]:
    """Serve a world on a free port."""
    gateway = Gateway(world)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(gateway))
    gateway.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
