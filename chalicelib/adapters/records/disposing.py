"""Deleting records for good (`ports.RecordsDisposal`): conditional, and never while the holds are others than were read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.adapters.records.table import Table
from chalicelib.adapters.records.writes import check_together
from chalicelib.domain.records import Record

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from chalicelib.adapters.records.codec import Item

AT_REVISION = "revision = :expected"


class DynamoRecordsDisposal:
    """The table of records, for the one function that may delete from it."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._table = Table(client, table)

    def dispose(self, records: Sequence[Record], *, while_unmoved: Record) -> None:
        """
        Delete records in one transaction (TransactWriteItems, at most 100 actions) that also checks another one's revision.

        Raises:
            RecordConflictError: one was changed or is gone, or the other moved, or is being moved. Nothing was deleted.
        """
        if not records:
            return
        check_together(records)
        check: TransactWriteItemTypeDef = {
            "ConditionCheck": {
                "TableName": self._table.name,
                "Key": _key(while_unmoved),
                "ConditionExpression": AT_REVISION,
                "ExpressionAttributeValues": _revision(while_unmoved),
            }
        }
        deletes: list[TransactWriteItemTypeDef] = [
            {
                "Delete": {
                    "TableName": self._table.name,
                    "Key": _key(record),
                    "ConditionExpression": AT_REVISION,
                    "ExpressionAttributeValues": _revision(record),
                }
            }
            for record in records
        ]
        # Whoever places a hold this very moment is at the register: read it again, then decide again.
        self._table.transact([check, *deletes], is_busy_a_conflict=True)


def _key(record: Record) -> "Item":
    return {"date": {"S": record.partition}, "id": {"S": record.id}}


def _revision(record: Record) -> "Item":
    return {":expected": {"N": str(record.revision)}}
