"""What persons do by hand on the networks, without any app: the controls that stand for it."""

from typing import Any

from local.networks import ids
from local.networks.graph import post_node
from local.networks.people import ACCOUNTS, US
from local.networks.state import Entry
from local.networks.world import World
from local.networks.writing import write

RECEIVED = frozenset({"likes", "shares", "quotes", "bookmarks", "views"})


class ControlError(Exception):
    """A control was used wrongly; says how."""


def hide_author(world: World, given: Any) -> Any:
    """Hide the author of a comment (blocked, or gone), or show them again with `is_hidden` false."""
    entry = _entry(world, given)
    entry.is_author_hidden = bool(given.get("is_hidden", True))
    return {"id": entry.id, "is_author_hidden": entry.is_author_hidden}


def post_by_hand(world: World, given: Any) -> Any:
    """Publish a `text` on the Page as a person does; give its id and address."""
    number = ids.numbered(world.state, ids.FACEBOOK_POST, world.now())
    text = str(needed_object(given).get("text", ""))
    post = write(world, "facebook", f"{ACCOUNTS.facebook.page_id}_{number}", US, text)
    return {"id": post.id, "permalink": post_node.permalink(post)}


def remove_by_hand(world: World, given: Any) -> Any:
    """Remove the post or comment with an `id`, as its account's own person may whatever an app is refused."""
    entry = _entry(world, given)
    world.remove(entry)
    return {"id": entry.id, "network": entry.network}


def react(world: World, given: Any) -> Any:
    """Let the post with an `id` have so many `likes`, `shares`, `quotes`, `bookmarks`, `views`; null: its network keeps it."""
    entry = _entry(world, given)
    for name in RECEIVED & given.keys():
        count = given[name]
        if count is not None and (not isinstance(count, int) or count < 0):
            raise ControlError(f"{name} is no count")
        entry.received[name] = count
    return {"id": entry.id, **entry.received}


def needed_object(given: Any) -> dict[str, Any]:
    """Give what was sent as a JSON object. Raises ControlError when it is none."""
    if not isinstance(given, dict):
        raise ControlError("a JSON object is needed")
    return given


def _entry(world: World, given: Any) -> Entry:
    wanted = needed_object(given).get("id")
    entry = next((found for (_, entry_id), found in world.index.by_id.items() if entry_id == wanted), None)
    if entry is None:
        raise ControlError("nothing has that id")
    return entry
