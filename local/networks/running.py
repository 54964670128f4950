"""The simulated networks inside a process: a server in a thread on a free port of this machine."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from socket import socket
from types import TracebackType
from typing import Self

import uvicorn

from local.networks import people
from local.networks.citizen_client import CitizenClient
from local.networks.control_client import Control
from local.networks.people import Accounts, Person
from local.networks.saving import load, save
from local.networks.server import CuttableProtocol, build_app
from local.networks.world import World, real_now

HOST = "127.0.0.1"
GRAPH_VERSION = "v25.0"
START_SECONDS = 10.0


def world_of(now: Callable[[], datetime], state_file: Path | None) -> World:
    """Make a world, with what a file remembers of it."""
    world = World(clock=now)
    if state_file:
        world.remember(load(state_file))
    return world


def server_config(world: World, port: int) -> uvicorn.Config:
    """Give the server's configuration: this machine only, quiet."""
    return uvicorn.Config(
        build_app(world),
        host=HOST,
        port=port,
        http=CuttableProtocol,
        ws="none",
        lifespan="off",
        date_header=False,  # the networks' clock need not be this machine's
        server_header=False,
        log_level="warning",
        timeout_keep_alive=30,
    )


class ReadyServer(uvicorn.Server):
    """A server that says when it listens and on which port, and, after its last answer, that it stopped."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[int], None], on_stop: Callable[[], None]) -> None:
        """Take the configuration, and whom to tell."""
        super().__init__(config)
        self.on_ready = on_ready
        self.on_stop = on_stop

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            self.on_ready(int(self.servers[0].sockets[0].getsockname()[1]))

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop, then say so."""
        await super().shutdown(sockets)
        self.on_stop()


@dataclass
class SimulatedNetworks:
    """
    Run X, Facebook and Instagram while a `with` block lasts.

    `port` 0 takes a free one. `now` is the networks' clock. With `state_file`, what there is is kept in it.
    """

    port: int = 0
    now: Callable[[], datetime] = real_now
    state_file: Path | None = None
    world: World = field(init=False)
    _server: ReadyServer = field(init=False)
    _thread: threading.Thread = field(init=False)
    _ready: threading.Event = field(init=False, default_factory=threading.Event)

    def __enter__(self) -> Self:
        """Start the server, and wait until it listens."""
        self.world = world_of(self.now, self.state_file)
        self._server = ReadyServer(server_config(self.world, self.port), self._listens, self._stopped)
        self._thread = threading.Thread(target=self._server.run, name="simulated-networks", daemon=True)
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("the simulated networks did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(START_SECONDS)

    def _listens(self, port: int) -> None:
        self.port = port
        self._ready.set()

    def _stopped(self) -> None:
        if self.state_file:
            save(self.world.state, self.state_file)

    @property
    def base_url(self) -> str:
        """Give the server's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def x_base_url(self) -> str:
        """Give what stands in place of https://api.x.com."""
        return self.base_url

    @property
    def graph_base_url(self) -> str:
        """Give what stands in place of https://graph.facebook.com/v25.0."""
        return f"{self.base_url}/{GRAPH_VERSION}"

    @property
    def accounts(self) -> Accounts:
        """Give our accounts, with their tokens."""
        return people.ACCOUNTS

    @property
    def citizens(self) -> tuple[Person, ...]:
        """Give the citizens, with their tokens."""
        return people.CITIZENS

    @property
    def control(self) -> Control:
        """Give the controls."""
        return Control(self.base_url)

    def citizen(self, number: int = 0) -> CitizenClient:
        """Give a citizen who can comment through the public endpoints."""
        return CitizenClient(self.base_url, people.CITIZENS[number])
