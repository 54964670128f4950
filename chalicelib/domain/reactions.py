"""
How a post was received, in the networks' own counts (4.4, 5.1): never guessed, and what is not told is no nought.

- Facebook: the reactions of every kind, and how often it was shared, which it leaves out where nobody did; of a video its views.
- Instagram: the likes, unless its owner hides them.
- X: likes, reposts, quotes, bookmarks and impressions (`public_metrics`).

They change for weeks while every version of a post is kept for three years: so they are counted every six hours in the first
week and once a day until the thirtieth, and kept where they changed.
"""

from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

COUNTED_EVERY = timedelta(hours=6)
COUNTED_OFTEN_FOR = timedelta(days=7)
COUNTED_FOR = timedelta(days=30)
_THEN_EVERY = timedelta(days=1)

Count = Annotated[int, Field(ge=0)]


class Reactions(BaseModel):
    """What a network counts of one post; None: it does not tell. `likes` are reactions of any kind, `shares` also reposts."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    likes: Count | None = None
    shares: Count | None = None
    quotes: Count | None = None
    bookmarks: Count | None = None
    views: Count | None = None

    @property
    def told(self) -> dict[str, int]:
        """Give what is told, by its name."""
        return {name: count for name, count in self if count is not None}


def count_again_at(published_at: datetime, now: datetime) -> datetime:
    """Say when the reactions to a post are to be counted after now."""
    return now + (COUNTED_EVERY if now - published_at < COUNTED_OFTEN_FOR else _THEN_EVERY)


def is_counted(published_at: datetime, now: datetime) -> bool:
    """Say whether the reactions to a post are still counted: after thirty days hardly any come."""
    return now - published_at < COUNTED_FOR
