"""
3.1 How much of what citizens wrote is on record, post by post, beside the networks' own counts (C05).

Shown as the last whole reading found it, with its hour; what is missing is said, and nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib import texts_es
from chalicelib.domain.coverage import Coverage
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.post import Post, Reading
from chalicelib.ports import Records


@dataclass(frozen=True)
class Covered:
    """A post, the bookmark in its comments (on X only its count), and how that stands, in one Spanish sentence."""

    post: Post
    reading: Reading | None
    said: str

    @property
    def coverage(self) -> Coverage | None:
        """The last count."""
        return self.reading.coverage if self.reading else None


def coverage_of(day: date, *, records: Records) -> Sequence[Covered]:
    """Tell how the posts of a local day are covered, the earliest first. One query."""
    found = records.of_day(day)
    readings = {record.post: record for record in found if isinstance(record, Reading)}
    posts = [record for record in found if isinstance(record, Post) and record.network in SOCIAL_NETWORKS]
    return [
        Covered(post, readings.get(post.id), _said(post, readings.get(post.id)))
        for post in sorted(posts, key=lambda post: (post.published_at, post.id))
    ]


def _said(post: Post, reading: Reading | None) -> str:
    if reading is None or reading.coverage is None:
        return texts_es.COVERAGE_NOT_COUNTED
    count = reading.coverage
    if post.network is Network.X:
        return texts_es.coverage_by_mentions(count.gap, count.network_count, count.listed)
    if count.gap:
        return texts_es.coverage_gap(count.gap, count.network_count)
    if reading.missed_a_notice:
        return texts_es.COVERAGE_MISSED_NOTICE
    if count.is_complete:
        return texts_es.coverage_complete(count.listed)
    is_behind = count.network_count < count.listed + count.own
    return texts_es.COVERAGE_COUNT_BEHIND if is_behind else texts_es.COVERAGE_UNSETTLED
