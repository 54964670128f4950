"""
How long a reading may wait for a service elsewhere: a third of its time, and not at all for a while after the service failed.

Comments come by thousands in a flood; collecting them (P3) matters more than a second opinion on each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from chalicelib.domain.errors import ExternalServiceError

WINDOW_SECONDS = 60.0
MOST_SECONDS = 20.0
"""Of each window, so much may be spent waiting."""


class Patience:
    """Whether to ask now. One per process; not shared between threads."""

    def __init__(self, now_seconds: Callable[[], float] = monotonic) -> None:
        """Take a clock that never goes back."""
        self._now_seconds = now_seconds
        self._window_ends = now_seconds() + WINDOW_SECONDS
        self._spent_seconds = 0.0

    @property
    def is_left(self) -> bool:
        """Say whether there is time to ask."""
        now = self._now_seconds()
        if now >= self._window_ends:
            self._window_ends, self._spent_seconds = now + WINDOW_SECONDS, 0.0
        return self._spent_seconds < MOST_SECONDS

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Count the time inside; after a failure of the service, nobody asks until the next window."""
        began = self._now_seconds()
        try:
            yield
        except ExternalServiceError:
            self._window_ends, self._spent_seconds = self._now_seconds() + WINDOW_SECONDS, MOST_SECONDS
            raise
        finally:
            self._spent_seconds += self._now_seconds() - began
