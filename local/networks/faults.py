"""
The faults, one line each. To add one: a line in `FAULTS`; a refusal also needs a line per network in `REFUSALS`.

A fault acts *instead* of the work (nothing is done), *during* it (the work finds its rule among the call's hints), as a
*delay* before the answer, or *after* it (the work is done, the answer is another).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from local.networks.calls import Answer, Call, Cut
from local.networks.graph import errors as graph
from local.networks.graph import usage
from local.networks.rules import Rule
from local.networks.world import World
from local.networks.x import limits, problems

DEFAULT_WAIT_SECONDS = 900.0
DEFAULT_STATUS = 500

Outcome = Answer | Cut


class When(StrEnum):
    """When a fault acts."""

    INSTEAD = "instead"
    DURING = "during"
    DELAY = "delay"
    AFTER = "after"


@dataclass(frozen=True)
class Fault:
    """A fault: when it acts, what it means for whoever calls, and for the first and last kind what is answered."""

    when: When
    meaning: str
    act: Callable[[World, Call, Rule, Outcome | None], Outcome] | None = None

    def outcome(self, world: World, call: Call, rule: Rule, done: Outcome | None) -> Outcome:
        """Give what becomes of a request; `done` is the answer of the work when it was done."""
        if self.act is None:
            raise LookupError(f"{rule.fault} answers nothing by itself")
        return self.act(world, call, rule, done)


Refusal = Callable[[World, Call, Rule], Answer]


def _x_rate_limited(world: World, call: Call, rule: Rule) -> Answer:
    limit = limits.LIMITS.get(call.operations[0], 100)
    reset_at = world.now() + timedelta(seconds=wait_of(rule))
    headers = {} if rule.body == "empty" else limits.headers(limit, 0, reset_at)
    answer = problems.too_many_requests()
    return Answer(answer.status, answer.body, headers, answer.content_type)


def _graph_rate_limited(name: str) -> Refusal:
    def refuse(world: World, call: Call, rule: Rule) -> Answer:
        wait = 0.0 if rule.body == "empty" else wait_of(rule)
        answer = graph.error(name, code=rule.code)
        return Answer(answer.status, answer.body, usage.headers(world, call, wait_seconds=wait))

    return refuse


def _x(answer: Callable[[], Answer]) -> Refusal:
    return lambda _world, _call, _rule: answer()


def _graph(name: str) -> Refusal:
    return lambda _world, _call, rule: graph.error(name, code=rule.code)


REFUSALS: Mapping[str, Mapping[str, Refusal]] = {
    "server_error": {
        "x": lambda _world, _call, rule: problems.server_error(rule.status or DEFAULT_STATUS),
        "facebook": lambda _world, _call, rule: graph.error("unknown", status=rule.status, code=rule.code),
        "instagram": lambda _world, _call, rule: graph.error("unavailable", status=rule.status, code=rule.code),
    },
    "rate_limited": {
        "x": _x_rate_limited,
        "facebook": _graph_rate_limited("page_limit"),
        "instagram": _graph_rate_limited("instagram_limit"),
    },
    "accepted_rate_limited": {
        "x": _x_rate_limited,
        "facebook": _graph_rate_limited("page_limit"),
        "instagram": _graph_rate_limited("ig_spam"),
    },
    "token_dead": {"x": _x(problems.unauthorized), "facebook": _graph("token_dead"), "instagram": _graph("token_dead")},
    "permission_missing": {
        "x": _x(problems.not_permitted),
        "facebook": _graph("permission_missing"),
        "instagram": _graph("permission_missing"),
    },
    "account_blocked": {
        "x": _x(problems.suspended),
        "facebook": _graph("blocked"),
        "instagram": _graph("ig_restricted"),
    },
    "duplicate": {"x": _x(problems.duplicate), "facebook": _graph("duplicate"), "instagram": _graph("duplicate")},
    "budget_spent": {
        "x": _x(problems.credits_depleted),
        "facebook": _graph_rate_limited("app_limit"),
        "instagram": _graph("ig_quota"),
    },
}
"""What each network answers when it refuses for a reason."""


def _refusing(reason: str) -> Callable[[World, Call, Rule, Outcome | None], Outcome]:
    return lambda world, call, rule, _done: REFUSALS[reason][call.network](world, call, rule)


def _malformed(_world: World, _call: Call, rule: Rule, done: Outcome | None) -> Outcome:
    if rule.body == "cut" and isinstance(done, Answer):
        return Answer(done.status, done.content()[:-2])
    if rule.body == "empty":
        return Answer(200, b"")
    page = b"<!DOCTYPE html><html><head><title>Error</title></head><body>Sorry, something went wrong.</body></html>"
    return Answer(200, page, content_type="text/html; charset=utf-8")


def _cut(_world: World, _call: Call, _rule: Rule, _done: Outcome | None) -> Outcome:
    return Cut(is_reset=False)


def _reset(_world: World, _call: Call, _rule: Rule, _done: Outcome | None) -> Outcome:
    return Cut(is_reset=True)


FAULTS: Mapping[str, Fault] = {
    "answer_lost": Fault(When.AFTER, "done; the connection ends without an answer", _cut),
    "accepted_500": Fault(When.AFTER, "done; answers 500, or `status`", _refusing("server_error")),
    "accepted_rate_limited": Fault(When.AFTER, "done; answers a rate limit", _refusing("accepted_rate_limited")),
    "malformed_answer": Fault(When.AFTER, "done; `body`: html (default), empty, or cut JSON", _malformed),
    "refused_500": Fault(When.INSTEAD, "not done; answers 500, or `status`", _refusing("server_error")),
    "connection_reset_before": Fault(When.INSTEAD, "not done; the connection is reset", _reset),
    "rate_limited": Fault(
        When.INSTEAD,
        "not done; wait `seconds` (900). `body: empty` leaves out how long; Meta's `code` may be set",
        _refusing("rate_limited"),
    ),
    "token_dead": Fault(When.INSTEAD, "not done; the token died", _refusing("token_dead")),
    "permission_missing": Fault(When.INSTEAD, "not done; a permission is missing", _refusing("permission_missing")),
    "account_blocked": Fault(When.INSTEAD, "not done; suspended, blocked or restricted", _refusing("account_blocked")),
    "duplicate": Fault(When.INSTEAD, "not done; «you posted this already»", _refusing("duplicate")),
    "budget_spent": Fault(When.INSTEAD, "not done; X: 402; Meta: the day's allowance", _refusing("budget_spent")),
    "slow": Fault(When.DELAY, "done; the answer comes after `seconds`"),
    "read_back_lag": Fault(When.DURING, "done; what is written can be read only after `seconds`"),
    "vanishes": Fault(When.DURING, "done, with an id that leads to nothing"),
    "media_error": Fault(
        When.DURING, "the medium cannot be used: X and Facebook refuse it, Instagram's container fails"
    ),
    "media_expired": Fault(When.DURING, "the medium is gone when it is to be used; Instagram's container is EXPIRED"),
    "page_repeats": Fault(When.DURING, "a list answers its first page again, and says there is more"),
    "page_empty": Fault(When.DURING, "a list answers an empty page, and says there is more"),
    "cursor_expired": Fault(When.DURING, "a list does not know its cursor any more"),
    "part_unreachable": Fault(When.DURING, "a list leaves out every second comment, which the network's count has"),
}
"""Every fault by name."""


def named(*whens: When) -> frozenset[str]:
    """Give the names of the faults that act at some times."""
    return frozenset(name for name, fault in FAULTS.items() if fault.when in whens)


def wait_of(rule: Rule) -> float:
    """Give the seconds a rate limit asks to wait."""
    return DEFAULT_WAIT_SECONDS if rule.seconds is None else rule.seconds
