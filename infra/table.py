"""
The records table: a day's records under the day, three sparse indexes, a stream for the archive.

`due` holds what someone must look at again and when (P6); `attention` what waits for a person and since when. A record that
is finished carries neither attribute and is in neither index. `department` holds a department's cases, the open ones apart.
"""

from infra.buckets import KEPT
from infra.cloudformation import Json, Resources, resource, when

TABLE = "RecordsTable"
DUE, ATTENTION, DEPARTMENT = "due", "attention", "department"
STRINGS = ("date", "id", "duty", "due_at", "waits_for", "waits_since", "owner", "place")


def resources() -> Resources:
    """Describe the table."""
    properties: Json = {
        "AttributeDefinitions": [{"AttributeName": name, "AttributeType": "S"} for name in STRINGS],
        "KeySchema": keys("date", "id"),
        "BillingMode": "PAY_PER_REQUEST",
        "GlobalSecondaryIndexes": [
            index(DUE, keys("duty", "due_at")),
            index(ATTENTION, keys("waits_for", "waits_since")),
            index(DEPARTMENT, keys("owner", "place")),
        ],
        "StreamSpecification": {"StreamViewType": "NEW_IMAGE"},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "SSESpecification": {"SSEEnabled": True},
        "DeletionProtectionEnabled": when("IsProtected", then=True, otherwise=False),
    }
    return {TABLE: resource("AWS::DynamoDB::Table", properties, **KEPT)}


def keys(partition: str, sort: str) -> list[Json]:
    """Name a partition key and a sort key."""
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]


def index(name: str, schema: list[Json]) -> Json:
    """Describe an index that holds the whole record."""
    return {"IndexName": name, "KeySchema": schema, "Projection": {"ProjectionType": "ALL"}}
