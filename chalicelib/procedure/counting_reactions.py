"""
4.4, 5.1 How each publication was received: the networks' own counts of reactions, kept with the post they are of.

They come along with what is read anyway (X, Instagram), or are asked for by themselves (Facebook), at the rhythm of
`domain/reactions.py`; whoever misses a count makes it up at the next. Each change is a version of the post, kept three years.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotFoundError,
    NotThereError,
    RateLimitedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post, Reading, received
from chalicelib.domain.reactions import Reactions, count_again_at, is_counted
from chalicelib.ports import ReactionCounts, Records
from chalicelib.procedure.amending import amend
from chalicelib.procedure.giving_way import note_refusal


def is_time_to_count(reading: Reading, now: datetime) -> bool:
    """Say whether a reading that begins now is to count the reactions too; one that goes on from a page does not."""
    if reading.post is None or reading.next_page is not None or not is_counted(reading.watched_since, now):
        return False
    return reading.count_from is None or reading.count_from <= now


def counted_later(reading: Reading, now: datetime) -> Reading:
    """Note when the reactions are to be counted again, in the write that moves the bookmark anyway."""
    return reading.evolve(count_from=count_again_at(reading.watched_since, now))


def count_reactions(
    reading: Reading,
    told: Reactions | None,
    counts: Callable[[], ReactionCounts],
    *,
    records: Records,
    now: datetime,
) -> None:
    """
    Keep how the post behind a bookmark was received: as its comments' first page told, or by asking Facebook.

    A network that does not tell is asked at the next count: whoever reads the comments meets the same trouble, and tells of it.
    """
    if told is None and reading.network is Network.FACEBOOK:
        told = _asked(reading, counts, records, now)
    if told is not None and reading.post is not None:
        keep_reactions(reading.post, told, records, now)


def keep_reactions(post_id: str, reactions: Reactions, records: Records, now: datetime) -> None:
    """Keep the counts with their post where they changed; who keeps being overtaken leaves it to the next count."""
    with suppress(NotFoundError, RecordConflictError):
        amend(records, post_id, Post, lambda post: received(post, reactions, now))


def _asked(reading: Reading, counts: Callable[[], ReactionCounts], records: Records, now: datetime) -> Reactions | None:
    try:
        return counts().of(reading.network_post_id or "")
    except RateLimitedError as limit:
        note_refusal(reading.network, limit.retry_after_seconds, records, now)
    except (NotThereError, TransientServiceError, CredentialsRejectedError, RejectedByServiceError):
        pass
    return None
