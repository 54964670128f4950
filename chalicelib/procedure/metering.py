"""
What a reading costs and how much of the network's limits it met, heard while it is read (3.1, C11).

The count goes into the write that moves the bookmark anyway. Of two readers at once the one whose bookmark does not count loses
its count too: X bills what both were shown once.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.errors import RateLimitedError, RejectedByServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import X_ACCOUNT_READING, Reading
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.read_budget import billing_day, counted, newly_billed
from chalicelib.domain.strain import HOT_EVERY, STRAINED_PERCENT, UNTOLD, free_after, stretched
from chalicelib.ports import CommentPage, CommentSource, NetworkUsage, Records
from chalicelib.procedure.giving_way import note_refusal, note_usage


class Meter:
    """A source of comments (`ports.CommentSource`) that is listened to."""

    def __init__(
        self, source: CommentSource, reading: Reading, records: Records, now: datetime, most: int | None = None
    ) -> None:
        """Take the source, the bookmark as it is before the reading, and how many posts may be shown before it ends."""
        self._source, self._reading, self._records, self._now = source, reading, records, now
        self._most = most
        self._shown: set[str] = set()
        self._unseen: set[str] = set()
        self._usage: NetworkUsage | None = None
        self.has_heard = False
        """Whether the network answered at all."""
        self.reactions: Reactions | None = None
        """How the post was received, where the answer told it along."""
        self.refusal: str | None = None
        """The code with which the network refused to answer."""

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """Read one page; a refusal for a limit is told to all workers."""
        try:
            answer = self._source.read(network_post_id, cursor, page)
        except RateLimitedError as limit:
            note_refusal(self._reading.network, limit.retry_after_seconds, self._records, self._now)
            raise
        except RejectedByServiceError as refused:
            self.refusal = refused.code
            raise
        self._shown.update(answer.shown)
        self._unseen.update(one.answer_id for one in answer.comments if one.record_id not in self._reading.seen)
        self._usage = answer.usage or self._usage
        self.has_heard, self.reactions = True, answer.reactions or self.reactions
        is_spent = self._most is not None and len(self._shown) >= self._most
        return replace(answer, next_page=None, is_whole=False) if is_spent else answer

    def settle(self, moved: Reading) -> Reading:
        """Put the count into the bookmark, and let the next reading come later where a limit is strained."""
        noted = self._counted(moved.evolve(postponed_since=None) if moved.postponed_since else moved)
        if self._usage is None or self._usage.percent < STRAINED_PERCENT:
            return noted
        note_usage(moved.network, self._usage, self._records, self._now)
        return stretched(noted, self._every(self._usage), self._now)

    def _every(self, usage: NetworkUsage) -> timedelta:
        """X's mentions, as any hot post, are only slowed down; its other readings wait until their limit is free."""
        is_other_of_x = self._reading.network is Network.X and self._reading.id != X_ACCOUNT_READING
        return min(free_after(usage.free_in_seconds), UNTOLD) if is_other_of_x else HOT_EVERY

    def _counted(self, moved: Reading) -> Reading:
        before = self._reading
        is_first_today = billing_day(self._now).isoformat() not in before.reads_by_day
        # Only the mentions look back at what was shown before; elsewhere each showing is counted.
        is_all_counted = is_first_today or before.id != X_ACCOUNT_READING
        billed = newly_billed(self._shown, self._unseen, before.read_up_to, is_first_today=is_all_counted)
        if not billed:
            return moved
        newest = max((*billed, before.read_up_to or "0"), key=int)
        return moved.evolve(reads_by_day=counted(before.reads_by_day, len(billed), self._now), read_up_to=newest)
