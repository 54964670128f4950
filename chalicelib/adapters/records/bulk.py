"""
Many items by their keys in few requests.

DynamoDB reads 100 keys and 16 MB at a time, and gives back what it did not get to (BatchGetItem, API reference).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.aws_errors import translated
from chalicelib.domain.errors import TransientServiceError

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

    from chalicelib.adapters.records.codec import Item

KEYS_PER_REQUEST = 100
WAITS_SECONDS = (0.05, 0.2, 0.8)
"""How long to wait before asking again where nothing at all was read."""


def get_each(
    client: "DynamoDBClient", table: str, keys: "Sequence[Item]", sleep: Callable[[float], None]
) -> "list[Item]":
    """
    Read the items that are there, strongly consistent, in no order.

    Raises:
        TransientServiceError: the table is too busy; the same may be asked again.
    """
    items: list[Item] = []
    left = list(keys)
    waits = iter(WAITS_SECONDS)
    while left:
        wanted, rest = left[:KEYS_PER_REQUEST], left[KEYS_PER_REQUEST:]
        found, unread = _read(client, table, wanted)
        if len(unread) == len(wanted):
            sleep(_next_wait(waits, len(left)))
        items += found
        left = unread + rest
    return items


def _read(client: "DynamoDBClient", table: str, keys: "Sequence[Item]") -> "tuple[list[Item], list[Item]]":
    request: Any = {table: {"Keys": keys, "ConsistentRead": True}}
    with translated("dynamodb"):
        answer: Any = client.batch_get_item(RequestItems=request)
    unread = answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
    return answer["Responses"].get(table, []), unread


def _next_wait(waits: Any, left: int) -> float:
    for seconds in waits:
        return float(seconds)
    raise TransientServiceError(f"dynamodb: {left} items of a batch were not read")
