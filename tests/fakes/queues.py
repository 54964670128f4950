"""The queues in memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.adapters.queues.inboxes import NO_SUCH_INBOX
from chalicelib.adapters.queues.work import MAX_DELAY_SECONDS
from chalicelib.domain.case_message import CaseMessage, ChangeMessage
from chalicelib.domain.errors import RejectedByServiceError
from chalicelib.domain.material_key import Upload
from chalicelib.domain.work import Lane, WorkMessage
from chalicelib.messages import notification_of


class Work(StrEnum):
    """What a message asks for."""

    PREPARE = "prepare"
    PUBLISH = "publish"
    READ_COMMENTS = "read_comments"
    REFER = "refer"
    HEED = "heed"


@dataclass(frozen=True)
class Request:
    """One message: what it asks for, of which record, after how long, and by which of the queues to the networks."""

    work: Work
    record_id: str
    delay_seconds: int = 0
    lane: Lane = Lane.POSTS


class InMemoryWorkQueues:
    """`ports.WorkQueues`; `requests` lists what was asked for, `take` empties it; `notifications` is the queue `material`."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.notifications: list[str] = []

    def receive(self, upload: Upload) -> None:
        self.notifications.append(notification_of(upload))

    def prepare(self, bulletin_id: str, delay_seconds: int = 0) -> None:
        self._send(Work.PREPARE, bulletin_id, delay_seconds)

    def publish(self, delivery_id: str, delay_seconds: int = 0, *, lane: Lane = Lane.POSTS) -> None:
        self._send(Work.PUBLISH, delivery_id, delay_seconds, lane)

    def read_comments(self, reading_id: str) -> None:
        self._send(Work.READ_COMMENTS, reading_id)

    def refer(self, record_id: str) -> None:
        self._send(Work.REFER, record_id)

    def heed(self, notice_name: str) -> None:
        self._send(Work.HEED, notice_name)

    def take(self) -> list[Request]:
        """Give what was asked for since the last time, in order."""
        taken, self.requests = self.requests, []
        return taken

    def ids(self, work: Work) -> list[str]:
        """Give the records one kind of work is asked for, in order."""
        return [request.record_id for request in self.requests if request.work is work]

    def _send(self, work: Work, record_id: str, delay_seconds: int = 0, lane: Lane = Lane.POSTS) -> None:
        if not 0 <= delay_seconds <= MAX_DELAY_SECONDS:
            raise ValueError(f"a message can wait 0 to {MAX_DELAY_SECONDS} seconds, not {delay_seconds}")
        self.requests.append(Request(work, WorkMessage(id=record_id).id, delay_seconds, lane))


class InMemoryDepartmentInboxes:
    """`ports.DepartmentInboxes`: cases in `messages`, changes in `changes`; with `departments` None every one has a queue."""

    def __init__(self, departments: Iterable[str] | None = None) -> None:
        self._departments = None if departments is None else frozenset(departments)
        self.messages: list[CaseMessage] = []
        self.changes: list[ChangeMessage] = []

    def deliver(self, message: CaseMessage | ChangeMessage) -> None:
        if self._departments is not None and message.department_id not in self._departments:
            raise RejectedByServiceError(f"{message.department_id} has no queue", code=NO_SUCH_INBOX)
        if isinstance(message, CaseMessage):
            self.messages.append(message)
        else:
            self.changes.append(message)

    def of(self, department_id: str) -> list[CaseMessage]:
        """Give what is in one department's queue, in order."""
        return [message for message in self.messages if message.department_id == department_id]
