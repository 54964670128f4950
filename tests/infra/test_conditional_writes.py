"""The local stack's rights know whether a write asks that nothing be there, as those of S3 do."""

from typing import Any

import pytest

from local.conditional_writes import WRITE, knowing

KEY = "s3:if-none-match"


def contexts(action: str, query: dict[str, Any] | None, path: str = "", headers: Any = None) -> dict[str, Any]:
    del query, headers
    return {"s3:x-amz-acl": f"{action} {path}"}


def test_a_conditional_write_says_so_beside_what_it_says_anyway() -> None:
    told = knowing(contexts)(WRITE, None, "/b/k", {"if-none-match": "*"})
    assert told == {"s3:x-amz-acl": f"{WRITE} /b/k", KEY: "*"}


@pytest.mark.parametrize(
    ("action", "headers"),
    [(WRITE, {}), (WRITE, None), (WRITE, {"if-none-match": ""}), ("s3:GetObject", {"if-none-match": "*"})],
)
def test_any_other_request_does_not(action: str, headers: dict[str, str] | None) -> None:
    assert KEY not in knowing(contexts)(action, {}, "/b/k", headers)
