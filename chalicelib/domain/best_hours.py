"""The hours at which a network is most looked at (local hours of the day): advice, never a rule (2.5)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from chalicelib.domain.calendar import LOCAL_ZONE, local_instant


def is_best(at: datetime, hours: Sequence[int]) -> bool:
    """Say whether an instant falls within one of the best hours, or there are none."""
    return not hours or at.astimezone(LOCAL_ZONE).hour in hours


def next_best(at: datetime, hours: Sequence[int]) -> datetime:
    """Give the start of the first best hour after an instant, aware UTC. There is at least one hour."""
    day = at.astimezone(LOCAL_ZONE).date()
    days = (day, day + timedelta(days=1))
    starts = (local_instant(datetime.combine(one, time(hour))) for one in days for hour in sorted(hours))
    return next(start for start in starts if start > at)
