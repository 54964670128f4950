"""
The published contracts of the networks, as checks of what a client sends and of what a network answers.

X: its OpenAPI description. Graph: the fields and parameters of Meta's own SDK specifications. `check_exchanges` holds the
journal of the simulated networks, whoever their client was, to both.
"""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from tests.contract.networks.graph_contract import GRAPH_OPERATIONS, graph_contract
from tests.contract.networks.x_contract import x_contract

__all__ = ["check_exchanges", "graph_contract", "x_contract"]


def check_exchanges(exchanges: Iterable[Mapping[str, Any]]) -> int:
    """
    Hold requests and answers to the contracts. Refusals and exchanges cut by a fault count for their request only.

    Takes what `Control.exchanges()` gives; gives how many were held to a contract.
    """
    checked = [exchange for exchange in exchanges if _is_described(exchange)]
    problems = [f"{one['method']} {one['path']}: {problem}" for one in checked for problem in _problems(one)]
    assert not problems, "\n".join(problems)
    return len(checked)


def _is_described(exchange: Mapping[str, Any]) -> bool:
    return exchange["path"].startswith("/2/") or exchange["operation"] in GRAPH_OPERATIONS


def _problems(exchange: Mapping[str, Any]) -> list[str]:
    return _x_problems(exchange) if exchange["path"].startswith("/2/") else _graph_problems(exchange)


def _x_problems(exchange: Mapping[str, Any]) -> list[str]:
    """Hold request and answer each to the dialect it is in: X may answer in the other one."""
    method, path, status, answer = (exchange[name] for name in ("method", "path", "status", "answer"))
    asked = x_contract("post" if "post.fields" in exchange["query"] else "tweet")
    answered = x_contract("post" if "edit_history_post_ids" in json.dumps(answer) else "tweet")
    if exchange["fault"] is None and (status or 0) >= HTTPStatus.BAD_REQUEST:
        return x_contract().answer_problems(method, path, status, answer)
    problems = asked.request_problems(method, path, exchange["query"], exchange["body"])
    if isinstance(answer, dict) and exchange["fault"] is None:
        problems += answered.answer_problems(method, path, status, answer)
    return problems


def _graph_problems(exchange: Mapping[str, Any]) -> list[str]:
    operation = GRAPH_OPERATIONS[exchange["operation"]]
    parameters = {**exchange["query"], **(exchange["body"] or {})}
    answer, is_good = exchange["answer"], exchange["status"] == HTTPStatus.OK
    problems = graph_contract().request_problems(operation, exchange["method"], parameters)
    if is_good and exchange["fault"] is None:
        problems += graph_contract().answer_problems(operation, answer)
    return problems
