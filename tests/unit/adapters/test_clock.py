"""The time of the machine."""

from datetime import UTC, datetime, timedelta

from chalicelib.adapters.clock import SystemClock
from chalicelib.ports import Clock


def test_the_clock_tells_aware_utc() -> None:
    clock: Clock = SystemClock()
    now = clock.now()
    assert now.utcoffset() == timedelta(0)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
