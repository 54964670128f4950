"""The clock, and the table of records."""

from typing import TYPE_CHECKING, Any

from chalicelib import ports
from chalicelib.bootstrap.factories import factory
from chalicelib.settings import required, settings

if TYPE_CHECKING:
    from chalicelib.adapters.records.images import StoredImage


@factory
def clock() -> ports.Clock:
    """Give the system's clock."""
    from chalicelib.adapters.clock import SystemClock

    return SystemClock()


@factory
def records() -> ports.Records:
    """Give the table of records."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.records.dynamodb import DynamoRecords

    return DynamoRecords(client("dynamodb"), required(settings().records_table, "RECORDS_TABLE"))


@factory
def records_to_fill() -> ports.RecordsToFill:
    """Give the table of records to whoever rebuilds it."""
    from chalicelib.adapters.aws import client
    from chalicelib.adapters.records.filling import DynamoRecordsToFill

    return DynamoRecordsToFill(client("dynamodb"), required(settings().records_table, "RECORDS_TABLE"))


def stored_version(stream_record: dict[str, Any]) -> "StoredImage | None":
    """Read what the table's stream tells of a write; None for a deletion and for what is no record."""
    from chalicelib.adapters.records.images import record_from_image

    told = stream_record.get("dynamodb", {})
    image = told.get("NewImage")
    return record_from_image(image, told["ApproximateCreationDateTime"]) if image else None
