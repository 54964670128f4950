"""The records in memory keep what the table keeps."""

import pytest

from chalicelib.ports import Records
from local.memory_records import InMemoryRecords
from tests.contract.records.contract import RecordsContract
from tests.contract.samples import a_comment


class TestInMemoryRecords(RecordsContract):
    @pytest.fixture
    def records(self) -> Records:
        return InMemoryRecords()


def test_every_version_ever_stored_is_listed_in_order() -> None:
    records = InMemoryRecords([a_comment(1)])
    records.commit(insert=[a_comment(2)], replace=records.all)
    assert [(record.id[-1], record.revision) for record in records.versions] == [("1", 1), ("2", 1), ("1", 2)]
