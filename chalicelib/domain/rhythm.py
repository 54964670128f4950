"""
How often the comments of a post are read: by what happens there, not by its age alone (manual 3.1).

A post is hot when it goes out and whenever comments come, and cools step by step while none come. Meta lists everything that
is there at every reading, so a slower step delays a comment and loses none; it can miss what was written and taken away
between two readings. No post waits longer than by its age alone it did, but for one whose first hour brought nothing.
"""

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
"""As often as the dispatcher comes: the hottest there is, and the pace of an account's mentions."""

DAILY = timedelta(days=1)
"""The coldest pace."""

LEFT_AFTER = timedelta(days=30)
"""A post that brought nothing for so long is read no more."""

_STEPS = (
    (timedelta(hours=1), MINUTE),
    (timedelta(hours=6), 5 * MINUTE),
    (timedelta(days=3), 30 * MINUTE),
)
"""While it has been quiet for less than the first, it is read as often as the second says."""


def pace(quiet: timedelta) -> timedelta:
    """Give how long to wait until the next reading of a post where nothing has come for some time."""
    return next((step for shorter_than, step in _STEPS if quiet < shorter_than), DAILY)


def is_left(quiet: timedelta) -> bool:
    """Say whether nothing has come for so long that a post is read no more."""
    return quiet > LEFT_AFTER


def on_the_minute(at: datetime) -> datetime:
    """Give the minute an instant lies in: a reading due some seconds later would wait for the dispatcher's next round."""
    return at.replace(second=0, microsecond=0)
