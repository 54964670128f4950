"""SQS carries what the procedure relies on."""

import json
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from chalicelib.adapters.queues.inboxes import SqsDepartmentInboxes
from chalicelib.adapters.queues.work import SqsWorkQueues
from chalicelib.domain.case_message import CaseMessage
from chalicelib.domain.errors import ExternalServiceError, RejectedByServiceError, TransientServiceError
from chalicelib.domain.work import WorkMessage
from tests.contract.queues.contract import DepartmentInboxesContract, Departments, WorkQueuesContract, Workshop
from tests.contract.samples import a_case_message
from tests.ministack import client_of

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient
    from types_boto3_sqs.type_defs import MessageTypeDef

QUEUES = (
    "material",
    "preparations",
    "publications",
    "live_publications",
    "replies",
    "readings",
    "referrals",
    "notices",
)


@pytest.fixture
def sqs(emulator: str | None) -> "SQSClient":
    client: SQSClient = client_of("sqs", emulator)
    return client


def _messages(sqs: "SQSClient", url: str) -> "list[MessageTypeDef]":
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
    return answer.get("Messages", [])


class _Workshop:
    def __init__(self, sqs: "SQSClient") -> None:
        self._sqs = sqs
        self._urls = {name: sqs.create_queue(QueueName=f"{name}-{uuid4().hex}")["QueueUrl"] for name in QUEUES}
        self.queues = SqsWorkQueues(sqs, **self._urls)

    def take(self, queue: str) -> list[str]:
        bodies = (message["Body"] for message in _messages(self._sqs, self._urls[queue]))
        return [WorkMessage.model_validate_json(body).id for body in bodies]

    def notifications(self) -> list[str]:
        return [message["Body"] for message in _messages(self._sqs, self._urls["material"])]


class TestSqsWorkQueues(WorkQueuesContract):
    @pytest.fixture
    def workshop(self, sqs: "SQSClient") -> Workshop:
        return _Workshop(sqs)


def test_P8_a_function_that_was_given_no_queue_says_so(sqs: "SQSClient") -> None:
    with pytest.raises(LookupError):
        SqsWorkQueues(sqs).publish("PUB-1#x")


def test_a_work_queue_that_is_missing_is_not_told_as_passing(sqs: "SQSClient") -> None:
    missing = sqs.create_queue(QueueName=f"gone-{uuid4().hex}")["QueueUrl"]
    sqs.delete_queue(QueueUrl=missing)
    with pytest.raises(ExternalServiceError) as refusal:
        SqsWorkQueues(sqs, referrals=missing).refer("COM-1")
    assert not isinstance(refusal.value, TransientServiceError)


class _Departments:
    def __init__(self, sqs: "SQSClient") -> None:
        self.prefix = f"departments-{uuid4().hex}-"
        self._sqs = sqs
        self.urls = {name: sqs.create_queue(QueueName=f"{self.prefix}{name}")["QueueUrl"] for name in ("sapal", "dif")}
        self.inboxes = SqsDepartmentInboxes(sqs, self.prefix)

    def read(self, department_id: str) -> list[CaseMessage]:
        messages = _messages(self._sqs, self.urls[department_id])
        return [CaseMessage.model_validate_json(message["Body"]) for message in messages]


@pytest.fixture
def departments(sqs: "SQSClient") -> _Departments:
    return _Departments(sqs)


class TestSqsDepartmentInboxes(DepartmentInboxesContract):
    @pytest.fixture
    def departments(self, sqs: "SQSClient") -> Departments:
        return _Departments(sqs)


def test_folio_and_version_can_be_read_without_the_body(sqs: "SQSClient", departments: _Departments) -> None:
    departments.inboxes.deliver(a_case_message())
    (message,) = _messages(sqs, departments.urls["sapal"])
    told = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
    assert told == {"version": "1", "folio": "LEO-20261123-000001", "what": "case"}


def test_C18_half_a_character_reaches_the_department_as_a_mark(sqs: "SQSClient", departments: _Departments) -> None:
    departments.inboxes.deliver(a_case_message(text="a \ud83d b"))
    (message,) = _messages(sqs, departments.urls["sapal"])
    assert json.loads(message["Body"])["text"] == "a � b"
    assert message["Body"].isascii()


def test_Q09_a_queue_that_was_deleted_is_told_and_found_again_when_it_is_back(
    sqs: "SQSClient", departments: _Departments
) -> None:
    departments.inboxes.deliver(a_case_message())
    sqs.delete_queue(QueueUrl=departments.urls["sapal"])
    with pytest.raises(RejectedByServiceError):
        departments.inboxes.deliver(a_case_message())
    departments.urls["sapal"] = sqs.create_queue(QueueName=f"{departments.prefix}sapal")["QueueUrl"]
    departments.inboxes.deliver(a_case_message())
    assert departments.read("sapal") == [a_case_message()]
