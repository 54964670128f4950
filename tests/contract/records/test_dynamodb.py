"""The table keeps what the procedure relies on."""

from typing import TYPE_CHECKING

import pytest

from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.ports import Records
from tests.contract.records.contract import RecordsContract

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


class TestDynamoRecords(RecordsContract):
    @pytest.fixture
    def records(self, dynamodb: "DynamoDBClient", table: str) -> Records:
        return DynamoRecords(dynamodb, table)
