"""In-memory ports for unit tests. Each is held to the same contract tests as its adapter."""

from local.memory_records import InMemoryRecords
from tests.fakes.clock import FakeClock
from tests.fakes.files import (
    InMemoryArchive,
    InMemoryEnvelopes,
    InMemoryIntakeFiles,
    InMemoryMediaArchive,
    InMemoryMediaFiles,
    InMemoryNoticeFiles,
)
from tests.fakes.queues import InMemoryDepartmentInboxes, InMemoryWorkQueues, Request, Work

__all__ = [
    "FakeClock",
    "InMemoryArchive",
    "InMemoryDepartmentInboxes",
    "InMemoryEnvelopes",
    "InMemoryIntakeFiles",
    "InMemoryMediaArchive",
    "InMemoryMediaFiles",
    "InMemoryNoticeFiles",
    "InMemoryRecords",
    "InMemoryWorkQueues",
    "Request",
    "Work",
]
