"""The queues in memory keep what SQS keeps."""

import pytest

from chalicelib.domain.case_message import CaseMessage
from chalicelib.domain.work import Lane
from tests.contract.queues.contract import DepartmentInboxesContract, Departments, WorkQueuesContract, Workshop
from tests.fakes.queues import InMemoryDepartmentInboxes, InMemoryWorkQueues, Request, Work

_WORK_BY_QUEUE = {
    "preparations": (Work.PREPARE, Lane.POSTS),
    "publications": (Work.PUBLISH, Lane.POSTS),
    "live_publications": (Work.PUBLISH, Lane.LIVE),
    "replies": (Work.PUBLISH, Lane.REPLIES),
    "readings": (Work.READ_COMMENTS, Lane.POSTS),
    "notices": (Work.HEED, Lane.POSTS),
    "referrals": (Work.REFER, Lane.POSTS),
}


class _Workshop:
    def __init__(self) -> None:
        self.queues = InMemoryWorkQueues()

    def take(self, queue: str) -> list[str]:
        wanted = _WORK_BY_QUEUE[queue]
        shown = [asked for asked in self.queues.requests if not asked.delay_seconds]
        return [asked.record_id for asked in shown if (asked.work, asked.lane) == wanted]

    def notifications(self) -> list[str]:
        return self.queues.notifications


class TestInMemoryWorkQueues(WorkQueuesContract):
    @pytest.fixture
    def workshop(self) -> Workshop:
        return _Workshop()


class _Departments:
    def __init__(self) -> None:
        self.inboxes = InMemoryDepartmentInboxes(["sapal", "dif"])

    def read(self, department_id: str) -> list[CaseMessage]:
        return self.inboxes.of(department_id)


class TestInMemoryDepartmentInboxes(DepartmentInboxesContract):
    @pytest.fixture
    def departments(self) -> Departments:
        return _Departments()


def test_what_was_asked_for_is_listed_until_it_is_taken() -> None:
    queues = InMemoryWorkQueues()
    queues.publish("PUB-1#x", delay_seconds=30)
    queues.refer("COM-1")
    assert queues.ids(Work.REFER) == ["COM-1"]
    assert queues.take() == [Request(Work.PUBLISH, "PUB-1#x", 30), Request(Work.REFER, "COM-1", 0)]
    assert queues.take() == []
