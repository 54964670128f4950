"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

NOON_AT_LEON = datetime(2026, 11, 23, 18, tzinfo=UTC)


class FakeClock:
    """The time a test says it is; by default noon of 23 November 2026 at León."""

    def __init__(self, at: datetime = NOON_AT_LEON) -> None:
        self._at = at

    def now(self) -> datetime:
        """Tell the instant, aware UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Set the clock, also back."""
        self._at = at

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Move the clock on and tell the new instant."""
        self._at += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self._at
