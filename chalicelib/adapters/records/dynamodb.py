"""
The records on DynamoDB (`ports.Records`): one table by day and id, three sparse indexes, every write conditional.

A commit whose answer was lost is safe to repeat: what was stored makes the repeat a conflict, what was not is stored now.
Repeats inside one call are recognised: a transaction by its client request token, a single write by its `write_id`.
"""

import random
import time
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.adapters.records.batch import insert_each
from chalicelib.adapters.records.bulk import get_each
from chalicelib.adapters.records.codec import WAITS_FOR_PERSON, decode, encode, first_revision, next_revision, sortable
from chalicelib.adapters.records.table import Table
from chalicelib.adapters.records.writes import LAST_NUMBER, check_together, counter_key, put_new, put_over, take
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.ids import partition_of
from chalicelib.domain.records import Duty, Record

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import (
        AttributeValueTypeDef,
        PutTypeDef,
        QueryInputTypeDef,
        TransactWriteItemTypeDef,
    )

    from chalicelib.adapters.records.codec import Item

DUE_INDEX = "due"
ATTENTION_INDEX = "attention"
DEPARTMENT_INDEX = "department"
_LAST_CHARACTER = "\U0010ffff"
MAX_ID_BYTES = 1024
LOST_RACE_SECONDS = 0.1


class DynamoRecords:
    """The table of records. `sleep` waits between repeats of throttled rows, and after a number was lost to another."""

    def __init__(self, client: "DynamoDBClient", table: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._table = Table(client, table)
        self._sleep = sleep

    # Reading ------------------------------------------------------------------------------------------------------

    def find(self, record_id: str) -> Record | None:
        """Give the record under an id, strongly consistent, or None. What cannot be an id is under nothing."""
        if not _may_be_id(record_id):
            return None
        item = self._table.get({"date": {"S": partition_of(record_id)}, "id": {"S": record_id}})
        return decode(item) if item else None

    def find_each(self, record_ids: Collection[str]) -> dict[str, Record]:
        """Give the records under many ids, strongly consistent, by id, 100 a request; what is not there is left out."""
        wanted = dict.fromkeys(filter(_may_be_id, record_ids))
        keys: list[Item] = [{"date": {"S": partition_of(one)}, "id": {"S": one}} for one in wanted]
        items = get_each(self._table.client, self._table.name, keys, self._sleep)
        return {item["id"]["S"]: decode(item) for item in items}

    def of_day(self, day: date, prefix: str = "") -> list[Record]:
        """Give what is recorded under a local day under ids that begin with a prefix, by id, strongly consistent."""
        begins: dict[str, AttributeValueTypeDef] = {":prefix": {"S": prefix}} if prefix else {}
        return self._query(
            {
                "TableName": self._table.name,
                "KeyConditionExpression": "#date = :day" + (" AND begins_with(id, :prefix)" if prefix else ""),
                "ExpressionAttributeNames": {"#date": "date"},
                "ExpressionAttributeValues": {":day": {"S": day.isoformat()}, **begins},
                "ConsistentRead": True,
            }
        )

    def due(self, duty: Duty, until: datetime, limit: int = 500) -> list[Record]:
        """Give what is due by an instant, the longest due first. The index may lag a second: a commit tells."""
        return self._query(
            {
                "TableName": self._table.name,
                "IndexName": DUE_INDEX,
                "KeyConditionExpression": "duty = :duty AND due_at <= :until",
                "ExpressionAttributeValues": {":duty": {"S": duty}, ":until": {"S": sortable(until)}},
            },
            limit,
        )

    def waiting(self, limit: int = 500) -> list[Record]:
        """Give what waits for a person, the urgent first, then the longest waiting. The index may lag a second."""
        return self._query(
            {
                "TableName": self._table.name,
                "IndexName": ATTENTION_INDEX,
                "KeyConditionExpression": "waits_for = :who",
                "ExpressionAttributeValues": {":who": {"S": WAITS_FOR_PERSON}},
            },
            limit,
        )

    def on_shelf(self, owner: str, prefix: str, after: str = "", limit: int = 100) -> list[Record]:
        """Give what is a department's, by its place. The index may lag a second: a commit tells."""
        return self._query(
            {
                "TableName": self._table.name,
                "IndexName": DEPARTMENT_INDEX,
                "KeyConditionExpression": "#owner = :owner AND place BETWEEN :first AND :last",
                "ExpressionAttributeNames": {"#owner": "owner"},
                "ExpressionAttributeValues": {
                    ":owner": {"S": owner},
                    # A blank is before, and the last character after, every place that begins so.
                    ":first": {"S": f"{prefix}{after} " if after else prefix},
                    ":last": {"S": f"{prefix}{_LAST_CHARACTER}"},
                },
            },
            limit,
        )

    def next_number(self, counter: str) -> int:
        """Tell the number that is free next, strongly consistent; a counter nobody used starts at 1."""
        item = self._table.get(counter_key(counter))
        return int(item[LAST_NUMBER]["N"]) + 1 if item else 1

    # Writing ------------------------------------------------------------------------------------------------------

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        """
        Store new records and new revisions together, all or none; at most 99. One record is one plain write.

        Safe to repeat when its answer was lost: the repeat succeeds, or conflicts with what the first one stored.

        Returns:
            The records as stored, in the order insert, replace.

        Raises:
            RecordConflictError: an id is taken, or somebody stored a newer revision. Nothing was stored.
            RejectedByServiceError: `record_too_large`. Nothing was stored.
        """
        stored, puts = self._prepared(insert, replace)
        if len(puts) == 1:
            self._table.put(puts[0])
        elif puts:
            self._table.transact([{"Put": put} for put in puts], is_busy_a_conflict=False)
        return stored

    def insert_new(self, records: Sequence[Record]) -> set[str]:
        """
        Store the records whose id is free, each by itself, 25 per request. Of two under one id the first counts.

        Safe to repeat. When an answer was lost on the way, a record of this very call may be missing in what is given:
        it is stored, and its `due_at` brings it up again.
        """
        unique = {record.id: record for record in reversed(records)}
        items = [encode(first_revision(record)) for record in reversed(unique.values())]
        return insert_each(self._table.client, self._table.name, items, self._sleep)

    def commit_numbered(
        self, counter: str, number: int, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()
    ) -> tuple[Record, ...]:
        """
        Commit and take a number of a counter in the same act.

        Raises:
            RecordConflictError: the number was taken, or is being taken this moment, or as in `commit`.
        """
        stored, puts = self._prepared(insert, replace)
        writes: list[TransactWriteItemTypeDef] = [{"Put": put} for put in puts]
        try:
            self._table.transact([take(self._table.name, counter, number), *writes], is_busy_a_conflict=True)
        except RecordConflictError:
            # Whoever lost a race lets the others pass before it reads the number again: half the attempts at eight.
            self._sleep(random.uniform(0, LOST_RACE_SECONDS))  # noqa: S311 - not cryptography
            raise
        return stored

    def _prepared(
        self, insert: Sequence[Record], replace: Sequence[Record]
    ) -> "tuple[tuple[Record, ...], list[PutTypeDef]]":
        check_together([*insert, *replace])
        new = [first_revision(record) for record in insert]
        changed = [next_revision(record) for record in replace]
        puts = [put_new(self._table.name, record) for record in new] + [
            put_over(self._table.name, record) for record in changed
        ]
        return (*new, *changed), puts

    def _query(self, request: "QueryInputTypeDef", limit: int | None = None) -> list[Record]:
        return [decode(item) for item in self._table.query(request, limit)]


def _may_be_id(record_id: str) -> bool:
    try:
        return 0 < len(record_id.encode()) <= MAX_ID_BYTES
    except UnicodeEncodeError:
        return False
