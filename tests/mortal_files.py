"""Where notices land, the archive and its keys, in memory, where each write is a step at which a worker may die."""

from collections.abc import Callable
from datetime import datetime

from tests.fakes import InMemoryArchive, InMemoryEnvelopes, InMemoryNoticeFiles
from tests.mortality import Steps


class MortalNotices(InMemoryNoticeFiles):
    """Where notices land, each write a step."""

    def __init__(self, now: Callable[[], datetime], steps: Steps) -> None:
        super().__init__(now)
        self._steps = steps

    def keep(self, body: bytes) -> str:
        with self._steps.step("land"):
            return super().keep(body)

    def clear(self, name: str) -> None:
        with self._steps.step("clear"):
            super().clear(name)


class MortalArchive(InMemoryArchive):
    """An archive where each write is a step."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def keep(self, key: str, content: bytes, retain_until: datetime) -> None:
        with self._steps.step("archive"):
            super().keep(key, content, retain_until)


class MortalEnvelopes(InMemoryEnvelopes):
    """Envelopes where each key that is made is a step."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def key(self, name: str, new: bytes) -> bytes | None:
        with self._steps.step("make a key"):
            return super().key(name, new)
