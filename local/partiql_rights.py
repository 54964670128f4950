"""
The rights that PartiQL needs, as AWS asks for them: `dynamodb:PartiQLInsert` and its like, on the table of each statement.

MiniStack 1.5 asks for actions named after the requests (`dynamodb:BatchExecuteStatement`) on every resource, which AWS does
not know and the production template does not grant. Its checks of transactions, one per item, are the place to say it right.

Source: DynamoDB Developer Guide, "IAM security policies with PartiQL for DynamoDB".
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from ministack.core import iam_actions

Check = tuple[str, str]
"""An IAM action and the ARN that it is done to."""

Checks = Callable[[str, bytes, str, str], list[Check]]

STATEMENT = re.compile(
    r'\s*(INSERT|UPDATE|DELETE|SELECT)\b(?:.*?\b(?:INTO|FROM))?\s+"?([\w.-]{3,255})"?', re.IGNORECASE | re.DOTALL
)
REQUESTS: dict[str, Callable[[Any], list[dict[str, Any]]]] = {
    "dynamodb:ExecuteStatement": lambda body: [body],
    "dynamodb:BatchExecuteStatement": lambda body: body["Statements"],
    "dynamodb:ExecuteTransaction": lambda body: body["TransactStatements"],
}


def install() -> None:
    """Make MiniStack, in this process, check PartiQL as AWS does."""
    checks: Checks = iam_actions.dynamodb_transaction_checks
    iam_actions.dynamodb_transaction_checks = with_partiql(checks)


def with_partiql(checks: Checks) -> Checks:
    """Give checks that know PartiQL, and leave everything else as it was."""

    def knowing(action: str, body: bytes, region: str, account: str) -> list[Check]:
        if action not in REQUESTS:
            return checks(action, body, region, account)
        return list(checks_of(REQUESTS[action](json.loads(body)), region, account))

    return knowing


def checks_of(statements: list[dict[str, Any]], region: str, account: str) -> Iterator[Check]:
    """Say which right each statement needs; one that cannot be read needs a right that nobody has."""
    for statement in statements:
        if parts := STATEMENT.match(statement["Statement"]):
            verb, table = parts[1].capitalize(), parts[2]
            yield f"dynamodb:PartiQL{verb}", f"arn:aws:dynamodb:{region}:{account}:table/{table}"
        else:
            yield "dynamodb:PartiQLUnreadable", "*"
