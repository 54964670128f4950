"""
7: every record that holds the words of a comment, found from the comment (R13).

Its cases are named in it, and so are those that it left to others; what persons decided about it lies under the day on which they
did. Pages of neighbours and replies hold ids and the municipality's own words: there is nothing of it in them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.cancelled_text import Citizens
from chalicelib.domain.comment import Comment
from chalicelib.domain.decision import Decision
from chalicelib.domain.export import Export
from chalicelib.domain.referral import Referral
from chalicelib.ports import Clock, Records

_OPENED_WITHIN_DAYS = 2
"""How long after a comment was stored, edited or decided its case is opened at the latest."""


@dataclass(frozen=True)
class Copies:
    """A comment and the records that copy its words."""

    comment: Comment
    cases: tuple[Referral, ...]
    decisions: tuple[Decision, ...]

    @property
    def records(self) -> tuple[Citizens, ...]:
        """Give all of them."""
        return (self.comment, *self.cases, *self.decisions)


def copies_of(comment: Comment, *, records: Records, clock: Clock) -> Copies:
    """
    Find the records that hold the words of a comment: one query for each day since it was stored.

    Whoever adds to them stores the comment too, in the same act: as long as it is at the revision that was looked at, there are
    no others.
    """
    days = _days(local_day(comment.created_at), local_day(clock.now()))
    found = (record for day in days for record in records.of_day(day, ids.DECISIONS))
    decisions = tuple(one for one in found if isinstance(one, Decision) and one.comment == comment.id)
    return Copies(comment, tuple(_cases(comment, decisions, records, clock)), decisions)


def exports_of(copied: Iterable[str], *, records: Records, clock: Clock) -> list[str]:
    """Give the ids of the exports that copied any of these records before now: what was downloaded is out of reach."""
    of_days = {date.fromisoformat(ids.partition_of(record_id)) for record_id in copied}
    days = _days(min(of_days, default=local_day(clock.now())), local_day(clock.now()))
    found = (record for day in days for record in records.of_day(day, ids.EXPORTS))
    exports = (one for one in found if isinstance(one, Export))
    return [one.id for one in exports if any(one.first <= day <= one.last for day in of_days)]


def _cases(comment: Comment, decisions: Iterable[Decision], records: Records, clock: Clock) -> Iterator[Referral]:
    named = map(records.find, comment.folios)
    today = local_day(clock.now())
    near = {
        day
        for began in _days_of_opening(comment, decisions)
        for day in _days(began, min(today, began + timedelta(days=_OPENED_WITHIN_DAYS)))
    }
    others = (record for day in sorted(near) for record in records.of_day(day, ids.FOLIOS))
    seen = set[str]()
    for case in (*named, *others):
        if isinstance(case, Referral) and case.comment == comment.id and case.id not in seen:
            seen.add(case.id)
            yield case


def _days_of_opening(comment: Comment, decisions: Iterable[Decision]) -> set[date]:
    decided_at = comment.classification.decided_at
    moments = [
        comment.created_at,
        *(version.seen_at for version in comment.versions),
        *([decided_at] if decided_at else []),
    ]
    return {local_day(moment) for moment in (*moments, *(one.created_at for one in decisions))}


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
