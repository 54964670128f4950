"""The conditional writes of the table: a new record, a new revision over the one it was made from, a number taken.

And what a refusal of them means.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import TRANSIENT_CODES
from chalicelib.adapters.records.codec import encode
from chalicelib.domain.errors import ExternalServiceError, PortavozError, RecordConflictError, TransientServiceError
from chalicelib.domain.records import Record

if TYPE_CHECKING:
    from types_boto3_dynamodb.type_defs import PutTypeDef, TransactWriteItemTypeDef, UpdateTypeDef

    from chalicelib.adapters.records.codec import Item

COUNTERS_PARTITION = "counters"
"""Where counters live: no id of a record leads there."""

LAST_NUMBER = "last_number"

MAX_TOGETHER = 99
"""How many records one commit may store: a transaction takes 100 writes, and a number may be one of them."""


def check_together(records: Sequence[Record]) -> None:
    """Refuse what no transaction can do: too many records at once, or one of them twice. It is a programming error."""
    if len(records) > MAX_TOGETHER:
        raise ValueError(f"a commit stores at most {MAX_TOGETHER} records, not {len(records)}")
    if len({record.id for record in records}) < len(records):
        raise ValueError("a commit names each record once")


def counter_key(counter: str) -> "Item":
    """Give the key of a counter."""
    return {"date": {"S": COUNTERS_PARTITION}, "id": {"S": counter}}


def put_new(table: str, record: Record) -> "PutTypeDef":
    """Store a record where nothing is yet."""
    return {**_put(table, record), "ConditionExpression": "attribute_not_exists(id)"}


def put_over(table: str, record: Record, over: int | None = None) -> "PutTypeDef":
    """Store a revision over the one before it, or the one that is said, and over no other."""
    return {
        **_put(table, record),
        "ConditionExpression": "revision = :expected",
        "ExpressionAttributeValues": {":expected": {"N": str(record.revision - 1 if over is None else over)}},
    }


def _put(table: str, record: Record) -> "PutTypeDef":
    """Write what both share. A refusal shows what is there, so that a write knows itself if its answer was lost."""
    return {"TableName": table, "Item": encode(record), "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}


def take(table: str, counter: str, number: int) -> "TransactWriteItemTypeDef":
    """Take a number: the first only where none was taken, a later one only after the one before it."""
    update: UpdateTypeDef = {
        "TableName": table,
        "Key": counter_key(counter),
        "UpdateExpression": f"SET {LAST_NUMBER} = :number",
        "ConditionExpression": "attribute_not_exists(id)",
        "ExpressionAttributeValues": {":number": {"N": str(number)}},
    }
    if number > 1:
        update["ConditionExpression"] = f"{LAST_NUMBER} = :previous"
        update["ExpressionAttributeValues"] = {":number": {"N": str(number)}, ":previous": {"N": str(number - 1)}}
    return {"Update": update}


def is_answered_twice(put: "PutTypeDef", refusal: ClientError) -> bool:
    """Say whether a write was refused by its own first attempt, whose answer was lost on the way."""
    there = cast("Item", refusal.response.get("Item", {}))
    return there.get("write_id") == put["Item"]["write_id"]


def cancellation(exc: ClientError, *, is_busy_a_conflict: bool) -> PortavozError:
    """
    Tell why a transaction was cancelled; nothing of it was stored.

    Another transaction at work on one of the records is a reason to try the same again; for a number, which it is about
    to take, it is a reason to read the next one.
    """
    codes = {reason.get("Code", "None") for reason in exc.response.get("CancellationReasons", [])} - {"None"}
    conflicts = {"ConditionalCheckFailed", "TransactionConflict"} if is_busy_a_conflict else {"ConditionalCheckFailed"}
    if codes & conflicts:
        return RecordConflictError(str(exc))
    if codes and codes <= TRANSIENT_CODES:
        return TransientServiceError(str(exc))
    return ExternalServiceError(str(exc))
