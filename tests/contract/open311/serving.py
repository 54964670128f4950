"""The function behind Open311 over real HTTP: a server that hands each request over as API Gateway does."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions import answer_open311
from tests.functions.events import Context
from tests.unit.api.open311_calls import open311_over
from tests.world import World

ROOT = "/api/open311/v2/"


class _Gateway(BaseHTTPRequestHandler):
    """As much of API Gateway as its two paths need."""

    def answer(self) -> None:
        """Hand one request over, and back."""
        response = answer_open311.lambda_handler(self._event(), cast("LambdaContext", Context()))
        content = response["body"].encode()
        self.send_response(response["statusCode"])
        for name, value in response["headers"].items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - names of http.server

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - name of http.server
        """Keep quiet."""

    def _event(self) -> dict[str, Any]:
        address = urlsplit(self.path)
        collection, _, document = unquote(address.path.removeprefix(ROOT)).rpartition("/")
        length = int(self.headers.get("Content-Length") or 0)
        return {
            "resource": "/open311/v2/{collection}/{document}" if collection else "/open311/v2/{collection}",
            "httpMethod": self.command,
            "headers": dict(self.headers.items()),
            "pathParameters": {"collection": collection, "document": document}
            if collection
            else {"collection": document},
            "queryStringParameters": dict(parse_qsl(address.query)) or None,
            "body": self.rfile.read(length).decode() if length else None,
            "isBase64Encoded": False,
            "requestContext": {"domainName": self.headers.get("Host", ""), "path": address.path},
        }


@contextmanager
def served(world: World) -> Iterator[str]:
    """Serve a world; give the address of the API."""
    answer_open311.metrics.namespace = "Portavoz"  # the template says it by the environment
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Gateway)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with open311_over(world):
            yield f"http://127.0.0.1:{server.server_port}{ROOT}".rstrip("/")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
