"""Workers that die: at a chosen step to the outside, before or after it takes effect."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.errors import TransientServiceError
from chalicelib.domain.material_key import Upload
from chalicelib.domain.records import Duty, Record
from chalicelib.domain.work import Lane
from chalicelib.ports import Records
from tests.fakes import InMemoryDepartmentInboxes, InMemoryWorkQueues


class Death(BaseException):
    """The process is gone. Nothing in the product catches it."""


@dataclass
class Steps:
    """Counts what a worker does to the outside; `die_at` is the step (from 1) at which it dies."""

    die_at: int | None = None
    is_after: bool = False
    names: list[str] = field(default_factory=list)

    def arm(self, die_at: int | None, *, is_after: bool = False) -> None:
        """Begin to count, and say where to die."""
        self.names = []
        self.die_at, self.is_after = die_at, is_after

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Mark one step."""
        self.names.append(name)
        is_last = len(self.names) == self.die_at
        if is_last and not self.is_after:
            raise Death(f"before {name}")
        yield
        if is_last:
            raise Death(f"after {name}")


@dataclass
class MortalRecords:
    """`ports.Records` where each write is a step; `failing_writes` more of them fail, taking no effect (P12)."""

    inner: Records
    steps: Steps
    failing_writes: int = 0

    def find(self, record_id: str) -> Record | None:
        return self.inner.find(record_id)

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        return self.inner.find_each(record_ids)

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        return self.inner.of_day(day, prefix)

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        return self.inner.due(duty, until, limit)

    def waiting(self, limit: int = 500) -> list[Record]:
        return self.inner.waiting(limit)

    def on_shelf(self, owner: str, prefix: str, after: str = "", limit: int = 100) -> list[Record]:
        return self.inner.on_shelf(owner, prefix, after, limit)

    def next_number(self, counter: str) -> int:
        return self.inner.next_number(counter)

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        with self._write("commit"):
            return self.inner.commit(insert=insert, replace=replace)

    def insert_new(self, records: Sequence[Record]) -> set[str]:
        with self._write("insert_new"):
            return self.inner.insert_new(records)

    def commit_numbered(
        self, counter: str, number: int, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        with self._write("commit_numbered"):
            return self.inner.commit_numbered(counter, number, insert=insert, replace=replace)

    @contextmanager
    def _write(self, name: str) -> Iterator[None]:
        with self.steps.step(name):
            if self.failing_writes:
                self.failing_writes -= 1
                raise TransientServiceError("throttled")
            yield


@dataclass
class RacedRecords(MortalRecords):
    """`ports.Records` where somebody else acts once in between: after a number is told, or before the first commit."""

    after_number: Callable[[], object] | None = None
    before_commit: Callable[[], object] | None = None

    def next_number(self, counter: str) -> int:
        number = super().next_number(counter)
        if rival := self.after_number:
            self.after_number = None
            rival()
        return number

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        if rival := self.before_commit:
            self.before_commit = None
            rival()
        return super().commit(insert=insert, replace=replace)


class MortalQueues(InMemoryWorkQueues):
    """`ports.WorkQueues` where each message is a step."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def receive(self, upload: Upload) -> None:
        with self._steps.step("ask to receive"):
            super().receive(upload)

    def prepare(self, bulletin_id: str, delay_seconds: int = 0) -> None:
        with self._steps.step("ask to prepare"):
            super().prepare(bulletin_id, delay_seconds)

    def publish(self, delivery_id: str, delay_seconds: int = 0, *, lane: Lane = Lane.POSTS) -> None:
        with self._steps.step("ask to publish"):
            super().publish(delivery_id, delay_seconds, lane=lane)

    def read_comments(self, reading_id: str) -> None:
        with self._steps.step("ask to read"):
            super().read_comments(reading_id)

    def heed(self, notice_name: str) -> None:
        with self._steps.step("ask to heed"):
            super().heed(notice_name)

    def refer(self, record_id: str) -> None:
        with self._steps.step("ask to refer"):
            super().refer(record_id)


class MortalInboxes(InMemoryDepartmentInboxes):
    """`ports.DepartmentInboxes` where each message is a step."""

    def __init__(self, steps: Steps, departments: frozenset[str] | None = None) -> None:
        super().__init__(departments)
        self._steps = steps

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        with self._steps.step("deliver"):
            super().deliver(message)
