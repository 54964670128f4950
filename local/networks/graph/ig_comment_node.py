"""An Instagram comment as Graph shows it."""

from typing import Any

from local.networks.calls import Call
from local.networks.graph.comment_node import Seen
from local.networks.graph.fields import Field, Node
from local.networks.graph.paging import Listing, page, timestamp
from local.networks.state import Entry
from local.networks.world import World, author_of

COMMENTS_PAGE = 50
"""The most comments of one page."""


def show(world: World, call: Call, entry: Entry, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a comment with the fields asked for."""
    return COMMENT.show(Seen(world, call, entry), fields)


def replies_of(world: World, comment: Entry) -> list[Entry]:
    """Give the answers to a comment, in the order they were written."""
    return [entry for entry in world.under("instagram", comment.root_id) if entry.parent_id == comment.id]


def _username(seen: Seen) -> str | None:
    return None if seen.entry.is_author_hidden else author_of(seen.entry).instagram_username


def _from(seen: Seen) -> dict[str, str] | None:
    person = author_of(seen.entry)
    name = _username(seen)
    return {"id": person.instagram_id, "username": name} if name else None


def _replies(seen: Seen, field: Field) -> dict[str, Any] | None:
    replies = replies_of(seen.world, seen.entry)
    listing = Listing(field.modifiers, is_newest_first=False, max_limit=COMMENTS_PAGE)
    shown = page(seen.call, replies, listing, lambda entry: COMMENT.show(seen.other(entry), field.fields))
    return shown if replies else None


COMMENT = Node(
    name="IGComment",
    readers={
        "id": lambda seen, _: seen.entry.id,
        "text": lambda seen, _: seen.entry.text,
        "timestamp": lambda seen, _: timestamp(seen.entry.created_at),
        "username": lambda seen, _: _username(seen),
        "from": lambda seen, _: _from(seen),
        "hidden": lambda seen, _: seen.entry.is_hidden,
        "like_count": lambda *_: 0,
        "media": lambda seen, _: {"id": seen.entry.root_id},
        "parent_id": lambda seen, _: seen.entry.parent_id if seen.entry.parent_id != seen.entry.root_id else None,
        "replies": _replies,
    },
    empty=frozenset({"legacy_instagram_comment_id", "user"}),
    unasked=("timestamp", "text", "id"),
)
"""The comment node."""
