"""Reading X: posts by id, and users."""

from typing import Any

from local.networks.calls import Answer, Call
from local.networks.people import PEOPLE_BY_HANDLE
from local.networks.state import Entry
from local.networks.world import World
from local.networks.x import prices
from local.networks.x.fields import asked
from local.networks.x.includes import included
from local.networks.x.posts import Seen, render, render_user
from local.networks.x.problems import invalid_request, missing, not_authorized, not_found, refuse

MAX_IDS = 100


def by_ids(world: World, call: Call) -> Answer:
    """GET /2/tweets?ids=: what is there, and a problem for each that is not, or not for who asks."""
    wanted = [part for part in call.query.get("ids", "").split(",") if part]
    if not 0 < len(wanted) <= MAX_IDS:
        refuse(invalid_request("The `ids` query parameter takes 1 to 100 ids", {"ids": wanted}))
    found = {post_id: world.find("x", post_id) for post_id in dict.fromkeys(wanted)}
    seen = [(one, one.version(post_id)) for post_id, one in found.items() if one and not one.is_author_hidden]
    prices.charge(world, call, prices.READ * len(seen))
    errors = [problem for post_id, entry in found.items() if (problem := _why_not_shown(post_id, entry))]
    return Answer(200, {**listed(world, call, seen), **({"errors": errors} if errors else {})})


def _why_not_shown(post_id: str, entry: Entry | None) -> dict[str, str] | None:
    if entry is None:
        return missing("ids", post_id)
    return not_authorized("ids", post_id) if entry.is_author_hidden else None


def by_id(world: World, call: Call) -> Answer:
    """GET /2/tweets/{id}."""
    entry = world.find("x", call.target["id"])
    if entry is None:
        refuse(not_found("id", call.target["id"]))
    prices.charge(world, call, prices.READ)
    found = listed(world, call, [(entry, entry.version(call.target["id"]))])
    return Answer(200, {**found, "data": found["data"][0]})


def me(world: World, call: Call) -> Answer:
    """GET /2/users/me."""
    prices.charge(world, call, prices.USER_READ)
    return Answer(200, {"data": render_user(call.person, asked(call, world.settings))})


def by_username(world: World, call: Call) -> Answer:
    """GET /2/users/by/username/{username}."""
    person = PEOPLE_BY_HANDLE.get(call.target["username"].lower())
    if person is None:
        refuse(not_found("username", call.target["username"], "user"))
    prices.charge(world, call, prices.USER_READ)
    return Answer(200, {"data": render_user(person, asked(call, world.settings))})


def listed(world: World, call: Call, seen: list[Seen]) -> dict[str, Any]:
    """Show posts as `data`, with what their expansions bring; without posts, nothing."""
    wanted = asked(call, world.settings)
    extra = included(world, seen, wanted)
    data = {"data": [render(world, one, wanted) for one in seen]} if seen else {}
    return {**data, **({"includes": extra} if extra else {})}
