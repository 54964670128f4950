"""A post as X shows it: its own fields, and what an expansion brings along."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from local.networks.people import Person
from local.networks.state import Entry, Version
from local.networks.world import World, author_of
from local.networks.x.fields import Asked
from local.networks.x.shown import media_key, mentioned_in, show

EDIT_WINDOW = timedelta(minutes=30)
MAX_EDITS = 5

_RECEIVED = {
    "like_count": "likes",
    "shares": "shares",
    "quote_count": "quotes",
    "bookmark_count": "bookmarks",
    "impression_count": "views",
}

Seen = tuple[Entry, Version]
"""A post in one of its versions."""


def timestamp(at: datetime) -> str:
    """Write an instant as X does."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"


def newest(entry: Entry) -> Seen:
    """See a post as it is now."""
    return entry, entry.versions[-1]


def addressed(entry: Entry) -> list[str]:
    """Give the keys of all whom a post mentions, said or unsaid, but for its author."""
    keys = dict.fromkeys([*entry.mentions, *mentioned_in(entry.text)])
    return [key for key in keys if key != entry.author]


def render(world: World, seen: Seen, asked: Asked) -> dict[str, Any]:
    """Show a post with the fields that were asked for and have a value."""
    entry, version = seen
    post: dict[str, Any] = {"id": version.id, "text": show(entry, version).text}
    post[asked.word("edit_history_tweet_ids", "edit_history_post_ids")] = [one.id for one in entry.versions]
    for name, value_of in _FIELDS.items():
        value = value_of(world, entry, version) if name in asked.fields else None
        if value is not None:
            post[asked.word("referenced_tweets", "referenced_posts") if name == "referenced" else name] = value
    if "public_metrics" in post:
        metrics = post["public_metrics"]
        metrics[asked.word("retweet_count", "repost_count")] = metrics.pop("shares")
    return post


def render_user(person: Person, asked: Asked) -> dict[str, Any]:
    """Show a user."""
    more = {
        "created_at": "2019-09-18T15:00:00.000Z",
        "description": "",
        "protected": False,
        "verified": person.is_us,
        "public_metrics": {"followers_count": 0, "following_count": 0, "tweet_count": 0, "listed_count": 0},
    }
    user = {"id": person.x_id, "name": person.name, "username": person.x_handle}
    return user | {name: value for name, value in more.items() if name in asked.user_fields}


def answered_author(world: World, entry: Entry) -> Person | None:
    """Give whom a post answers."""
    parent = world.index.by_id.get(("x", entry.parent_id)) if entry.parent_id else None
    return author_of(parent) if parent else None


def referenced(_world: World, entry: Entry, _version: Version) -> list[dict[str, str]] | None:
    """Give what a post quotes and answers."""
    references = []
    if entry.quoted_id:
        references.append({"type": "quoted", "id": entry.quoted_id})
    if entry.parent_id:
        references.append({"type": "replied_to", "id": entry.parent_id})
    return references or None


def _edit_controls(world: World, entry: Entry, _version: Version) -> dict[str, Any]:
    until = entry.created_at + EDIT_WINDOW
    left = MAX_EDITS - (len(entry.versions) - 1)
    is_eligible = left > 0 and world.now() < until
    return {"is_edit_eligible": is_eligible, "editable_until": timestamp(until), "edits_remaining": left}


def _metrics(world: World, entry: Entry, _version: Version) -> dict[str, int]:
    ids = {version.id for version in entry.versions}
    replies = sum(other.parent_id in ids for other in world.visible(world.index.under("x", entry.root_id)))
    told = {name: entry.received.get(kept, 0) or 0 for name, kept in _RECEIVED.items()}
    return {**told, "reply_count": replies}


def _answered_id(world: World, entry: Entry, _version: Version) -> str | None:
    answered = answered_author(world, entry)
    return answered.x_id if answered else None


def _range(_world: World, entry: Entry, version: Version) -> list[int]:
    shown = show(entry, version)
    return [shown.first, shown.last]


def _attachments(_world: World, entry: Entry, _version: Version) -> dict[str, list[str]] | None:
    keys = [media_key(medium_id, entry.media_category) for medium_id in entry.media]
    return {"media_keys": keys} if keys else None


_FIELDS: dict[str, Callable[[World, Entry, Version], Any]] = {
    "author_id": lambda _, entry, __: author_of(entry).x_id,
    "created_at": lambda _, __, version: timestamp(version.at),
    "conversation_id": lambda _, entry, __: entry.root_id,
    "in_reply_to_user_id": _answered_id,
    "referenced": referenced,
    "entities": lambda _, entry, version: show(entry, version).entities or None,
    "display_text_range": _range,
    "attachments": _attachments,
    "edit_controls": _edit_controls,
    "public_metrics": _metrics,
    "lang": lambda *_: "es",
    "possibly_sensitive": lambda *_: False,
    "reply_settings": lambda *_: "everyone",
}
"""The fields that are simulated. The others have no value here, as on X for most posts."""
