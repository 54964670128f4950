"""What a network answered, to the byte, for whoever keeps it: heard at the session, before anything is parsed (R12)."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import requests
from pydantic import SecretStr

from chalicelib.adapters.networks.cutting import Cutter
from chalicelib.ports import RawAnswer


class Heard:
    """The answers of one stretch of reading. They are cut when they are asked for: most readings bring nothing to keep."""

    def __init__(self, cutter: Cutter) -> None:
        """Take what cuts our credentials out."""
        self._cutter = cutter
        self._received: list[tuple[int, bytes]] = []

    def add(self, status: int, body: bytes) -> None:
        """Take one more answer, as it was received."""
        self._received.append((status, body))

    @property
    def answers(self) -> tuple[RawAnswer, ...]:
        """Give them in the order they came, without our credentials."""
        return tuple(RawAnswer(status, self._cutter.cut(body)) for status, body in self._received)


class Ear:
    """Listens at a session. Outside of `listening` nothing is held."""

    def __init__(self, session: requests.Session, secrets: Iterable[SecretStr]) -> None:
        """Take the session of one client, and the secrets that its answers may repeat."""
        self._cutter = Cutter(secrets)
        self._heard: Heard | None = None
        self.last = Heard(self._cutter)
        """What was heard last."""
        session.hooks["response"].append(self._note)

    @contextmanager
    def listening(self) -> Iterator[Heard]:
        """Hear every answer inside, refusals too."""
        before, self._heard = self._heard, Heard(self._cutter)
        self.last = self._heard
        try:
            yield self.last
        finally:
            self._heard = before

    def _note(self, response: requests.Response, *_: Any, **__: Any) -> None:
        if self._heard is not None:
            self._heard.add(response.status_code, response.content)
