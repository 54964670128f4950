"""The controls under /_control/, for this machine alone: look at everything, set how the networks behave, make them fail."""

import ipaddress
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from pydantic_core import to_jsonable_python
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from local.networks import summary
from local.networks.by_hand import ControlError, hide_author, needed_object, post_by_hand, react, remove_by_hand
from local.networks.calls import Answer
from local.networks.faults import FAULTS
from local.networks.people import ACCOUNTS, CITIZENS
from local.networks.rules import Rule
from local.networks.settings import Settings
from local.networks.webhooks import Courier
from local.networks.world import World, nobody_is_told

Control = Callable[[World, Any], Any]
"""Takes the JSON that was sent (None for a GET), gives the JSON to answer."""


def accounts(_world: World, _given: Any) -> Any:
    """Give our accounts and the citizens, tokens included."""
    return {"accounts": asdict(ACCOUNTS), "citizens": [asdict(citizen) for citizen in CITIZENS]}


def exchanges(world: World, _given: Any) -> Any:
    """Give the last requests and what was answered."""
    return [asdict(exchange) for exchange in world.journal]


def set_settings(world: World, given: Any) -> Any:
    """Change some settings; the others stay."""
    world.settings = Settings.model_validate({**world.settings.model_dump(), **needed_object(given)})
    return world.settings.model_dump()


def add_fault(world: World, given: Any) -> Any:
    """Queue a fault."""
    rule = Rule.model_validate(needed_object(given))
    if rule.fault not in FAULTS:
        raise ControlError(f"no such fault: {rule.fault}; there are {', '.join(FAULTS)}")
    return world.faults.add(rule).model_dump()


def remove_faults(world: World, given: Any) -> Any:
    """Drop the fault with an `id`, or all of them."""
    if isinstance(given, dict) and "id" in given:
        return {"removed": world.faults.remove(given["id"])}
    world.faults.clear()
    return {"removed": True}


def subscribe(world: World, given: Any) -> Any:
    """Tell a `callback_url` of comments from now on, if it answers the handshake with a `verify_token`; nobody else."""
    wanted = needed_object(given)
    world.tell = nobody_is_told
    courier = Courier(str(wanted.get("callback_url", "")), world.now)
    if not courier.is_expected(str(wanted.get("verify_token", ""))):
        raise ControlError("the callback did not repeat the challenge")
    world.tell = courier.tell
    courier.start(is_wanted=lambda: world.tell == courier.tell)
    return {"subscribed": True}


def reset(world: World, _given: Any) -> Any:
    """Forget everything."""
    world.reset()
    return {"reset": True}


CONTROLS: tuple[tuple[str, str, Control], ...] = (
    ("GET", "accounts", accounts),
    ("GET", "state", lambda world, _: summary.summary(world)),
    ("GET", "comments", lambda world, _: summary.all_comments(world)),
    ("GET", "ledger", lambda world, _: summary.ledger(world)),
    ("GET", "exchanges", exchanges),
    ("GET", "settings", lambda world, _: world.settings.model_dump()),
    ("POST", "settings", set_settings),
    ("GET", "faults", lambda world, _: [rule.model_dump() for rule in world.faults.rules]),
    ("POST", "faults", add_fault),
    ("DELETE", "faults", remove_faults),
    ("GET", "fault_names", lambda _world, _: {name: fault.meaning for name, fault in FAULTS.items()}),
    ("POST", "hide_author", hide_author),
    ("POST", "post_by_hand", post_by_hand),
    ("POST", "remove_by_hand", remove_by_hand),
    ("POST", "react", react),
    ("POST", "subscribe", subscribe),
    ("POST", "reset", reset),
)
"""Method, name, what it does."""


def control_routes(world: World) -> list[Route]:
    """Give the routes of the controls."""
    return [Route(f"/_control/{name}", _endpoint(world, do), methods=[method]) for method, name, do in CONTROLS]


def _endpoint(world: World, control: Control) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not is_local(request):
            return _json({"error": "only from this machine"}, 403)
        return _carried_out(world, control, await request.body())

    return endpoint


def _carried_out(world: World, control: Control, body: bytes) -> Response:
    try:
        given = json.loads(body) if body else None
        with world.lock:
            return _json(to_jsonable_python(control(world, given)))
    except (ControlError, ValueError) as error:
        return _json({"error": str(error)}, 400)


def is_local(request: Request) -> bool:
    """Say whether a request comes from this machine, asked under a name of this machine."""
    try:
        is_from_here = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        is_from_here = False
    return is_from_here and request.url.hostname in {"localhost", "127.0.0.1", "::1"}


def _json(body: Any, status: int = 200) -> Response:
    answer = Answer(status, body)
    return Response(answer.content(), status, media_type=answer.content_type)
