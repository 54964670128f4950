"""
How reading gives way when little is left of a network's limits: what is hot is read more slowly, the rest later.

Publishing and answering citizens come first (manual 2.5, 4.3); Meta's limits are the account's, whoever calls.
"""

from datetime import datetime, timedelta

from chalicelib.domain.post import Reading

STRAINED_PERCENT = 75
"""From so much of a limit used on, reading leaves the rest to publishing and answering."""

HOT_FOR = timedelta(hours=6)
STIRRED_FOR = timedelta(minutes=5)
HOT_EVERY = timedelta(minutes=3)
"""How often what is hot is read meanwhile, instead of every minute."""

POSTPONED_AT_MOST = timedelta(hours=6)
"""After so long what is not hot is read all the same: a limit that is always strained must not silence it."""

UNTOLD = timedelta(minutes=15)
LONGEST = timedelta(hours=1)


def is_hot(reading: Reading, now: datetime) -> bool:
    """Say whether citizens are likely to be talking there now: a young post, an account, or one the network just told of."""
    is_stirred = reading.noticed_at is not None and now - reading.noticed_at < STIRRED_FOR
    return reading.post is None or is_stirred or now - reading.watched_since < HOT_FOR


def may_wait(reading: Reading, now: datetime) -> bool:
    """Say whether a reading gives way while a limit is strained."""
    waits_since = reading.postponed_since
    return not is_hot(reading, now) and (waits_since is None or now - waits_since < POSTPONED_AT_MOST)


def postponed(reading: Reading, until: datetime, now: datetime) -> Reading:
    """Let a reading wait for the limit to be free."""
    return reading.evolve(due_at=until, postponed_since=reading.postponed_since or now)


def stretched(reading: Reading, every: timedelta, now: datetime) -> Reading:
    """Let the next reading of a bookmark come no sooner than that."""
    if reading.due_at is None:
        return reading
    return reading.evolve(due_at=max(reading.due_at, now + every))


def free_after(free_in_seconds: int | None) -> timedelta:
    """Tell how long a limit counts as strained: as long as the network told, within an hour, or a quarter of one."""
    return UNTOLD if free_in_seconds is None else min(timedelta(seconds=free_in_seconds), LONGEST)
