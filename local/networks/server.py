"""
The HTTP server: X under /2/, Graph under /v25.0/ and /v26.0/, the page for people at /, and the controls.

The work is done in threads under the world's lock; only a fault's waiting and cutting of connections is done here.
"""

import asyncio
import socket
import struct
from asyncio import Transport

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from local.networks.answering import answer
from local.networks.calls import Answer, Call, Cut, Upload
from local.networks.control import control_routes
from local.networks.page.views import page_routes
from local.networks.world import World

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
MAX_PART_BYTES = 64 * 1024 * 1024
METHODS = ("GET", "POST", "PUT", "DELETE")


class CuttableProtocol(H11Protocol):
    """HTTP/1.1 whose application can reach the connection, to cut it."""

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Give the application the connection under `state`."""
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


class NetworkEndpoint:
    """Answers, late or never if a fault says so."""

    def __init__(self, world: World) -> None:
        """Take the world to answer from."""
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        call = await read_call(Request(scope, receive))
        result = await run_in_threadpool(answer, self.world, call)
        await asyncio.sleep(result.delay_seconds)
        if isinstance(result.outcome, Cut):
            await cut(scope["state"]["transport"], receive, is_reset=result.outcome.is_reset)
        else:
            await response_of(result.outcome)(scope, receive, send)


def build_app(world: World) -> Starlette:
    """Build the application over a world."""
    everything_else: ASGIApp = NetworkEndpoint(world)
    routes = [
        *page_routes(world),
        *control_routes(world),
        Route("/{path:path}", everything_else, methods=list(METHODS)),
    ]
    return Starlette(routes=routes)


async def read_call(request: Request) -> Call:
    """Read a request whole, forms and files included."""
    body = await request.body()
    form, files = await _read_form(request)
    return Call(
        method=request.method,
        path=request.url.path,
        url=str(request.url.replace(query="")),
        raw_query=request.url.query,
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
        form=form,
        files=files,
    )


async def _read_form(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    if not request.headers.get("content-type", "").startswith(FORM_TYPES):
        return {}, {}
    form, files = {}, {}
    async with request.form(max_part_size=MAX_PART_BYTES) as parts:
        for name, value in parts.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(await value.read(), value.content_type or "")
            else:
                form[name] = value
    return form, files


def response_of(done: Answer) -> Response:
    """Make the HTTP response of an answer."""
    return Response(done.content(), done.status, dict(done.headers), media_type=done.content_type)


async def cut(transport: Transport, receive: Receive, *, is_reset: bool) -> None:
    """Close a connection without an answer, with a TCP reset if asked, and wait until it is gone."""
    if is_reset:
        at_once = struct.pack("ii", 1, 0)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
