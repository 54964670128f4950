"""
Tells which comments a delivery of Meta names, whatever it says of them: by these a lawful cancellation finds the delivery.

Stricter than what heeds the notices (`meta_notices`): there a change that cannot be read is passed over, here it makes the whole
delivery one that may hold the words of any comment.
"""

import re
from typing import Any

from chalicelib.domain.notice import comment_part

_ID = re.compile(r"[0-9]{1,32}(_[0-9]{1,32})?")
_OF_THE_COMMENT = ("comments", "live_comments")
"""The fields of Instagram whose value is the comment itself."""


def comments_named(content: Any) -> frozenset[str] | None:
    """Give the comments that a parsed delivery names, each by its own part of the id; None where that cannot be told."""
    found = _each(content, "entry", lambda entry: _each(entry, "changes", _named))
    return None if found is None else frozenset(found)


def _each(holder: Any, member: str, named: Any) -> set[str] | None:
    """Put together what the parts of a list name; None where it is no list, or one of them cannot be read."""
    parts = holder.get(member) if isinstance(holder, dict) else None
    if not isinstance(parts, list):
        return None
    found: set[str] = set()
    for part in parts:
        of_part = named(part)
        if of_part is None:
            return None
        found |= of_part
    return found


def _named(change: Any) -> set[str] | None:
    """Give the comment that a change is about: none for a reaction to a post; None where it should name one and does not."""
    value = change.get("value") if isinstance(change, dict) else None
    if not isinstance(value, dict):
        return None
    is_itself = change.get("field") in _OF_THE_COMMENT
    told = value.get("id") if is_itself else value.get("comment_id")
    if told is None:
        return None if is_itself or value.get("item") == "comment" else set()
    text = str(told) if isinstance(told, int | str) and not isinstance(told, bool) else ""
    return {comment_part(text)} if _ID.fullmatch(text) else None
