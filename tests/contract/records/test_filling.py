"""A table is filled again, as the records were, and nothing in it is overwritten but by a later version of itself."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.adapters.records.filling import DynamoRecordsToFill
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.records import Duty, Record
from chalicelib.ports import Records, RecordsToFill
from local.memory_records import InMemoryRecords
from tests.builders import NOW, a_comment, a_network_comment, a_referral

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class RecordsToFillContract:
    """The claims of `ports.RecordsToFill`. A subclass gives the fixtures `filling` and `records`, of one table."""

    GIVEN = (
        *(a_comment(a_network_comment(f"c{number}")).model_copy(update={"revision": 3}) for number in range(30)),
        a_referral(number=9).model_copy(update={"revision": 12}),
    )

    def test_records_come_back_at_their_revisions_and_into_the_indexes(
        self, filling: RecordsToFill, records: Records
    ) -> None:
        assert filling.fill(self.GIVEN) == {record.id for record in self.GIVEN}
        assert [records.find(record.id) for record in self.GIVEN] == list(self.GIVEN)
        due = [record for record in self.GIVEN if record.duty is Duty.REFER]
        latest = max(record.due_at for record in due if record.due_at)
        assert {record.id for record in records.due(Duty.REFER, latest)} == {record.id for record in due}
        changed = records.commit(replace=[self.GIVEN[0].evolve(author_handle="otra")])[0]
        assert changed.revision == 4

    def test_R05_what_is_there_stays(self, filling: RecordsToFill, records: Records) -> None:
        newer: Record = self.GIVEN[0].model_copy(update={"revision": 7, "created_at": NOW})
        filling.fill([newer])
        assert filling.fill(self.GIVEN[:3]) == {record.id for record in self.GIVEN[1:3]}
        assert records.find(newer.id) == newer

    def test_R05_a_record_goes_forward_over_the_revision_that_is_said_and_over_no_other(
        self, filling: RecordsToFill, records: Records
    ) -> None:
        older = self.GIVEN[0]
        newer = older.evolve(revision=7, author_handle="otra")
        with pytest.raises(RecordConflictError):
            filling.advance(newer, over=3)
        filling.fill([older])
        with pytest.raises(RecordConflictError):
            filling.advance(newer, over=6)
        assert filling.find_each([older.id, "COM-20261123-x-none"]) == {older.id: older}
        filling.advance(newer, over=3)
        assert records.find(older.id) == newer

    def test_R05_a_counter_goes_on_after_the_last_number_and_never_back(
        self, filling: RecordsToFill, records: Records
    ) -> None:
        for number in (3, 9, 4):
            filling.restore_number("folio-20261123", number)
        assert records.next_number("folio-20261123") == 10
        records.commit_numbered("folio-20261123", 10, insert=[a_referral(number=10)])
        filling.restore_number("folio-20261123", 9)
        assert records.next_number("folio-20261123") == 11


class TestDynamoRecordsToFill(RecordsToFillContract):
    @pytest.fixture
    def filling(self, dynamodb: "DynamoDBClient", table: str) -> RecordsToFill:
        return DynamoRecordsToFill(dynamodb, table)

    @pytest.fixture
    def records(self, dynamodb: "DynamoDBClient", table: str) -> Records:
        return DynamoRecords(dynamodb, table)


class TestInMemoryRecordsToFill(RecordsToFillContract):
    @pytest.fixture
    def records(self) -> InMemoryRecords:
        return InMemoryRecords()

    @pytest.fixture
    def filling(self, records: InMemoryRecords) -> RecordsToFill:
        return records
