"""
The municipality that schedules of faults are tried on: the product's own procedure over records, queues and a clock in memory.

Every step of a worker to the outside can be struck, before and after it takes effect: `strikes` are asked at each. Time jumps
to whatever comes next. What is authorised, and when that ends, is kept here a second time, apart from the product (P1).
"""

import dataclasses
import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.adapters.records.codec import first_revision, next_revision
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.records import Duty, Record
from chalicelib.procedure import dispatching
from chalicelib.procedure.asking import SOON
from chalicelib.procedure.sending import PublishingPorts
from tests.builders import NOW
from tests.fakes import InMemoryRecords, Work
from tests.faults.publishing_network import REFUSED_TWICE, TrueNetwork
from tests.mortality import Death, MortalRecords, Steps
from tests.world import World

FAILURES = (Death, RecordConflictError, TransientServiceError)
_MINUTE = timedelta(minutes=1)


class When(StrEnum):
    """Which side of a step."""

    BEFORE = "before"
    AFTER = "after"


class Without(StrEnum):
    """A protection that is taken away, to show that it is needed."""

    SETTLE = "settle"
    EPOCH = "epoch"
    INTENT = "intent"


class QuickRecords(InMemoryRecords):
    """Records that are not encoded; `is_fenced` says whether a version must follow the one it was made from."""

    is_fenced = True

    def _store(self, records: Sequence[Record]) -> None:
        for record in records:
            self._by_id[record.id] = record

    def _check_unmoved(self, records: Sequence[Record]) -> None:
        if self.is_fenced:
            super()._check_unmoved(records)

    def rewrite(self, record: Record) -> None:
        """Put a record in the place of the one that is there, revision and all."""
        self._by_id[record.id] = record

    def snapshot(self) -> dict[str, Record]:
        return dict(self._by_id)

    def restore(self, records: dict[str, Record]) -> None:
        self._by_id = dict(records)

    @property
    def deliveries(self) -> list[Delivery]:
        return [record for record in self._by_id.values() if isinstance(record, Delivery)]

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        ripe = [r for r in self._by_id.values() if r.duty is duty and r.due_at is not None and r.due_at <= until]
        return sorted(ripe, key=lambda record: (record.due_at or until, record.id))[:limit]


class TellingSteps(Steps):
    """Steps that are told to the town, before and after they take effect."""

    def __init__(self, tell: Callable[[str, When], None]) -> None:
        super().__init__()
        self._tell = tell

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._tell(name, When.BEFORE)
        yield
        self._tell(name, When.AFTER)


class NamedRecords(MortalRecords):
    """Each write is a step named by the state it puts a delivery into."""

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        moved = [record for record in (*replace, *insert) if isinstance(record, Delivery)]
        with self.steps.step(f"store {moved[0].state} {moved[0].id}" if moved else "commit"):
            if self.failing_writes:
                self.failing_writes -= 1
                raise TransientServiceError("throttled")
            self.inner.commit(insert=insert, replace=replace)
            return (*map(first_revision, insert), *map(next_revision, replace))


class Town(World):
    """A world whose steps can be struck."""

    def __init__(self, without: Without | None = None) -> None:
        super().__init__()
        self.without = without
        self.strikes: list[Callable[[str, When], None]] = []
        self.story: list[str] | None = None
        self.met: set[str] = set()
        self.covered: dict[Network, set[str]] = {}
        self.closed_until: datetime | None = None
        self.removed_by_hand = False
        self.unauthorised: list[str] = []
        self.dispatcher_sleeps_until: datetime | None = None
        self.steps = TellingSteps(self._step)
        self.stored = self.quick = QuickRecords()
        self.quick.is_fenced = without is not Without.EPOCH
        self.records = NamedRecords(self.stored, self.steps)
        self.queues._steps = self.steps
        self.nets = {network: self._network(network) for network in SOCIAL_NETWORKS}
        self._was_covered: dict[Network, set[str]] = {}
        self._busy = 0
        self._ticked_at: datetime | None = None

    def _network(self, network: Network) -> TrueNetwork:
        account = TrueNetwork(self.clock, self.steps, network, refused_twice=REFUSED_TWICE[network])
        if self.without is Without.SETTLE:
            account.settle_seconds, account.claims_to_refuse, account.refused_twice = 0, frozenset(Action), frozenset()
        account.when_called = lambda call, content: self._called(network, call, content)
        return account

    @property
    def publishing(self) -> PublishingPorts:
        """Give the world's ports, with the true networks."""
        return dataclasses.replace(super().publishing, accounts=self.nets.__getitem__)

    @property
    def is_closed(self) -> bool:
        """Say whether a blackout window is open now."""
        return self.closed_until is not None and self.clock.now() < self.closed_until

    # Steps --------------------------------------------------------------------------------------------------------

    def tell(self, sentence: str) -> None:
        if self.story is not None:
            self.story.append(f"{self.clock.now() - NOW!s:>15}  {'  ' * self._busy}{sentence}")

    def _step(self, name: str, when: When) -> None:
        if self.story is not None:
            self.tell(f"{when} {name}")
        if when is When.BEFORE and name.startswith("store intent"):
            network = Network(name.split("#")[1])
            self._was_covered[network] = set() if self.is_closed else set(self.covered.get(network, ()))
        for strike in tuple(self.strikes):
            if strike in self.strikes:
                strike(name, when)

    def _called(self, network: Network, call: str, content: str) -> None:
        self.tell(f"{network} accepts: {call}")
        if call == "publish" and content not in self._was_covered.get(network, ()):
            self.unauthorised.append(f"{network}: {content[:40]}")

    # Workers ------------------------------------------------------------------------------------------------------

    def work(self, delivery_id: str) -> None:
        """Let one worker take a delivery as far as it goes, or die."""
        before = self.quick.snapshot() if self.without is Without.INTENT else None
        self._busy += 1
        self.tell(f"a worker takes {delivery_id}")
        try:
            self.carry_out(delivery_id)
        except FAILURES as failure:
            self.tell(f"the worker ends: {type(failure).__name__} {failure}")
            if before is not None and isinstance(failure, Death):
                self._forget_intents(before)
        finally:
            self._busy -= 1

    def _forget_intents(self, before: dict[str, Record]) -> None:
        """What a worker wrote down of its intents was not durable: it died with it."""
        for delivery in self.quick.deliveries:
            known = before.get(delivery.id)
            if delivery.state is DeliveryState.INTENT and isinstance(known, Delivery):
                forgotten = {"state": DeliveryState.CLAIMED, "sent_after": known.sent_after, "fingerprint": None}
                self.quick.rewrite(delivery.model_copy(update=forgotten))

    def _work(self, work: Work, record_id: str) -> None:
        if work is Work.PUBLISH:
            self.work(record_id)

    # Time ---------------------------------------------------------------------------------------------------------

    def turn(self, hours: float) -> None:
        """Let schedules and queues run until no machine has anything to do, at most so many hours."""
        end = self.clock.now() + timedelta(hours=hours)
        while True:
            self._post_messages()
            at = self._next_at(end)
            if at is None or at > end:
                break
            self.clock.set(max(at, self.clock.now()))
            self._do_next()
        self._post_messages()

    def _next_at(self, end: datetime) -> datetime | None:
        message = self._messages[0][0] if self._messages else None
        due = min((r.due_at for r in self.quick.deliveries if r.duty is Duty.PUBLISH and r.due_at), default=None)
        tick = self._tick_for(due) if due is not None and due <= end else None
        return min((at for at in (message, tick) if at is not None), default=None)

    def _tick_for(self, due: datetime) -> datetime:
        """The dispatcher's next minute that sees what is due then."""
        earliest = max(due - SOON, self.clock.now(), self.dispatcher_sleeps_until or self.clock.now())
        if self._ticked_at is not None:
            earliest = max(earliest, self._ticked_at + _MINUTE)
        return earliest

    def _do_next(self) -> None:
        now = self.clock.now()
        if self._messages and self._messages[0][0] <= now:
            _, _, work, record_id = heapq.heappop(self._messages)
            self._work(work, record_id)
            return
        self._ticked_at = now
        try:
            dispatching.dispatch_publications(records=self.records, queues=self.queues, clock=self.clock)
        except FAILURES as failure:
            self.tell(f"the dispatcher ends: {type(failure).__name__} {failure}")

    def _push(self, at: datetime, delivery_id: str) -> None:
        heapq.heappush(self._messages, (at, next(self._order), Work.PUBLISH, delivery_id))

    def message_again(self, delivery_id: str, seconds: float = 0) -> None:
        """Let the queue deliver a message, as it may at any time."""
        self._push(self.clock.now() + timedelta(seconds=seconds), delivery_id)

    def lose_messages(self) -> None:
        self.queues.take()
        self._messages.clear()
