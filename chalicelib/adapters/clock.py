"""The time of the machine."""

from datetime import UTC, datetime


class SystemClock:
    """The computer's own clock, which AWS keeps within milliseconds of UTC."""

    def now(self) -> datetime:
        """Tell the instant, aware UTC."""
        return datetime.now(UTC)
