"""A records table as the template declares it, for tests."""

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_KEYS = {"due": ("duty", "due_at"), "attention": ("waits_for", "waits_since"), "department": ("owner", "place")}


def create_table(client: "DynamoDBClient") -> str:
    """Make an empty table with its three sparse indexes; give its name."""
    name = f"records-{uuid4().hex}"
    client.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": attribute, "AttributeType": "S"}
            for attribute in ("date", "id", *(name for names in _KEYS.values() for name in names))
        ],
        KeySchema=[{"AttributeName": "date", "KeyType": "HASH"}, {"AttributeName": "id", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": index,
                "KeySchema": [
                    {"AttributeName": first, "KeyType": "HASH"},
                    {"AttributeName": second, "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
            for index, (first, second) in _KEYS.items()
        ],
    )
    return name
