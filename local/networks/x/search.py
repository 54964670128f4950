"""
The part of X's query language that is simulated: terms side by side, all of which must hold, and groups of alternatives.

A group stands in parentheses with OR between its terms; none lies within another.
"""

import re
from collections.abc import Callable

from local.networks.people import PEOPLE_BY_HANDLE, PEOPLE_BY_X_ID
from local.networks.state import Entry
from local.networks.x.posts import addressed

_PARTS = re.compile(r"(-?)\(([^()]*)\)|(\S+)")


def matches(query: str, entry: Entry) -> bool:
    """Say whether a post matches every part; one with a minus must not match."""
    return all(_part_holds(part, entry) for part in _PARTS.finditer(query))


def _part_holds(part: "re.Match[str]", entry: Entry) -> bool:
    if part[3]:
        return _term_holds(part[3], entry)
    return any(matches(one, entry) for one in part[2].split(" OR ")) != bool(part[1])


def _term_holds(term: str, entry: Entry) -> bool:
    return _holds(term.removeprefix("-"), entry) != term.startswith("-")


def _holds(term: str, entry: Entry) -> bool:
    name, colon, value = term.partition(":")
    if colon and name in _OPERATORS:
        return _OPERATORS[name](entry, value)
    if term.startswith("@"):
        return _key(term[1:]) in addressed(entry)
    return term.casefold() in entry.text.casefold()


def _key(handle: str) -> str:
    person = PEOPLE_BY_HANDLE.get(handle.lower()) or PEOPLE_BY_X_ID.get(handle)
    return person.key if person else ""


_OPERATORS: dict[str, Callable[[Entry, str], bool]] = {
    "conversation_id": lambda entry, value: entry.root_id == value,
    "in_reply_to_tweet_id": lambda entry, value: entry.parent_id == value,
    "from": lambda entry, value: entry.author == _key(value),
    "to": lambda entry, value: entry.mentions[:1] == [_key(value)],
    "is": lambda entry, value: (value == "reply" and not entry.is_post) or (value == "quote" and bool(entry.quoted_id)),
    "has": lambda entry, value: value in {"media", "images"} and bool(entry.media),
}
