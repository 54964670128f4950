"""How long a delivery may take at each of its steps, and when it is tried or looked at again (P6, P33)."""

from datetime import datetime, timedelta

LEASE = timedelta(seconds=150)
"""How long a claim protects its worker: longer than the publisher may run, so whoever takes over finds it dead."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far a network's clock may differ from ours; tolerated when its posts are read back (P28)."""

MAX_TRIES = 8
MAX_RECONCILIATIONS = 20
_FIRST_LOOK = timedelta(seconds=2)
_FIRST_RETRY = timedelta(seconds=15)
_LONGEST_RETRY = timedelta(minutes=10)
HELD_LOOK_AGAIN = timedelta(hours=1)

LONGEST_DOUBT = timedelta(hours=4)
"""After its looks at an account, each at most ten minutes after the other, a delivery is final or waits for a person (P6)."""

LONGEST_WORK = timedelta(hours=36)
"""So long may all tries take, each with its doubt, on a network that asks for no patience: then a person has it (P6, P33)."""
PREPARING_LASTS = timedelta(hours=1)
"""How long a network may prepare what was uploaded before a person sees it: a long video takes minutes."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=1)


def next_try_at(tries: int, now: datetime) -> datetime:
    """When to try again: twice as long each time, from fifteen seconds to ten minutes."""
    return now + _backoff(_FIRST_RETRY, tries - 1)


def next_look_at(looks: int, now: datetime) -> datetime:
    """When to look at the account again: twice as long each time, from two seconds to ten minutes."""
    return now + _backoff(_FIRST_LOOK, looks)


def next_wait_ends_at(since: datetime, now: datetime) -> datetime:
    """When to look again at what a network prepares: after as long as it took so far, at most a minute."""
    return now + max(_FIRST_WAIT, min(now - since, _LONGEST_WAIT))


def _backoff(first: timedelta, times: int) -> timedelta:
    return min(_LONGEST_RETRY, first * float(2 ** min(max(times, 0), 16)))
