"""
3.1 What one reading lists, page by page, beside the network's own count (C05).

Every page is of its own moment. Whether something may have moved past the reader meanwhile (C04) decides what the listing
proves: what was deleted, and whether everything is there.
"""

from datetime import datetime

from chalicelib.domain.coverage import Coverage
from chalicelib.domain.post import Reading
from chalicelib.ports import CommentPage


class Tally:
    """The count of one reading; where it goes on from an earlier one, with what that one counted."""

    def __init__(self, reading: Reading) -> None:
        """Begin with what the bookmark knows."""
        self._known = frozenset(reading.seen)
        self._before = reading.counting
        self._usual_gap = reading.coverage.usual_gap if reading.coverage else None
        self._network_count = reading.counting.network_count if reading.counting else None
        self._present: set[str] = set()
        self._own: set[str] = set()
        self.is_whole = reading.next_page is None

    def add(self, page: CommentPage) -> None:
        """Count a page."""
        ids = {comment.record_id for comment in page.comments}
        # What shows on two pages moved meanwhile; something else may have moved past the reader (C04).
        self.is_whole = self.is_whole and page.is_whole and not ids & self._present
        self._present |= ids
        self._own |= set(page.own_ids)
        if page.network_count is not None:
            self._network_count = max(page.network_count, self._network_count or 0)

    @property
    def missing(self) -> set[str]:
        """Give what the bookmark knows and no page showed."""
        return set(self._known - self._present)

    def counted(self, now: datetime) -> Coverage | None:
        """Give the count so far; None where the network told none."""
        if self._network_count is None:
            return None
        before = self._before or Coverage(counted_at=now, network_count=0)
        count = Coverage(
            counted_at=now,
            network_count=self._network_count,
            listed=before.listed + len(self._present),
            own=before.own + len(self._own),
            is_settled=self.is_whole and self._present == self._known,
        )
        is_usual = self._usual_gap is None or not self.missing
        return count.model_copy(update={"usual_gap": count.gap if is_usual else self._usual_gap})
