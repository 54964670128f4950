"""When the story may begin: all of it happens on one day in León, as the day that it tells."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from local.demo.tables import LEON, Printer

WHOLE_STORY = timedelta(minutes=20)
"""Longer than it takes on a busy machine: it takes from four to eleven minutes."""


def leon_now() -> datetime:
    """Give the hour in León."""
    return datetime.now(LEON)


def wait_for_a_whole_day(
    say: Printer, now: Callable[[], datetime] = leon_now, sleep: Callable[[float], None] = time.sleep
) -> datetime:
    """Wait for midnight where the story would go on past it, and tell so; gives the hour at which it begins."""
    while seconds := seconds_to_wait(began := now()):
        say.say(f"Al día de hoy le queda poco y el relato cabe en uno solo: empieza a medianoche, en {_told(seconds)}")
        sleep(seconds)
    return began


def seconds_to_wait(now: datetime) -> float:
    """Say how long to wait at an hour of León for a day that has room for the whole story; 0 when today has."""
    tomorrow = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), LEON)
    left = tomorrow - now
    return 0.0 if left >= WHOLE_STORY else left.total_seconds()


def _told(seconds: float) -> str:
    minutes = -int(-seconds // 60)
    return "1 minuto" if minutes == 1 else f"{minutes} minutos"
