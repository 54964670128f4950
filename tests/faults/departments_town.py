"""
A municipality whose departments answer late, twice, out of order, on closed cases, or never, while workers die.

The clock jumps from one thing to the next: a citizen writes, an office looks into its queue, something is due. The queues
forget after 14 days, as SQS does; `sent` keeps what they ever took.
"""

import heapq
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import count
from random import Random

from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.comment import new_comment
from chalicelib.domain.errors import InvalidInputError, NotFoundError, RecordConflictError, TransientServiceError
from chalicelib.domain.records import Duty
from chalicelib.domain.referral import DepartmentNews, Referral, ReferralState
from chalicelib.domain.working_calendar import MINUTES_OF_DAY, WorkingCalendar
from chalicelib.ports import Department
from chalicelib.procedure import dispatching
from chalicelib.procedure.assigning import assign_case
from tests.builders import BAR, PUBLICATION, a_classification, a_network_comment, the_image_office
from tests.fakes import FakeClock, Request, Work
from tests.faults.collection_town import WatchedRecords
from tests.mortality import Death, MortalInboxes, MortalRecords, Steps
from tests.world import World

SILENT = "panteones"
"""It never looks into its queue."""

EVERY_DAY = WorkingCalendar(weekdays=frozenset(range(7)), opens_minute=0, closes_minute=MINUTES_OF_DAY)
FORGOTTEN_AFTER = timedelta(days=14)
MINUTE = timedelta(minutes=1)
_STEPS = 8
"""At which step of a worker's to the outside it dies, at the latest."""


class Without(StrEnum):
    """A guard that is taken away, to show that it is needed."""

    SILENCE = "silence"
    """Nobody looks at what is due at a department."""
    DUE = "due"
    """Nobody looks at what is due to be referred; a message that is lost is lost."""
    FOLIO = "folio"
    """Departments do not know a case again by its folio."""


def _nobody(department_id: str) -> None:
    del department_id


class Inboxes(MortalInboxes):
    """The departments' queues, which forget."""

    def __init__(self, steps: Steps, clock: FakeClock) -> None:
        super().__init__(steps)
        self._clock = clock
        self.sent: list[tuple[datetime, CaseMessage]] = []
        self.eager: Callable[[str], None] = _nobody
        """Who looks into a queue at the very moment something comes, before whoever put it there has noted that."""
        self._waiting: dict[str, list[tuple[datetime, CaseMessage | ChangeMessage]]] = {}

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        with self._steps.step("deliver"):
            now = self._clock.now()
            self._waiting.setdefault(message.department_id, []).append((now, message))
            if isinstance(message, CaseMessage):
                self.sent.append((now, message))
            self.eager(message.department_id)

    def waiting(self, department_id: str) -> list[CaseMessage | ChangeMessage]:
        """Give what a department would find now."""
        since = self._clock.now() - FORGOTTEN_AFTER
        return [message for at, message in self._waiting.get(department_id, []) if at >= since]

    def pull(self, department_id: str) -> list[CaseMessage | ChangeMessage]:
        """Give it, and forget it."""
        found = self.waiting(department_id)
        self._waiting[department_id] = []
        return found


class Town(World):
    """The world, its clock and its mishaps."""

    def __init__(self, rng: Random, without: Without | None = None) -> None:
        super().__init__()
        self.rng, self.without = rng, without
        self.stored = self.watched = WatchedRecords()
        self.records = MortalRecords(self.stored, self.steps)
        self.inboxes = self.post = Inboxes(self.steps, self.clock)
        self.catalogue.departments |= {
            SILENT: Department(SILENT, "Panteones", 5),
            "guardia": Department("guardia", "Guardia", 2, calendar=EVERY_DAY, pulls_within_working_hours=4),
        }
        self.figures: Counter[str] = Counter()
        self.comments: list[str] = []
        self.lost: list[str] = []
        self.death_rate = 0.1
        self._events: list[tuple[datetime, int, Callable[[], None]]] = []
        self._numbers = count()
        self._hidden = {Without.SILENCE: Duty.DEPARTMENT, Without.DUE: Duty.REFER}.get(without) if without else None

    # Time ---------------------------------------------------------------------------------------------------------

    def later(self, delay: timedelta, act: Callable[[], None]) -> None:
        """Let something happen some time from now."""
        heapq.heappush(self._events, (self.clock.now() + delay, next(self._numbers), act))

    def live(self, until: datetime) -> None:
        """Let everything happen until an instant, minute by minute where anything does."""
        while self.clock.now() < until:
            self.clock.set(min(until, self._next()))
            while self._events and self._events[0][0] <= self.clock.now():
                heapq.heappop(self._events)[2]()
            self._turn()

    def _next(self) -> datetime:
        now = self.clock.now()
        moments = [self._events[0][0]] if self._events else []
        moments += [
            record.due_at
            for record in self.watched.of_duty(Duty.REFER, Duty.DEPARTMENT)
            if record.due_at is not None and record.duty is not self._hidden
        ]
        return max(now + MINUTE, min(moments, default=now + timedelta(days=1)))

    def _turn(self) -> None:
        self.watched.hides = self._hidden
        dispatching.dispatch_collection(records=self.watched, queues=self.queues, clock=self.clock)
        for request in self.queues.take():
            if request.work is Work.REFER and self.rng.random() > 0.05:
                self._refer(request)

    # Workers ------------------------------------------------------------------------------------------------------

    def _refer(self, request: Request) -> None:
        for _ in range(2 if self.rng.random() < 0.1 else 1):
            self.mortally(lambda: self.refer(request.record_id))

    def mortally(self, work: Callable[[], object]) -> bool:
        """Do what a worker does, which may die at it; say whether it lived to the end."""
        dies = self.rng.random() < self.death_rate
        self.steps.arm(self.rng.randrange(1, _STEPS) if dies else None, is_after=self.rng.random() < 0.5)
        try:
            work()
        except Death:
            self.figures["deaths"] += 1
            return False
        except (NotFoundError, RecordConflictError, TransientServiceError):
            return False
        finally:
            self.steps.arm(None)
        return True

    def tell(self, news: DepartmentNews) -> None:
        """Put news into its queue: it is heard at least once, and again until a worker lived."""
        self.figures["news"] += 1
        self._hear(news)
        if self.rng.random() < 0.2:
            self.figures["news heard again"] += 1
            self.later(timedelta(minutes=self.rng.randrange(1, 3000)), lambda: self._hear(news))

    def _hear(self, news: DepartmentNews) -> None:
        try:
            if not self.mortally(lambda: self.hear(news)):
                self.later(6 * MINUTE, lambda: self._hear(news))
        except InvalidInputError:
            self.figures["news refused"] += 1

    # People -------------------------------------------------------------------------------------------------------

    def write(self, department_id: str) -> None:
        """Let a citizen complain of something that a department attends."""
        number, now = len(self.comments), self.clock.now()
        seen = a_network_comment(f"c{number}", f"queja número {number}", at=now)
        reading = a_classification(departments=(department_id,))
        comment = new_comment(seen, reading, publication=PUBLICATION, bar=BAR, now=now)
        self.put(comment)
        self.comments.append(comment.id)
        self.queues.refer(comment.id)

    def decide_disputes(self) -> None:
        """Let a person send on what no department takes; every day."""
        for case in self.cases():
            if case.state is ReferralState.DISPUTED:
                self.figures["assigned by a person"] += 1
                self._assign(case.id, self.rng.choice(("sapal", "deporte", "guardia")))
        self.later(timedelta(days=1), self.decide_disputes)

    def _assign(self, folio: str, department_id: str) -> None:
        assign_case(
            folio,
            department_id,
            reason="Le toca",
            by=the_image_office(),
            records=self.watched,
            catalogue=self.catalogue,
            queues=self.queues,
            clock=self.clock,
        )

    def cases(self) -> list[Referral]:
        """Give every case there is."""
        return [record for record in self.watched.of_type(Referral) if isinstance(record, Referral)]
