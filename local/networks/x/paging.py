"""Pages of X's lists: how many, between which bounds, after which token."""

import base64
import binascii
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from local.networks.calls import Answer, Call
from local.networks.state import Entry
from local.networks.world import World
from local.networks.x import prices
from local.networks.x.lookups import listed
from local.networks.x.posts import newest
from local.networks.x.problems import invalid_request, refuse

TOKEN_PREFIX = "older than "  # noqa: S105
MOST_RESULTS = 100
MOST_DIGITS = 19


def page_of(world: World, call: Call, newest_first: Iterable[Entry], *, at_least: int, price: float) -> Answer:
    """
    Give one page. The token of the next says the id it goes on below, so that what comes or goes meanwhile moves nothing.

    The faults `page_repeats`, `page_empty` and `cursor_expired` act here.
    """
    size = _size(call, at_least)
    bounds = _bounds(call)
    within = [entry for entry in newest_first if all(is_within(entry) for is_within in bounds)]
    if "part_unreachable" in call.hints:
        within = [entry for entry in within if entry.sequence % 2]
    older_than = None if "page_repeats" in call.hints else _older_than(call)
    rest = [entry for entry in within if older_than is None or int(entry.id) < older_than]
    page = [] if "page_empty" in call.hints else rest[:size]
    seen = [newest(entry) for entry in page]
    prices.charge(world, call, price * len(page))
    return Answer(200, {**listed(world, call, seen), "meta": _meta(call, page, rest, size)})


def _meta(call: Call, page: list[Entry], rest: list[Entry], size: int) -> dict[str, Any]:
    meta: dict[str, Any] = {"result_count": len(page)}
    if page:
        meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
    if "page_empty" in call.hints and rest:
        meta["next_token"] = _token(int(rest[0].id) + 1)
    elif page and (len(rest) > size or "page_repeats" in call.hints):
        meta["next_token"] = _token(int(page[-1].id))
    return meta


def _size(call: Call, at_least: int) -> int:
    given = call.query.get("max_results", "10")
    if not given.isdecimal() or len(given) > MOST_DIGITS or not at_least <= int(given) <= MOST_RESULTS:
        message = f"The `max_results` query parameter value [{given}] is not between {at_least} and 100"
        refuse(invalid_request(message, {"max_results": [given]}))
    return int(given)


def _bounds(call: Call) -> list[Callable[[Entry], bool]]:
    """Read since_id, until_id, start_time and end_time; an id outweighs its time."""
    since_id, until_id = _number(call, "since_id"), _number(call, "until_id")
    start, end = instant(call, "start_time"), instant(call, "end_time")
    bounds: list[Callable[[Entry], bool]] = []
    if since_id is not None:
        bounds.append(lambda entry: int(entry.id) > since_id)
    elif start is not None:
        bounds.append(lambda entry: entry.versions[-1].at >= start)
    if until_id is not None:
        bounds.append(lambda entry: int(entry.id) < until_id)
    elif end is not None:
        bounds.append(lambda entry: entry.versions[-1].at < end)
    return bounds


def _number(call: Call, name: str) -> int | None:
    given = call.query.get(name)
    if given is None:
        return None
    if not given.isdecimal() or len(given) > MOST_DIGITS:
        refuse(invalid_request(f"The `{name}` query parameter value [{given}] is not valid", {name: [given]}))
    return int(given)


def instant(call: Call, name: str) -> datetime | None:
    """Read an instant that bounds a listing, or refuse it."""
    given = call.query.get(name)
    try:
        read = datetime.fromisoformat(given) if given else None
    except ValueError:
        read = None
    if given and (read is None or read.tzinfo is None):
        refuse(invalid_request(f"The `{name}` query parameter value [{given}] is not valid", {name: [given]}))
    return read


def _token(older_than: int) -> str:
    return base64.b32encode(f"{TOKEN_PREFIX}{older_than}".encode()).decode().rstrip("=").lower()


def _older_than(call: Call) -> int | None:
    token = call.query.get("pagination_token") or call.query.get("next_token")
    if token is None:
        return None
    prefix, _, number = _decoded(token).rpartition(" ")
    if f"{prefix} " != TOKEN_PREFIX or not number.isdecimal() or "cursor_expired" in call.hints:
        message = f"The `pagination_token` query parameter value [{token}] is not valid"
        refuse(invalid_request(message, {"pagination_token": [token]}))
    return int(number)


def _decoded(token: str) -> str:
    try:
        return base64.b32decode(token.upper() + "=" * (-len(token) % 8)).decode()
    except (binascii.Error, ValueError):
        return ""
