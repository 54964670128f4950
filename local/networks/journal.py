"""What was asked and answered, for whoever tests a client: without tokens, and without the bytes of media."""

from typing import Any

from local.networks.calls import Answer, Call
from local.networks.faults import Outcome
from local.networks.rules import Rule
from local.networks.world import Exchange, World

SECRET_PARAMETERS = frozenset({"access_token", "input_token", "appsecret_proof"})
LONGEST_TEXT = 100_000


def note(world: World, call: Call, outcome: Outcome, rule: Rule | None) -> None:
    """Write down a request and what came of it."""
    answered = outcome if isinstance(outcome, Answer) else None
    exchange = Exchange(
        at=world.now(),
        operation=call.operations[-1] if call.operations else "",
        by=call.by.key if call.by else None,
        method=call.method,
        path=call.path,
        query=_without_secrets(call.query),
        body=_body(call),
        status=answered.status if answered else None,
        answer=answered.body if answered and not isinstance(answered.body, bytes) else None,
        fault=rule.fault if rule else None,
    )
    with world.lock:
        world.journal.append(exchange)


def content_of(call: Call) -> str:
    """Give what a rule may look into: the path and the values of all parameters but secrets."""
    return " ".join([call.path, *_without_secrets(call.parameters).values()])


def _body(call: Call) -> Any:
    if isinstance(call.json, dict) and call.content_type == "application/json":
        return _without_secrets({name: _shortened(value) for name, value in call.json.items()})
    files = {name: f"<{len(upload.content)} bytes>" for name, upload in call.files.items()}
    return _without_secrets({**call.form, **files}) or None


def _shortened(value: Any) -> Any:
    is_long = isinstance(value, str) and len(value) > LONGEST_TEXT
    return f"<{len(value)} characters>" if is_long else value


def _without_secrets(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name not in SECRET_PARAMETERS}
