"""Many items in few requests: what DynamoDB did not get to is asked for again, and patience ends."""

from collections.abc import Sequence
from typing import Any

import pytest

from chalicelib.adapters.records.bulk import KEYS_PER_REQUEST, WAITS_SECONDS, get_each
from chalicelib.domain.errors import TransientServiceError

TABLE = "t"


class Client:
    """DynamoDB that reads so many keys of a request, one number for each request; then all."""

    def __init__(self, *reads: int) -> None:
        self.reads = list(reads)
        self.asked: list[int] = []

    def batch_get_item(self, RequestItems: dict[str, Any]) -> dict[str, Any]:  # noqa: N803 - boto's name
        keys: Sequence[Any] = RequestItems[TABLE]["Keys"]
        assert RequestItems[TABLE]["ConsistentRead"] is True
        self.asked.append(len(keys))
        count = self.reads.pop(0) if self.reads else len(keys)
        left = {TABLE: {"Keys": keys[count:]}} if keys[count:] else {}
        return {"Responses": {TABLE: list(keys[:count])}, "UnprocessedKeys": left}


def keys(count: int) -> list[Any]:
    return [{"id": {"S": str(number)}} for number in range(count)]


def test_a_hundred_keys_are_asked_at_once_and_each_once() -> None:
    client = Client()
    found = get_each(client, TABLE, keys(250), lambda _: None)  # type: ignore[arg-type]  # one method of it
    assert sorted(int(item["id"]["S"]) for item in found) == list(range(250))
    assert client.asked == [KEYS_PER_REQUEST, KEYS_PER_REQUEST, 50]


def test_what_was_left_unread_is_asked_for_with_what_comes_next() -> None:
    client, waited = Client(30, 0, 100), list[float]()
    found = get_each(client, TABLE, keys(120), waited.append)  # type: ignore[arg-type]  # one method of it
    assert len(found) == 120
    assert waited == [WAITS_SECONDS[0]]


def test_where_nothing_is_read_any_more_it_is_a_passing_fault() -> None:
    client, waited = Client(*[0] * 9), list[float]()
    with pytest.raises(TransientServiceError):
        get_each(client, TABLE, keys(3), waited.append)  # type: ignore[arg-type]  # one method of it
    assert waited == list(WAITS_SECONDS)
