"""
The process in which the emulated AWS runs: MiniStack, with six things that it does not do by itself.

Every request is marked as having come over TLS. It comes over the loopback instead, which nobody else can read, and the
production template refuses whatever comes without TLS.

PartiQL needs the rights that AWS asks for (`partiql_rights`), and what it inserts reaches the stream (`partiql_streams`).

A program in a function's zip can be run (`unpacking`).

What an API's description calls bytes is answered as bytes (`binary_answers`).

A right may ask that a write be conditional (`conditional_writes`).

Every refusal for want of a right is written down, one JSON line each, so that a run can show that there was none.

MiniStack reads its environment when it is imported, so only the process that is to be the emulator imports this module.
"""

import argparse
import asyncio
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app as ministack

from local import binary_answers, conditional_writes, partiql_rights, partiql_streams, unpacking

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = "127.0.0.1"
REFUSED = (400, 403)
REFUSAL = re.compile(rb"AccessDenied|is not authorized to perform|UnauthorizedOperation")
LOCKED = re.compile(rb"object lock", re.IGNORECASE)
"""What S3 adds when a lock, and no missing right, is the reason."""

USERS_OWN = "/_user_request_/"
"""Requests to our own API: its refusals are the API's rules, not missing rights of a function."""


class Emulator:
    """MiniStack behind what is added around it, as an ASGI application."""

    def __init__(self, inner: App, denials: Path) -> None:
        self._inner = inner
        self._denials = denials

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        over_tls = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
        await self._inner(over_tls, receive, self._watched(scope, send))

    def _watched(self, scope: Scope, send: Send) -> Send:
        """Pass an answer on, and write it down when it is a refusal."""
        status = 0

        async def watched(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            if status in REFUSED and USERS_OWN not in scope["path"] and is_denial(message.get("body", b"")):
                self._write_down(scope, status, message["body"])
            await send(message)

        return watched

    def _write_down(self, scope: Scope, status: int, body: bytes) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        line = {
            "at": datetime.now(UTC).isoformat(),
            "status": status,
            "request": f"{scope['method']} {scope['path']}",
            "target": headers.get("x-amz-target", ""),
            "answer": body.decode("utf-8", "replace")[:600],
        }
        with self._denials.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def is_denial(body: bytes) -> bool:
    """Say whether an answer refuses for want of a right."""
    return bool(REFUSAL.search(body)) and not LOCKED.search(body)


def main() -> None:
    """Serve on the loopback until told to stop."""
    parser = argparse.ArgumentParser(description="El AWS emulado de Portavoz en esta máquina.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--denials", type=Path, required=True)
    wanted = parser.parse_args()
    partiql_rights.install()
    partiql_streams.install()
    unpacking.install()
    binary_answers.install()
    conditional_writes.install()
    config = Config()
    config.bind = [f"{LOOPBACK}:{wanted.port}"]
    config.keep_alive_timeout = 75
    asyncio.run(serve(Emulator(ministack, wanted.denials), config))  # type: ignore[arg-type]  # ASGI by shape


if __name__ == "__main__":
    main()
