"""
Three ways to store comments that are new, each only where nothing is yet, and what each asks of DynamoDB.

`Requests` counts at the client: requests by operation, and the write units the API reference asks for (1 per begun KB of an item,
twice that in a transaction; a refused condition costs the same). The indexes cost one unit more for each item that is in one.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.adapters.records.batch import insert_each
from chalicelib.adapters.records.codec import encode, first_revision
from chalicelib.adapters.records.writes import put_new
from chalicelib.domain.comment import Comment

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_s3 import S3Client

MOST_IN_A_TRANSACTION = 100

Way = Callable[["DynamoDBClient", str, Sequence[Comment]], int]


class Requests:
    """What a client asked since it was made, by operation."""

    def __init__(self, client: "DynamoDBClient | S3Client") -> None:
        self.by_operation: Counter[str] = Counter()
        service = client.meta.service_model.service_id.hyphenize()
        client.meta.events.register(f"before-call.{service}", self._count)

    def _count(self, model: Any, **_: Any) -> None:
        self.by_operation[model.name] += 1

    @property
    def total(self) -> int:
        return self.by_operation.total()

    def take(self) -> Counter[str]:
        """Give what was asked since the last time."""
        taken, self.by_operation = self.by_operation, Counter()
        return taken


def one_by_one(client: "DynamoDBClient", table: str, comments: Sequence[Comment]) -> int:
    """Put each with its condition; give how many were stored."""
    stored = 0
    for comment in comments:
        try:
            client.put_item(**put_new(table, first_revision(comment)))
            stored += 1
        except ClientError as refusal:
            if refusal.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise
    return stored


def in_batches(client: "DynamoDBClient", table: str, comments: Sequence[Comment]) -> int:
    """Insert 25 rows a request, as the product does; a row that is there is refused alone."""
    items = [encode(first_revision(comment)) for comment in comments]
    return len(insert_each(client, table, items, lambda _: None))


def in_transactions(client: "DynamoDBClient", table: str, comments: Sequence[Comment]) -> int:
    """Put up to 100 together; one that is there cancels all: those that are not there are asked for again."""
    stored = 0
    for group in _groups(comments, MOST_IN_A_TRANSACTION):
        rest = group
        while rest:
            try:
                client.transact_write_items(
                    TransactItems=[{"Put": put_new(table, first_revision(one))} for one in rest]
                )
                stored += len(rest)
                break
            except client.exceptions.TransactionCanceledException as refusal:
                reasons = refusal.response["CancellationReasons"]
                rest = [one for one, reason in zip(rest, reasons, strict=True) if reason["Code"] == "None"]
    return stored


def write_units(comment: Comment) -> int:
    """Tell the units of one plain write of a comment: a unit per begun KB of its item."""
    item = encode(first_revision(comment))
    size = sum(len(name) + len(str(text).encode()) for name, value in item.items() for text in value.values())
    return math.ceil(size / 1024)


def _groups(comments: Sequence[Comment], size: int) -> Iterator[list[Comment]]:
    remaining = iter(comments)
    while group := list(islice(remaining, size)):
        yield group
