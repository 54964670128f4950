"""The time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """Tell the instant, aware UTC."""
        ...
