"""The turning of the wheels: schedules, queues, workers."""

import heapq
from datetime import datetime, timedelta

from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import RecordConflictError, TransientServiceError
from chalicelib.domain.records import Duty, Record
from chalicelib.procedure import dispatching
from tests.fakes import Work
from tests.mortality import Death
from tests.world.citizens import Citizens
from tests.world.correcting import Correcting


class World(Correcting, Citizens):
    """A municipality in memory."""

    def run(self, minutes: int = 240) -> None:
        """
        Let schedules fire and workers work off the queues until nothing is left for a machine to publish or refer.

        A worker that dies takes its message with it, and so does one that fails: only what is due brings it back.
        """
        for _ in range(minutes):
            dispatching.dispatch_publications(records=self.records, queues=self.queues, clock=self.clock)
            for case in self.records.due(Duty.REFER, self.clock.now()):
                self.queues.refer(case.id)
            self._work_until(self.clock.now() + timedelta(minutes=1))
            if not self._left():
                return
        raise AssertionError(f"never quiet: {[record.id for record in self._left()]}")

    def pass_time(self, until: datetime) -> None:
        """Let schedules fire and workers work until an instant, to the second."""
        while self.clock.now() < until:
            dispatching.dispatch_publications(records=self.records, queues=self.queues, clock=self.clock)
            self._work_until(min(until, self.clock.now() + timedelta(minutes=1)))

    def _left(self) -> list[Record]:
        far = self.clock.now() + timedelta(days=400)
        return [
            *filter(self._is_up_to_a_machine, self.stored.due(Duty.PUBLISH, far)),
            *self.stored.due(Duty.REFER, far),
        ]

    def _is_up_to_a_machine(self, record: Record) -> bool:
        """What the gate holds goes on when a window closes or a person says so: that may be weeks away."""
        held = isinstance(record, Delivery) and record.state is DeliveryState.HELD
        is_near = record.due_at is not None and record.due_at <= self.clock.now()
        return is_near or not (held and isinstance(record, Delivery) and record.gate and not record.gate.passed)

    def _work_until(self, until: datetime) -> None:
        self._post_messages()
        while self._messages and self._messages[0][0] <= until:
            at, _, work, record_id = heapq.heappop(self._messages)
            self.clock.set(max(at, self.clock.now()))
            self._work(work, record_id)
            self._post_messages()
        self.clock.set(max(until, self.clock.now()))

    def _post_messages(self) -> None:
        for request in self.queues.take():
            at = self.clock.now() + timedelta(seconds=request.delay_seconds)
            heapq.heappush(self._messages, (at, next(self._order), request.work, request.record_id))

    def _work(self, work: Work, record_id: str) -> None:
        try:
            if work is Work.PUBLISH:
                self.carry_out(record_id)
            elif work is Work.REFER:
                self.refer(record_id)
        except (Death, RecordConflictError, TransientServiceError):
            return

    @property
    def messages(self) -> int:
        """How many messages are in the queues."""
        return len(self._messages) + len(self.queues.requests)
