"""
A table that is filled again from the archive (`ports.RecordsToFill`): records at the revisions that they had.

Its indexes follow from the records themselves, so that what was due, or waited for a person, is so again.
"""

import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.records.batch import insert_each
from chalicelib.adapters.records.codec import encode
from chalicelib.adapters.records.dynamodb import DynamoRecords
from chalicelib.adapters.records.table import Table
from chalicelib.adapters.records.writes import LAST_NUMBER, counter_key, put_over
from chalicelib.domain.records import Record

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

_TAKEN = "ConditionalCheckFailedException"


class DynamoRecordsToFill:
    """The table of records, for whoever rebuilds it. Nothing is overwritten but by a later version of itself."""

    def __init__(self, client: "DynamoDBClient", table: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._table = table
        self._sleep = sleep
        self._records = DynamoRecords(client, table, sleep)

    def fill(self, records: Sequence[Record]) -> set[str]:
        """Store records at the revisions that they carry, each where its id is free; give the ids stored. Safe to repeat."""
        return insert_each(self._client, self._table, [encode(record) for record in records], self._sleep)

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        """Give the records under many ids, strongly consistent, by id; what is not there is left out."""
        return self._records.find_each(record_ids)

    def advance(self, record: Record, *, over: int) -> None:
        """
        Store a record, at the revision that it carries, over an older revision of it.

        Raises:
            RecordConflictError: it is not at that revision (any more). Nothing was stored.
        """
        Table(self._client, self._table).put(put_over(self._table, record, over))

    def restore_number(self, counter: str, number: int) -> None:
        """Say which number of a counter was taken last, unless the counter is that far or further. Safe to repeat."""
        with translated("dynamodb"):
            try:
                self._client.put_item(
                    TableName=self._table,
                    Item={**counter_key(counter), LAST_NUMBER: {"N": str(number)}},
                    ConditionExpression=f"attribute_not_exists(id) OR {LAST_NUMBER} < :number",
                    ExpressionAttributeValues={":number": {"N": str(number)}},
                )
            except ClientError as exc:
                if code_of(exc) != _TAKEN:
                    raise
