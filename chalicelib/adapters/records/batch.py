"""
Many new records in few requests: each is stored if its id is free, whatever becomes of the others.

DynamoDB's batch of writes knows no conditions; a batch of PartiQL INSERTs does, row by row (BatchExecuteStatement, API
reference: at most 25 statements; an INSERT over an existing key answers `DuplicateItem`).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from chalicelib.adapters.aws_errors import TRANSIENT_CODES, error_for, translated
from chalicelib.domain.errors import TransientServiceError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import BatchStatementRequestTypeDef, BatchStatementResponseTypeDef

    from chalicelib.adapters.records.codec import Item

ROWS_PER_REQUEST = 25
WAITS_SECONDS = (0.05, 0.2, 0.8)
"""How long to wait before rows that were throttled are sent again."""

_DUPLICATE = "DuplicateItem"


def insert_each(
    client: "DynamoDBClient", table: str, items: "Sequence[Item]", sleep: Callable[[float], None]
) -> set[str]:
    """Store the items whose id is free and give their ids."""
    stored: set[str] = set()
    for rows in _in_batches(items):
        stored |= _insert_rows(client, table, rows, sleep)
    return stored


def _in_batches(items: "Sequence[Item]") -> "Iterator[list[Item]]":
    remaining = iter(items)
    while rows := list(islice(remaining, ROWS_PER_REQUEST)):
        yield rows


def _insert_rows(client: "DynamoDBClient", table: str, rows: "list[Item]", sleep: Callable[[float], None]) -> set[str]:
    """Insert one batch; rows that were throttled go again, alone, until patience ends."""
    stored: set[str] = set()
    for wait_seconds in (*WAITS_SECONDS, None):
        outcomes = list(zip(rows, _request(client, table, rows), strict=True))
        stored.update(row["id"]["S"] for row, answer in outcomes if "Error" not in answer)
        rows = [row for row, answer in outcomes if _goes_again(row["id"]["S"], answer)]
        if not rows:
            return stored
        if wait_seconds is not None:
            sleep(wait_seconds)
    raise TransientServiceError(f"dynamodb: {len(rows)} rows of a batch were not stored")


def _request(client: "DynamoDBClient", table: str, rows: "list[Item]") -> "list[BatchStatementResponseTypeDef]":
    with translated("dynamodb"):
        return client.batch_execute_statement(Statements=[_insert(table, row) for row in rows])["Responses"]


def _insert(table: str, row: "Item") -> "BatchStatementRequestTypeDef":
    """Write the INSERT of one item. Only the names of our own attributes are in the text; values are parameters."""
    attributes = ", ".join(f"'{name}': ?" for name in row)
    return {"Statement": f'INSERT INTO "{table}" VALUE {{{attributes}}}', "Parameters": list(row.values())}


def _goes_again(record_id: str, answer: "BatchStatementResponseTypeDef") -> bool:
    error = answer.get("Error")
    code = error.get("Code", "") if error else ""
    if error and code != _DUPLICATE and code not in TRANSIENT_CODES:
        raise error_for(f"dynamodb: {record_id}: {code}: {error.get('Message')}", code)
    return code in TRANSIENT_CODES
