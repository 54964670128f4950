"""The stream of the local stack tells of what PartiQL inserts, and of nothing it refused."""

from typing import Any

from local.partiql_streams import telling

TABLE = {"TableName": "records"}
ITEM = {"id": {"S": "COM-1"}}


def told_after(status: int) -> list[tuple[Any, ...]]:
    told: list[tuple[Any, ...]] = []
    insert = telling(lambda _table, _parsed: (status, {}, b""), lambda *event: told.append(event))
    insert(TABLE, {"item": ITEM})
    return told


def test_P5_what_was_inserted_is_told() -> None:
    assert told_after(200) == [("records", "INSERT", None, ITEM)]


def test_P5_a_duplicate_is_not_told() -> None:
    assert told_after(400) == []
