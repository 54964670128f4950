"""A Facebook comment as Graph shows it."""

from dataclasses import dataclass
from typing import Any

from local.networks.calls import Call
from local.networks.graph.fields import Field, Node
from local.networks.graph.paging import Listing, page, timestamp
from local.networks.people import PEOPLE_BY_KEY
from local.networks.state import Entry
from local.networks.world import World


@dataclass(frozen=True)
class Seen:
    """A comment, and who looks at it where."""

    world: World
    call: Call
    entry: Entry

    def other(self, entry: Entry) -> "Seen":
        """Look at another comment."""
        return Seen(self.world, self.call, entry)


def show(world: World, call: Call, entry: Entry, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a comment with the fields asked for."""
    return COMMENT.show(Seen(world, call, entry), fields)


def author(seen: Seen) -> dict[str, str] | None:
    """Give name and id of an author: to the Page and to themselves, and to nobody when the author is hidden."""
    person = PEOPLE_BY_KEY[seen.entry.author]
    may_see = person.is_us or seen.call.person == person or seen.call.person.is_us
    return {"name": person.name, "id": person.facebook_id} if may_see and not seen.entry.is_author_hidden else None


def _replies(seen: Seen) -> list[Entry]:
    below = seen.world.under("facebook", seen.entry.root_id)
    return [entry for entry in below if entry.parent_id == seen.entry.id]


def _comments(seen: Seen, field: Field) -> dict[str, Any] | None:
    listing = Listing(field.modifiers, is_newest_first=field.modifiers.get("order") != "chronological")
    replies = _replies(seen)
    shown = page(seen.call, replies, listing, lambda entry: COMMENT.show(seen.other(entry), field.fields))
    return shown if replies else None


def _parent(seen: Seen, field: Field) -> dict[str, Any] | None:
    parent = seen.world.find("facebook", seen.entry.parent_id or "")
    return COMMENT.show(seen.other(parent), field.fields) if parent and not parent.is_post else None


def _permalink(seen: Seen) -> str:
    page_id, _, post_number = seen.entry.root_id.partition("_")
    return f"https://www.facebook.com/{page_id}/posts/{post_number}?comment_id={seen.entry.id.partition('_')[2]}"


COMMENT = Node(
    name="Comment",
    readers={
        "id": lambda seen, _: seen.entry.id,
        "message": lambda seen, _: seen.entry.text,
        "created_time": lambda seen, _: timestamp(seen.entry.created_at),
        "from": lambda seen, _: author(seen),
        "parent": _parent,
        "object": lambda seen, _: {"id": seen.entry.root_id},
        "comments": _comments,
        "comment_count": lambda seen, _: len(_replies(seen)),
        "is_hidden": lambda seen, _: seen.entry.is_hidden,
        "can_comment": lambda *_: True,
        "can_hide": lambda seen, _: seen.call.person.is_us and seen.entry.author != seen.call.person.key,
        "can_remove": lambda seen, _: seen.call.person.is_us or seen.entry.author == seen.call.person.key,
        "can_reply_privately": lambda *_: False,
        "like_count": lambda *_: 0,
        "user_likes": lambda *_: False,
        "is_private": lambda *_: False,
        "permalink_url": lambda seen, _: _permalink(seen),
    },
    empty=frozenset(
        {"admin_creator", "application", "attachment", "can_like", "live_broadcast_timestamp", "message_tags"}
    ),
    unasked=("created_time", "from", "message", "id"),
)
"""The comment node."""
