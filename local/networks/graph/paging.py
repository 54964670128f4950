"""Graph's lists: a page of things in an order, with cursors before and after it, and the address of the next."""

import base64
import binascii
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from local.networks.calls import Call
from local.networks.graph.errors import refuse
from local.networks.state import Entry

CURSOR_PREFIX = "place:"
DEFAULT_LIMIT = 25
MAX_LIMIT = 100


@dataclass(frozen=True)
class Listing:
    """How to list: parameters as sent (or a field's modifiers), the default and largest page, newest first or not."""

    parameters: Mapping[str, str]
    is_newest_first: bool
    max_limit: int = MAX_LIMIT
    default_limit: int = DEFAULT_LIMIT


def page(
    call: Call, entries: Sequence[Entry], listing: Listing, show: Callable[[Entry], dict[str, Any]]
) -> dict[str, Any]:
    """
    Give one page of entries that are in the order they were written.

    A cursor is a place in that order, not a count, so that what comes or goes meanwhile moves nothing. The faults
    `page_repeats`, `page_empty`, `cursor_expired` and `part_unreachable` act here.
    """
    if "part_unreachable" in call.hints:
        entries = [entry for entry in entries if entry.sequence % 2]
    after = None if "page_repeats" in call.hints else _place(call, listing.parameters.get("after"))
    before = _place(call, listing.parameters.get("before"))
    rest = _between(entries, after, before, is_newest_first=listing.is_newest_first)
    limit = _limit(listing)
    chosen = rest[-limit:] if before is not None else rest[:limit]
    is_more = len(rest) > limit or "page_repeats" in call.hints
    if "page_empty" in call.hints and rest:
        return {"data": [], "paging": _paging(call, _just_before(rest[0], listing), None, is_more=True)}
    data = {"data": [show(entry) for entry in chosen]}
    return (
        {**data, "paging": _paging(call, chosen[-1].sequence, chosen[0].sequence, is_more=is_more)} if chosen else data
    )


def _just_before(entry: Entry, listing: Listing) -> int:
    return entry.sequence + (1 if listing.is_newest_first else -1)


def _between(
    entries: Sequence[Entry], after: int | None, before: int | None, *, is_newest_first: bool
) -> Sequence[Entry]:
    """Give what lies between two places, in the order of the list."""
    low, high = (before, after) if is_newest_first else (after, before)
    start = 0 if low is None else bisect_right(entries, low, key=_sequence)
    end = len(entries) if high is None else bisect_left(entries, high, key=_sequence)
    return entries[start:end][::-1] if is_newest_first else entries[start:end]


_sequence = attrgetter("sequence")


def _paging(call: Call, last: int, first: int | None, *, is_more: bool) -> dict[str, Any]:
    cursors = {"before": _cursor(first if first is not None else last), "after": _cursor(last)}
    if not is_more:
        return {"cursors": cursors}
    query = {**call.query, "after": cursors["after"]}
    query.pop("before", None)
    return {"cursors": cursors, "next": f"{call.url}?{urlencode(query)}"}


def _limit(listing: Listing) -> int:
    given = listing.parameters.get("limit", str(listing.default_limit))
    if not given.isdecimal() or len(given) > 9 or int(given) < 1:  # noqa: PLR2004
        refuse("bad_parameter", detail="Param limit must be a positive integer")
    return min(int(given), listing.max_limit)


def _cursor(place: int) -> str:
    return base64.urlsafe_b64encode(f"{CURSOR_PREFIX}{place}".encode()).decode().rstrip("=")


def _place(call: Call, cursor: str | None) -> int | None:
    if not cursor:
        return None
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        text = ""
    number = text.removeprefix(CURSOR_PREFIX)
    is_known = text.startswith(CURSOR_PREFIX) and number.lstrip("-").isdecimal()
    if not is_known or "cursor_expired" in call.hints:
        refuse("bad_parameter", detail="Invalid cursors values supplied to the after parameter")
    return int(number)


def instant(given: str | None) -> datetime | None:
    """Read a time parameter: Unix seconds or ISO 8601."""
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else _aware(datetime.fromisoformat(given))
    except (ValueError, OverflowError, OSError):
        refuse("bad_parameter", detail="Param since or until must be a valid time")


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def timestamp(at: datetime) -> str:
    """Write an instant as Graph does."""
    return f"{at:%Y-%m-%dT%H:%M:%S}+0000"
