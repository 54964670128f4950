"""
Which closed days changed since they were counted, and up to which day everything is closed: the machine's own marks (4.4; P7).

A day is named in `Changes` from the first change after its close until its figures were stored anew. While somebody counts it, it
carries the mark of that one, and a change that comes meanwhile takes the mark away: who then wants to store finds it gone, and
counts again. So a day that nobody names has figures that stand, whoever died wherever.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from chalicelib.domain import ids
from chalicelib.domain.records import Duty, Record, RecordKind

CLOSING_ID = "CLOSING"
_NOBODY = ""


class Changes(Record):
    """The changed days of one month, each with the mark of who counts it anew; empty: nobody yet."""

    kind: ClassVar[RecordKind] = RecordKind.CHANGES

    days: dict[date, str] = Field(default_factory=dict)

    @property
    def is_finished(self) -> bool:
        """No day of the month is to be counted anew."""
        return not self.days

    def is_stale(self, day: date) -> bool:
        """Say whether what is stored of a day may not be what its records say."""
        return day in self.days

    def noted(self, days: Collection[date], now: datetime) -> "Changes":
        """Note that records of these days changed. A day that is noted, and that nobody counts, stays as it is."""
        return self._with({**self.days, **dict.fromkeys(days, _NOBODY)}, now)

    def begun(self, day: date, now: datetime) -> "Changes":
        """Mark that a day is being counted, with a mark that no other count has."""
        return self._with({**self.days, day: f"{self.revision + 1}"}, now)

    def ended(self, day: date, now: datetime) -> "Changes":
        """Take a day out: its figures are stored in the same act."""
        return self._with({other: mark for other, mark in self.days.items() if other != day}, now)

    def _with(self, days: dict[date, str], now: datetime) -> "Changes":
        if days == self.days:
            return self
        since = self.due_at or now
        return self.evolve(days=days, due_at=since if days else None, duty=Duty.CLOSE if days else None)


def no_changes(day: date, now: datetime) -> Changes:
    """Begin the mark of a day's month."""
    return Changes(id=ids.changes_id(day), created_at=now)


class Closing(Record):
    """Up to which day every day since the first is closed."""

    kind: ClassVar[RecordKind] = RecordKind.CLOSING

    through: date

    @property
    def is_finished(self) -> bool:
        """A bookmark: the schedule comes every night."""
        return True
