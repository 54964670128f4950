"""
P2: whatever a network does and wherever a worker dies, there are never two live posts.

The machine is run by workers that sleep, die and come back, against a network that accepts, refuses, loses answers and
shows late what it accepted. A worker that is still alive when its lease has ended does not exist: the publisher's time-out
is shorter than the lease.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_decisions import PersonDecision, Verdict
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.records import Duty
from tests.builders import NOW, a_delivery

SETTLE = 60


@dataclass
class Store:
    """One record, stored only over the revision it was made from."""

    record: Delivery = field(default_factory=a_delivery)

    def put(self, changed: Delivery) -> Delivery | None:
        if changed.revision != self.record.revision:
            return None
        self.record = changed.model_copy(update={"revision": changed.revision + 1})
        return self.record


@dataclass
class Network:
    """Ids that are live, and from when on a reader sees them."""

    visible_from: dict[str, datetime] = field(default_factory=dict)

    def accept(self, now: datetime, lag_seconds: int) -> str:
        network_id = f"p{len(self.visible_from) + 1}"
        self.visible_from[network_id] = now + timedelta(seconds=lag_seconds)
        return network_id

    def shown(self, now: datetime) -> list[str]:
        return [network_id for network_id, since in self.visible_from.items() if since <= now]


LAGS = st.integers(0, 10 * SETTLE)
"""Also beyond the settle time: this network would take the same write twice."""


class DeliveryMachine(RuleBasedStateMachine):
    """What workers and the network can do to one delivery."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.store = Store()
        self.network = Network()
        self.workers: list[Delivery] = []

    @property
    def record(self) -> Delivery:
        return self.store.record

    def _write(self, changed: Delivery) -> None:
        """Store a version; the worker goes on with it, or learns that somebody else has the delivery."""
        stored = self.store.put(changed)
        if stored is not None and stored.is_leased(self.now):
            self.workers.append(stored)

    def _take(self, state: DeliveryState, which: int) -> Delivery | None:
        """Give a worker that is in a state and still alive; its memory may be old."""
        alive = [worker for worker in self.workers if worker.state is state and worker.is_leased(self.now)]
        return alive[which % len(alive)] if alive else None

    # Time and deaths ----------------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([1, 3, 15, 59, 60, 149, 150, 151, 600]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def every_worker_dies(self) -> None:
        self.workers.clear()

    # A worker's steps ---------------------------------------------------------------------------------------------

    @precondition(
        lambda self: (
            self.record.duty is Duty.PUBLISH
            and self.record.due_at <= self.now
            and self.record.state in {DeliveryState.READY, DeliveryState.CLAIMED, DeliveryState.HELD}
        )
    )
    @rule()
    def claims(self) -> None:
        self._write(self.record.claimed(self.now))

    @rule(which=st.integers(0, 9))
    def writes_the_intent_down(self, which: int) -> None:
        worker = self._take(DeliveryState.CLAIMED, which)
        if worker:
            self._write(worker.intended("f" * 64, self.now))

    @rule(
        which=st.integers(0, 9),
        lag=LAGS,
        outcome=st.sampled_from(["answered", "answer lost", "died", "nothing, unknown", "try later", "patience"]),
    )
    def calls(self, which: int, lag: int, outcome: str) -> None:
        worker = self._take(DeliveryState.INTENT, which)
        if worker is None:
            return
        self.workers = [other for other in self.workers if other is not worker]  # one call, never repeated
        if outcome in {"answered", "answer lost", "died"}:
            network_id = self.network.accept(self.now, lag)
            if outcome == "answered":
                self._write(worker.accepted(network_id, self.now))
        if outcome in {"answer lost", "nothing, unknown"}:
            self._write(worker.unknown(texts_es.OUTCOME_UNKNOWN, self.now))
        if outcome == "try later":
            self._write(worker.try_again(worker.retry_at(self.now)))
        if outcome == "patience":
            self._write(worker.postponed(self.now + timedelta(minutes=15)))

    @rule(which=st.integers(0, 9))
    def token_is_dead(self, which: int) -> None:
        worker = self._take(DeliveryState.CLAIMED, which)
        if worker:
            self._write(worker.held_until(self.now + timedelta(minutes=10), texts_es.CREDENTIALS_REJECTED, self.now))

    # Reading the account ------------------------------------------------------------------------------------------

    @precondition(lambda self: self.record.state is DeliveryState.INTENT and not self.record.is_leased(self.now))
    @rule()
    def finds_an_old_intent(self) -> None:
        self._write(self.record.unknown(texts_es.OUTCOME_UNKNOWN, self.now))

    @precondition(lambda self: self.record.state is DeliveryState.UNKNOWN)
    @rule()
    def looks_for_it(self) -> None:
        shown = self.network.shown(self.now)
        if len(shown) > 1:
            self._write(self.record.held(texts_es.SEVERAL_MATCHES, self.now))
        elif shown:
            self._write(self.record.accepted(shown[0], self.now, is_adopted=True))
        elif self.record.has_settled(SETTLE, self.now):
            self._write(self.record.held(texts_es.MAY_BE_OUT, self.now))
        else:
            self._write(self.record.looked(self.now))

    @precondition(lambda self: self.record.state in {DeliveryState.UNKNOWN, DeliveryState.ACCEPTED})
    @rule()
    def cannot_read(self) -> None:
        self._write(self.record.looked(self.now))

    @precondition(lambda self: self.record.state is DeliveryState.ACCEPTED)
    @rule()
    def reads_back(self) -> None:
        if self.record.network_id in self.network.shown(self.now):
            self._write(self.record.done(permalink=None, published_at=self.now, now=self.now))
        elif self.record.has_settled(SETTLE, self.now):
            self._write(self.record.held(texts_es.NOT_SHOWN, self.now))
        else:
            self._write(self.record.looked(self.now))

    # A person -----------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.record.is_untouched)
    @rule()
    def a_person_releases_it_again(self) -> None:
        self._write(self.record.rescheduled(self.now, 1))

    @precondition(lambda self: self.record.is_untouched)
    @rule()
    def a_person_takes_it_down_before_it_goes_out(self) -> None:
        self._write(self.record.cancelled(texts_es.TAKEN_DOWN_BEFORE))

    @precondition(lambda self: self.record.waits_for_person and self.network.visible_from)
    @rule()
    def a_person_sees_it_on_the_network(self) -> None:
        self._write(self.record.adopted("p1", self._word(Verdict.IT_IS_THERE), self.now))

    @precondition(lambda self: self.record.waits_for_person and not self.network.visible_from)
    @rule(verdict=st.sampled_from(["publish_anyway", "look_again", "given_up"]))
    def a_person_sees_that_it_is_not_there(self, verdict: str) -> None:
        decide = getattr(self.record, verdict)
        self._write(decide(self._word(Verdict.LOOK_AGAIN), self.now))

    @precondition(lambda self: self.record.waits_for_person)
    @rule()
    def a_person_has_it_looked_for(self) -> None:
        self._write(self.record.look_again(self._word(Verdict.LOOK_AGAIN), self.now))

    def _word(self, verdict: Verdict) -> PersonDecision:
        return PersonDecision(verdict=verdict, by="directora", at=self.now)

    # Promises -----------------------------------------------------------------------------------------------------

    @invariant()
    def never_two_live_posts(self) -> None:
        assert len(self.network.visible_from) <= 1

    @invariant()
    def untouched_means_nothing_is_there(self) -> None:
        assert not (self.record.is_untouched and self.network.visible_from)
        assert not (self.record.state is DeliveryState.CANCELLED and self.network.visible_from)

    @invariant()
    def done_means_it_is_there(self) -> None:
        if self.record.state is DeliveryState.DONE:
            assert self.record.network_id in self.network.visible_from

    @invariant()
    def unfinished_means_due(self) -> None:
        assert self.record.is_finished or (self.record.due_at and self.record.duty)


TestDeliveryMachine = DeliveryMachine.TestCase
TestDeliveryMachine.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
