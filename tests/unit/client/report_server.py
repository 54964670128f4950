"""API Gateway and Cognito as `portavoz report` meets them: a real HTTP server in front of the product's own dispatch."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from chalicelib import bootstrap
from chalicelib.api.dispatch import answer
from chalicelib.api.routes import ROUTES
from chalicelib.domain.people import Role
from tests.unit.api.calls import an_event
from tests.world import World

PASSWORD = "Aa1-secreta-y-larga"


@dataclass
class Front:
    """A world behind a server. `silences` is how many of the next requests get no answer that helps."""

    world: World
    address: str = ""
    silences: int = 0
    role: Role = Role.DIRECTOR
    asked: list[dict[str, str]] = field(default_factory=list)

    def api(self, path: str) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query))
        self.asked.append(query)
        with bootstrap.replaced(records=self.world.records, clock=self.world.clock, catalogue=self.world.catalogue):
            response = answer(an_event("GET", parts.path, roles=[self.role], query=query), ROUTES)
        body: str = response["body"]
        content = base64.b64decode(body) if response.get("isBase64Encoded") else body.encode()
        return response["statusCode"], response["headers"], content


@contextmanager
def front_of(world: World) -> Iterator[Front]:
    """Serve a world."""
    front = Front(world)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if front.silences:
                front.silences -= 1
                self._send(503, {}, b"")
            elif self.headers.get("Authorization") != "token":
                self._send(401, {}, b'{"message": "Unauthorized"}')
            else:
                self._send(*front.api(self.path))

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            is_right = asked["AuthParameters"]["PASSWORD"] == PASSWORD
            told = {"AuthenticationResult": {"IdToken": "token"}} if is_right else {"__type": "NotAuthorizedException"}
            self._send(200 if is_right else 400, {}, json.dumps(told).encode())

        def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    front.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield front
    finally:
        server.shutdown()
        server.server_close()
