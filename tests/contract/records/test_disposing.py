"""Deleting records for good, on the table and in memory: all or none, at their revisions, while the register is unmoved."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.adapters.records.disposing import DynamoRecordsDisposal
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.hold import HoldRegister, empty_register
from chalicelib.ports import Records, RecordsDisposal
from local.memory_records import InMemoryRecords
from tests.contract.samples import NOON, a_comment, a_delivery

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class DisposalContract:
    """The claims of `ports.RecordsDisposal`. A subclass gives `records` and what deletes from them."""

    def test_what_is_disposed_of_is_gone_and_nothing_else(self, records: Records, disposal: RecordsDisposal) -> None:
        register, one, other = records.commit(insert=[empty_register(NOON), a_comment(1), a_comment(2)])
        disposal.dispose([one], while_unmoved=register)
        assert (records.find(one.id), records.find(other.id)) == (None, other)

    def test_R06_a_record_that_changed_keeps_all_of_them(self, records: Records, disposal: RecordsDisposal) -> None:
        register, comment, delivery = records.commit(insert=[empty_register(NOON), a_comment(), a_delivery()])
        records.commit(replace=[delivery])
        with pytest.raises(RecordConflictError):
            disposal.dispose([comment, delivery], while_unmoved=register)
        assert records.find(comment.id) == comment

    def test_R04_a_register_that_moved_keeps_all_of_them(self, records: Records, disposal: RecordsDisposal) -> None:
        register, comment = records.commit(insert=[empty_register(NOON), a_comment()])
        assert isinstance(register, HoldRegister)
        records.commit(replace=[register])
        with pytest.raises(RecordConflictError):
            disposal.dispose([comment], while_unmoved=register)
        assert records.find(comment.id) == comment

    def test_what_is_gone_already_is_a_conflict(self, records: Records, disposal: RecordsDisposal) -> None:
        register, comment = records.commit(insert=[empty_register(NOON), a_comment()])
        disposal.dispose([comment], while_unmoved=register)
        with pytest.raises(RecordConflictError):
            disposal.dispose([comment], while_unmoved=register)

    def test_disposing_of_nothing_does_nothing(self, disposal: RecordsDisposal) -> None:
        disposal.dispose([], while_unmoved=empty_register(NOON))


class TestInMemory(DisposalContract):
    @pytest.fixture
    def records(self) -> InMemoryRecords:
        return InMemoryRecords()

    @pytest.fixture
    def disposal(self, records: InMemoryRecords) -> RecordsDisposal:
        return records


class TestDynamo(DisposalContract):
    @pytest.fixture
    def records(self, dynamodb: "DynamoDBClient", table: str) -> Records:
        return DynamoRecords(dynamodb, table)

    @pytest.fixture
    def disposal(self, dynamodb: "DynamoDBClient", table: str) -> RecordsDisposal:
        return DynamoRecordsDisposal(dynamodb, table)
