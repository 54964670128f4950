"""The offices at the other end of a department's queue, each with its habits; one of them has none: it never looks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from chalicelib.domain.case_message import CaseMessage, Change
from chalicelib.domain.referral import DepartmentNews, NewsAct, Outcome
from tests.faults.departments_town import Town, Without

_HOURS = {NewsAct.ACCEPTED: 20, NewsAct.IN_PROGRESS: 60, NewsAct.CLOSED: 160}
"""Within how many hours an office says so, after it pulled."""

_ALL = (NewsAct.ACCEPTED, NewsAct.IN_PROGRESS, NewsAct.CLOSED)
_HABITS: tuple[tuple[NewsAct, ...], ...] = (
    _ALL,
    _ALL,
    (NewsAct.CLOSED, NewsAct.ACCEPTED),
    (NewsAct.CLOSED, NewsAct.CLOSED, NewsAct.IN_PROGRESS),
    (NewsAct.CLOSED, NewsAct.RETURNED),
    (NewsAct.ACCEPTED,),
    (),
    (NewsAct.RETURNED, NewsAct.CLOSED),
)
"""What an office says of a case, in whatever order it comes to say it; the last two closings come after it gave the case back."""


@dataclass
class Office:
    """A department's own system. `opened` counts how often it opened a case of its own for a folio."""

    town: Town
    id: str
    hours: int
    """It looks into its queue once in so many hours, about."""
    opened: Counter[str] = field(default_factory=Counter)
    dropped: set[str] = field(default_factory=set)
    _news: "count[int]" = field(default_factory=count)

    def visit(self) -> None:
        """Look into the queue, and again some time later."""
        self.look()
        hours = self.town.rng.uniform(0.3, 1.7) * self.hours
        self.town.later(timedelta(hours=hours), self.visit)

    def look(self) -> None:
        """Take what is there, and say so."""
        for message in self.town.post.pull(self.id):
            if isinstance(message, CaseMessage):
                self._take(message.folio)
            elif message.what in {Change.MOVED, Change.CANCELLED, Change.WITHDRAWN}:
                self.dropped.add(message.folio)

    def _take(self, folio: str) -> None:
        if self.opened[folio] and self.town.without is not Without.FOLIO:
            # Sent again, or here once more after it was elsewhere: it has it in its books.
            if folio not in self.dropped:
                return
            self.dropped.discard(folio)
        else:
            self.opened[folio] += 1
        self._say(folio, NewsAct.PULLED)
        for act in self.town.rng.choice(_HABITS):
            delay = timedelta(hours=self.town.rng.uniform(0, _HOURS.get(act, 30)))
            self.town.later(delay, lambda act=act: self._say(folio, act))  # type: ignore[misc]

    def _say(self, folio: str, act: NewsAct) -> None:
        if act is NewsAct.RETURNED:
            self.dropped.add(folio)
        outcome = self.town.rng.choice((None, *Outcome)) if act is NewsAct.CLOSED else None
        self.town.tell(
            DepartmentNews(
                news_id=f"n{next(self._news)}",
                folio=folio,
                department_id=self.id,
                act=act,
                outcome=outcome,
                note="Se revisó",
            )
        )
