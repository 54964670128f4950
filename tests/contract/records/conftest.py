"""A table for each test, on the emulator."""

from typing import TYPE_CHECKING

import pytest

from tests.contract.records.tables import create_table
from tests.ministack import client_of

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="session")
def dynamodb(ministack: str) -> "DynamoDBClient":
    """Give the emulator's DynamoDB."""
    client: DynamoDBClient = client_of("dynamodb", ministack)
    return client


@pytest.fixture
def table(dynamodb: "DynamoDBClient") -> str:
    """Make a table for one test."""
    return create_table(dynamodb)
