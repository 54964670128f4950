"""What DynamoDB may answer instead of doing what it was asked. Answers come from botocore's own stub."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib.adapters.records.batch import WAITS_SECONDS
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain.errors import ExternalServiceError, RecordConflictError, TransientServiceError
from tests.contract.samples import a_comment
from tests.ministack import client_of

THROTTLED = {"Error": {"Code": "ThrottlingError", "Message": "slow down"}}
STORED: dict[str, Any] = {"TableName": "records"}


class Stubbed:
    """The adapter over a stub, and how long it slept."""

    def __init__(self) -> None:
        client = client_of("dynamodb")
        self.stub = Stubber(client)
        self.slept: list[float] = []
        self.records = DynamoRecords(client, "records", self.slept.append)


@pytest.fixture
def stubbed() -> Iterator[Stubbed]:
    stubbed = Stubbed()
    with stubbed.stub:
        yield stubbed
    stubbed.stub.assert_no_pending_responses()


def test_C20_rows_that_were_throttled_go_again_alone(stubbed: Stubbed) -> None:
    comments = [a_comment(1), a_comment(2)]
    stubbed.stub.add_response("batch_execute_statement", {"Responses": [STORED, THROTTLED]})
    stubbed.stub.add_response("batch_execute_statement", {"Responses": [STORED]})
    assert stubbed.records.insert_new(comments) == {comment.id for comment in comments}
    assert stubbed.slept == [WAITS_SECONDS[0]]


def test_rows_that_stay_throttled_are_told_as_passing(stubbed: Stubbed) -> None:
    for _ in range(len(WAITS_SECONDS) + 1):
        stubbed.stub.add_response("batch_execute_statement", {"Responses": [THROTTLED]})
    with pytest.raises(TransientServiceError):
        stubbed.records.insert_new([a_comment(1)])
    assert stubbed.slept == list(WAITS_SECONDS)


def test_a_row_that_cannot_be_stored_is_told_and_not_tried_again(stubbed: Stubbed) -> None:
    refused = {"Error": {"Code": "ValidationError", "Message": "no"}}
    stubbed.stub.add_response("batch_execute_statement", {"Responses": [STORED, refused]})
    with pytest.raises(ExternalServiceError) as refusal:
        stubbed.records.insert_new([a_comment(1), a_comment(2)])
    assert not isinstance(refusal.value, TransientServiceError)
    assert a_comment(2).id in str(refusal.value)


def test_a_row_stored_before_is_not_told_as_stored(stubbed: Stubbed) -> None:
    duplicate = {"Error": {"Code": "DuplicateItem", "Message": "there"}}
    stubbed.stub.add_response("batch_execute_statement", {"Responses": [duplicate, STORED]})
    assert stubbed.records.insert_new([a_comment(1), a_comment(2)]) == {a_comment(2).id}


def test_a_commit_beside_another_transaction_may_be_tried_again(stubbed: Stubbed) -> None:
    _cancel(stubbed, "None", "TransactionConflict")
    with pytest.raises(TransientServiceError):
        stubbed.records.commit(insert=[a_comment(1), a_comment(2)])


def test_a_number_another_transaction_is_taking_is_a_conflict_after_a_moment(stubbed: Stubbed) -> None:
    _cancel(stubbed, "TransactionConflict", "None")
    with pytest.raises(RecordConflictError):
        stubbed.records.commit_numbered("n", 1, insert=[a_comment(1)])
    assert len(stubbed.slept) == 1


def test_a_conflict_counts_more_than_throttling(stubbed: Stubbed) -> None:
    _cancel(stubbed, "ThrottlingError", "ConditionalCheckFailed")
    with pytest.raises(RecordConflictError):
        stubbed.records.commit(insert=[a_comment(1), a_comment(2)])


def test_a_transaction_that_can_never_succeed_is_not_told_as_passing(stubbed: Stubbed) -> None:
    _cancel(stubbed, "ThrottlingError", "ValidationError")
    with pytest.raises(ExternalServiceError) as refusal:
        stubbed.records.commit(insert=[a_comment(1), a_comment(2)])
    assert not isinstance(refusal.value, TransientServiceError)


def _cancel(stubbed: Stubbed, *codes: str) -> None:
    stubbed.stub.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )
