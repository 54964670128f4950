"""What the expansions of X bring along with posts: people, media and other posts."""

from collections.abc import Iterable
from typing import Any

from local.networks import people
from local.networks.people import Person
from local.networks.state import Entry
from local.networks.world import World
from local.networks.x.fields import Asked
from local.networks.x.media_rules import IMAGE, category_of
from local.networks.x.posts import Seen, addressed, answered_author, referenced, render, render_user
from local.networks.x.shown import media_key


def included(world: World, seen: Iterable[Seen], asked: Asked) -> dict[str, Any]:
    """Give what the expansions bring: people, media and other posts."""
    posts = [entry for entry, _ in seen]
    others = _other_posts(world, posts, asked)
    found = {
        "users": [render_user(person, asked) for person in _people(world, posts, asked)],
        "media": [_render_medium(world, medium_id) for medium_id in _media(posts, asked)],
        asked.word("tweets", "posts"): [render(world, other, asked) for other in others],
    }
    return {name: values for name, values in found.items() if values}


def _people(world: World, posts: Iterable[Entry], asked: Asked) -> list[Person]:
    keys: dict[str, None] = {}
    for entry in posts:
        answered = answered_author(world, entry)
        if "author_id" in asked.expansions:
            keys[entry.author] = None
        if "in_reply_to_user_id" in asked.expansions and answered:
            keys[answered.key] = None
        if "entities.mentions.username" in asked.expansions:
            keys.update(dict.fromkeys(addressed(entry)))
    return [people.PEOPLE_BY_KEY[key] for key in keys]


def _media(posts: Iterable[Entry], asked: Asked) -> list[str]:
    is_asked = "attachments.media_keys" in asked.expansions
    return list(dict.fromkeys(medium_id for entry in posts for medium_id in entry.media)) if is_asked else []


def _other_posts(world: World, posts: Iterable[Entry], asked: Asked) -> list[Seen]:
    ids: dict[str, None] = {}
    for entry in posts:
        if "referenced" in asked.expansions:
            ids.update(dict.fromkeys(ref["id"] for ref in referenced(world, entry, entry.versions[-1]) or ()))
        if "edit_history" in asked.expansions:
            ids.update(dict.fromkeys(version.id for version in entry.versions[:-1]))
    found = ((world.find("x", post_id), post_id) for post_id in ids)
    return [(entry, entry.version(post_id)) for entry, post_id in found if entry]


def _render_medium(world: World, medium_id: str) -> dict[str, Any]:
    medium = world.state.media[medium_id]
    picture = world.state.pictures.get(medium.sha256 or "")
    size = {"width": picture.width, "height": picture.height} if picture else {}
    kind = category_of(medium.category)
    base = {"media_key": media_key(medium_id, medium.category), "type": kind.shown_as, **size}
    url = f"https://pbs.twimg.com/media/{medium.sha256}.jpg"
    if kind is not IMAGE:
        return {**base, "preview_image_url": url}
    return {**base, "url": url, **({"alt_text": medium.alt_text} if medium.alt_text else {})}
