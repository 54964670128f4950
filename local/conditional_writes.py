"""
A right may ask that a write be conditional, as on AWS: `s3:if-none-match` is what a request says of what must not be there.

MiniStack 1.5 heeds the header and does not know the key: a right that asks for it was never given.

Source: Amazon S3 User Guide, "Enforce conditional writes on Amazon S3 buckets".
"""

from collections.abc import Callable
from typing import Any

from ministack.core import iam_actions

HEADER = "if-none-match"
WRITE = "s3:PutObject"
Context = dict[str, Any]
Contexts = Callable[..., Context]


def install() -> None:
    """Make MiniStack, in this process, tell its rights of it."""
    iam_actions.s3_service_context = knowing(iam_actions.s3_service_context)


def knowing(contexts: Contexts) -> Contexts:
    """Give what a request tells of itself, with the condition of a write."""

    def of_request(
        action: str,
        query: dict[str, Any] | None,
        path: str = "",
        headers: dict[str, str] | None = None,
    ) -> Context:
        told = contexts(action, query, path, headers)
        condition = (headers or {}).get(HEADER)
        return {**told, f"s3:{HEADER}": condition} if action == WRITE and condition else told

    return of_request
