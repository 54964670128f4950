"""The requests to one table: what is read consistently, what is written conditionally, and what a refusal means."""

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.adapters.aws_errors import code_of, translated
from chalicelib.adapters.records.writes import cancellation, is_answered_twice
from chalicelib.domain.errors import RecordConflictError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient
    from types_boto3_dynamodb.type_defs import PutTypeDef, QueryInputTypeDef, TransactWriteItemTypeDef

    from chalicelib.adapters.records.codec import Item

SERVICE = "dynamodb"


class Table:
    """One table of DynamoDB, in items."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self.client = client
        self.name = name

    def get(self, key: "Item") -> "Item | None":
        """Give the item under a key, strongly consistent, or None."""
        with translated(SERVICE):
            return self.client.get_item(TableName=self.name, Key=key, ConsistentRead=True).get("Item")

    def query(self, request: "QueryInputTypeDef", limit: int | None = None) -> "list[Item]":
        """Read page after page (1 MB each), until the end or the limit."""
        items: list[Item] = []
        page_request = request if limit is None else {**request, "Limit": limit}
        while True:
            with translated(SERVICE):
                page = self.client.query(**page_request)
            items += page["Items"]
            if "LastEvaluatedKey" not in page or (limit is not None and len(items) >= limit):
                return items[:limit]
            page_request = {**page_request, "ExclusiveStartKey": page["LastEvaluatedKey"]}

    def put(self, put: "PutTypeDef") -> None:
        """Write one item. Raises RecordConflictError when its condition does not hold."""
        with translated(SERVICE):
            try:
                self.client.put_item(**put)
            except ClientError as exc:
                if code_of(exc) != "ConditionalCheckFailedException":
                    raise
                if not is_answered_twice(put, exc):
                    raise RecordConflictError(str(exc)) from exc

    def transact(self, writes: "list[TransactWriteItemTypeDef]", *, is_busy_a_conflict: bool) -> None:
        """Write all or none. Raises RecordConflictError when one of the conditions does not hold."""
        with translated(SERVICE):
            try:
                self.client.transact_write_items(TransactItems=writes)
            except ClientError as exc:
                if code_of(exc) != "TransactionCanceledException":
                    raise
                raise cancellation(exc, is_busy_a_conflict=is_busy_a_conflict) from exc
