"""
3.1, 4.4 What X counts below our posts, beside the answers that are on record (C05), and how it says they were received.

X is read by what mentions the account, so no reading lists one post whole. Every few hours its own count is asked for, and what
is on record is counted; the same answer tells the reactions. That shows a gap and never proves that there is none: a quote that
mentions us is on record as an answer is.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.comment import Comment
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, Post, Reading, count_of
from chalicelib.domain.records import Record
from chalicelib.ports import AnswerCounts, Clock, CountedPost, Records
from chalicelib.procedure.amending import amend
from chalicelib.procedure.counting_reactions import keep_reactions

COUNTED_DAYS = 7
"""A post is counted until its week is over: nearly all of its answers have come by then."""

COUNTED_EVERY = timedelta(hours=6)
_AGAIN_AFTER = timedelta(hours=1)


def count_answers(*, records: Records, counts: AnswerCounts, clock: Clock) -> int:
    """
    Count the answers on X to the posts of the last seven days, when it is time; returns how many posts were counted.

    Safe to repeat and in parallel: what is counted twice is the same. A network that does not tell is asked in an hour.
    """
    now = clock.now()
    account = records.find(X_ACCOUNT_READING)
    if not isinstance(account, Reading) or (account.count_from and account.count_from > now):
        return 0
    # Noted before it is asked for, since asking costs money: who dies over a flood of records must not ask every minute.
    _ask_again(records, now + _AGAIN_AFTER)
    try:
        counted = counts.since(now - timedelta(days=COUNTED_DAYS))
    except (TransientServiceError, CredentialsRejectedError, RejectedByServiceError):
        # Whoever reads the mentions meets the same trouble, and tells a person of it.
        return 0
    known = [record for record in _of_last_days("POS", records, now) if isinstance(record, Post)]
    posts = _counted_posts(known, counted)
    answers = _answers(_of_last_days("COM", records, now))
    for post in posts:
        told = counted[post.network_id]
        _keep(post, _coverage(post, told.answers, answers[post.network_id], known, now), records, now)
        keep_reactions(post.id, told.reactions, records, now)
    _ask_again(records, now + COUNTED_EVERY)
    return len(posts)


def _of_last_days(kind: str, records: Records, now: datetime) -> Iterator[Record]:
    """Give what is of X alone, and not more than a day of it at a time: a flood may have left 50,000 comments there (C20)."""
    for back in range(COUNTED_DAYS + 1):
        day = local_day(now) - timedelta(days=back)
        yield from records.of_day(day, f"{kind}-{day:%Y%m%d}-{Network.X}-")


def _ask_again(records: Records, at: datetime) -> None:
    with suppress(RecordConflictError):
        amend(records, X_ACCOUNT_READING, Reading, lambda account: account.evolve(count_from=at))


def _counted_posts(known: Sequence[Post], counted: Mapping[str, CountedPost]) -> list[Post]:
    return [post for post in known if post.removed_at is None and post.network_id in counted]


def _answers(known: Iterable[Record]) -> Counter[str]:
    """Count what answers a post itself and is still there."""
    comments = (record for record in known if isinstance(record, Comment))
    return Counter(
        comment.network_post_id or ""
        for comment in comments
        if comment.parent_id is None and comment.deleted_at is None
    )


def _coverage(post: Post, network_count: int, listed: int, known: Sequence[Post], now: datetime) -> Coverage:
    """The next part of a thread is an answer of ours."""
    parts = [other for other in known if other.publication == post.publication]
    is_followed = any(part.published_at > post.published_at for part in parts)
    return Coverage(counted_at=now, network_count=network_count, listed=listed, own=int(is_followed))


def _keep(post: Post, coverage: Coverage, records: Records, now: datetime) -> None:
    """Keep a count by its post; who counts the same at the same moment has kept it."""
    known = records.find(ids.reading_id(post.id))
    with suppress(RecordConflictError):
        if isinstance(known, Reading):
            records.commit(replace=[known.evolve(coverage=coverage)])
        else:
            records.commit(insert=[count_of(post, coverage, now)])
