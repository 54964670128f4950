"""
What PartiQL inserts reaches the table's stream, as on AWS.

MiniStack 1.5 writes a stream record for PutItem and transactions, but none for PartiQL's INSERT, with which the comments are
stored; without this the archive of a local stack would lack them.

Source: DynamoDB Developer Guide, "Change data capture for DynamoDB Streams": every item-level modification.
"""

from collections.abc import Callable
from typing import Any

from ministack.services import dynamodb

Insert = Callable[[dict[str, Any], dict[str, Any]], tuple[int, Any, Any]]
Tell = Callable[[str, str, None, dict[str, Any]], None]

OK = 200


def install() -> None:
    """Make MiniStack, in this process, tell the stream of what PartiQL inserts."""
    dynamodb._partiql_insert = telling(dynamodb._partiql_insert, dynamodb._emit_stream_event)


def telling(insert: Insert, tell: Tell) -> Insert:
    """Give an insert that tells the stream of what it stored, and of nothing it refused."""

    def inserting(table: dict[str, Any], parsed: dict[str, Any]) -> tuple[int, Any, Any]:
        answer = insert(table, parsed)
        if answer[0] == OK:
            item = parsed["item"]
            tell(table["TableName"], "INSERT", None, item["M"] if set(item) == {"M"} else item)
        return answer

    return inserting
