"""The way of a request: what it asks, who asks, which faults it meets, what is done, and what is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from typing import Any

from local.networks import journal
from local.networks.calls import Answer, Call, RefusedError
from local.networks.faults import FAULTS, Outcome, When, named
from local.networks.graph import authentication as graph_authentication
from local.networks.graph import routes as graph_routes
from local.networks.graph import usage
from local.networks.rules import Rule
from local.networks.world import World
from local.networks.x import authentication as x_authentication
from local.networks.x import limits, problems
from local.networks.x import routes as x_routes

DURING = sorted(named(When.DURING))


@dataclass(frozen=True)
class Result:
    """What happens to the connection, after how many seconds, and through which fault."""

    outcome: Outcome
    delay_seconds: float = 0.0
    rule: Rule | None = None


@dataclass(frozen=True)
class Plan:
    """What a call means: the work (done under the lock), what comes before (outside it), the headers of its answer."""

    work: Callable[[], Answer]
    prepare: Callable[[], Any] = lambda: None
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(world: World, call: Call) -> Result:
    """Answer a request to X or Graph."""
    headers = {"Date": format_datetime(world.now(), usegmt=True)}
    try:
        with world.lock:
            plan = _plan_x(world, call) if call.path.startswith("/2/") else _plan_graph(world, call)
        headers |= plan.headers
        result = _met(world, call, plan)
    except RefusedError as refusal:
        result = Result(refusal.answer)
    result = _with_headers(result, headers)
    journal.note(world, call, result.outcome, result.rule)
    return result


def _met(world: World, call: Call, plan: Plan) -> Result:
    with world.lock:
        instead = _take(world, call, named(When.INSTEAD))
        if instead:
            return Result(FAULTS[instead.fault].outcome(world, call, instead, None), rule=instead)
    return _carried_out(world, call, plan)


def _plan_x(world: World, call: Call) -> Plan:
    handler = x_routes.find(call)
    if handler is None:
        raise RefusedError(Answer(404, b"", content_type="text/plain"))
    call.by = x_authentication.authenticate(world, call)
    if call.by is None:
        raise RefusedError(problems.unauthorized())
    is_within, headers = limits.count(world, call)
    if not is_within:
        raise RefusedError(replace(problems.too_many_requests(), headers=headers))
    access = {"x-access-level": world.settings.x_access_level} if call.person.is_us else {}
    return Plan(lambda: handler(world, call), headers={**headers, **access})


def _plan_graph(world: World, call: Call) -> Plan:
    call.network = "facebook"
    call.by = graph_authentication.authenticate(call)
    route, _ = graph_routes.find(world, call)
    prepare = route.prepare
    return Plan(
        work=lambda: _work_graph(world, call),
        prepare=(lambda: prepare(world, call)) if prepare else lambda: None,
        headers=usage.headers(world, call),
    )


def _work_graph(world: World, call: Call) -> Answer:
    """Look up what the call is about once more: it may have gone since the plan was made."""
    route, target = graph_routes.find(world, call)
    return route.handler(world, call) if target is None else route.handler(world, call, target)


def _carried_out(world: World, call: Call, plan: Plan) -> Result:
    """Do the work with the faults that act during it; then answer it, or what a fault makes of the answer."""
    call.prepared = plan.prepare()
    with world.lock:
        hints = [_take(world, call, {name}) for name in DURING]
        call.hints = {rule.fault: rule for rule in hints if rule}
        done = plan.work()
        delay = _take(world, call, named(When.DELAY))
        after = _take(world, call, named(When.AFTER))
        outcome = FAULTS[after.fault].outcome(world, call, after, done) if after else done
    rule = after or delay or next(iter(call.hints.values()), None)
    return Result(outcome, (delay.seconds or 0.0) if delay else 0.0, rule)


def _take(world: World, call: Call, names: "frozenset[str] | set[str]") -> Rule | None:
    if not world.faults.rules:
        return None
    return world.faults.take(names, call.operations, is_us=call.person.is_us, content=journal.content_of(call))


def _with_headers(result: Result, headers: Mapping[str, str]) -> Result:
    """Add the headers of every answer; those of the answer itself outrank them."""
    if not isinstance(result.outcome, Answer):
        return result
    return replace(result, outcome=replace(result.outcome, headers={**headers, **result.outcome.headers}))
