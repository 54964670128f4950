"""A post of the Page, a photo of it, and the Page itself, as Graph shows them."""

from typing import Any

from local.networks import ids
from local.networks.calls import Call
from local.networks.graph.comment_node import Seen, author
from local.networks.graph.comment_node import show as show_comment
from local.networks.graph.comments import comments_under
from local.networks.graph.fields import Field, Node, words
from local.networks.graph.paging import Listing, page, timestamp
from local.networks.people import ACCOUNTS
from local.networks.state import Entry, Medium
from local.networks.world import World


def show(world: World, call: Call, post: Entry, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a post with the fields asked for."""
    return POST.show(Seen(world, call, post), fields)


def show_photo(world: World, photo: Medium, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a photo with the fields asked for."""
    return PHOTO.show((world, photo), fields)


def show_page(fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show the Page with the fields asked for."""
    return PAGE.show(None, fields)


def permalink(post: Entry) -> str:
    """Give the address where a person reads a post."""
    page_id, _, number = post.id.partition("_")
    if shows_video(post):
        return f"https://www.facebook.com/{page_id}/videos/{post.media[0]}/"
    return f"https://www.facebook.com/{page_id}/posts/{number}"


def shows_video(post: Entry) -> bool:
    """Say whether a post shows a video, and so nothing else."""
    return len(post.media) == 1 and post.media[0].startswith(ids.FACEBOOK_VIDEO)


def _comments(seen: Seen, field: Field) -> dict[str, Any]:
    entries = comments_under(seen.world, seen.entry, field.modifiers)
    listing = Listing(field.modifiers, is_newest_first=field.modifiers.get("order") != "chronological")
    return page(seen.call, entries, listing, lambda entry: show_comment(seen.world, seen.call, entry, field.fields))


def _attachments(seen: Seen, _field: Field) -> dict[str, Any] | None:
    if shows_video(seen.entry):
        return {"data": [{"type": "video_inline", "media_type": "video", "target": {"id": seen.entry.media[0]}}]}
    if seen.entry.link:
        return {"data": [{"type": "share", "media_type": "link", "target": {"url": seen.entry.link}}]}
    return _photos(seen)


def _photos(seen: Seen) -> dict[str, Any] | None:
    photos = [seen.world.state.media[medium_id] for medium_id in seen.entry.media]
    shown = [{"type": "photo", "media_type": "photo", "target": {"id": photo.id}, **_image(photo)} for photo in photos]
    if len(shown) > 1:
        return {"data": [{"type": "album", "media_type": "album", "subattachments": {"data": shown}}]}
    return {"data": shown} if shown else None


def _image(photo: Medium) -> dict[str, Any]:
    return {"media": {"image": {"src": _source(photo)}}, "description": photo.caption}


def _source(photo: Medium) -> str:
    return f"https://scontent.xx.fbcdn.net/v/{photo.sha256}.jpg"


def _status_type(post: Entry) -> str:
    if shows_video(post):
        return "added_video"
    if post.media:
        return "added_photos"
    return "shared_story" if post.link else "mobile_status_update"


def _full_picture(seen: Seen) -> str | None:
    has_photo = seen.entry.media and not shows_video(seen.entry)
    return _source(seen.world.state.media[seen.entry.media[0]]) if has_photo else None


def _size(thing: Any, side: str) -> int | None:
    world, photo = thing
    picture = world.state.pictures.get(photo.sha256)
    return getattr(picture, side) if picture else None


def _reactions(seen: Seen, field: Field) -> dict[str, Any] | None:
    """Count the reactions where that is asked for; who reacted is not simulated."""
    count = seen.entry.received.get("likes", 0)
    if count is None:
        return None
    is_counted = "total_count" in field.modifiers.get("summary", "")
    return {"data": [], **({"summary": {"total_count": count}} if is_counted else {})}


def _shares(seen: Seen, _field: Field) -> dict[str, int] | None:
    """Leave out what nobody shared, as Facebook does."""
    count = seen.entry.received.get("shares")
    return {"count": count} if count else None


POST = Node(
    name="PagePost",
    readers={
        "id": lambda seen, _: seen.entry.id,
        "message": lambda seen, _: seen.entry.text or None,
        "created_time": lambda seen, _: timestamp(seen.entry.created_at),
        "updated_time": lambda seen, _: timestamp(seen.entry.versions[-1].at),
        "from": lambda seen, _: author(seen),
        "permalink_url": lambda seen, _: permalink(seen.entry),
        "is_published": lambda *_: True,
        "is_hidden": lambda seen, _: seen.entry.is_hidden,
        "is_expired": lambda *_: False,
        "status_type": lambda seen, _: _status_type(seen.entry),
        "full_picture": lambda seen, _: _full_picture(seen),
        "picture": lambda seen, _: _full_picture(seen),
        "attachments": _attachments,
        "comments": _comments,
        "reactions": _reactions,
        "shares": _shares,
    },
    empty=words(
        """
        actions admin_creator application backdated_time call_to_action child_attachments event icon
        message_tags parent_id place privacy promotable_id properties story story_tags target targeting
        via
        """
    ),
    unasked=("created_time", "message", "id"),
)

PHOTO = Node(
    name="Photo",
    readers={
        "id": lambda thing, _: thing[1].id,
        "name": lambda thing, _: thing[1].caption or None,
        "alt_text": lambda thing, _: thing[1].alt_text or None,
        "alt_text_custom": lambda thing, _: thing[1].alt_text or None,
        "created_time": lambda thing, _: timestamp(thing[1].created_at),
        "from": lambda *_: {"name": ACCOUNTS.facebook.name, "id": ACCOUNTS.facebook.page_id},
        "link": lambda thing, _: f"https://www.facebook.com/photo.php?fbid={thing[1].id}",
        "page_story_id": lambda thing, _: thing[1].entry_id,
        "picture": lambda thing, _: _source(thing[1]),
        "source": lambda thing, _: _source(thing[1]),
        "width": lambda thing, _: _size(thing, "width"),
        "height": lambda thing, _: _size(thing, "height"),
    },
    empty=words("album event icon images name_tags place position target updated_time webp_images"),
    unasked=("created_time", "name", "id"),
)

PAGE = Node(
    name="Page",
    readers={
        "id": lambda *_: ACCOUNTS.facebook.page_id,
        "name": lambda *_: ACCOUNTS.facebook.name,
        "username": lambda *_: ACCOUNTS.x.username,
        "link": lambda *_: f"https://www.facebook.com/{ACCOUNTS.facebook.page_id}",
        "category": lambda *_: "Government organization",
        "can_post": lambda *_: True,
        "is_published": lambda *_: True,
        "access_token": lambda *_: ACCOUNTS.facebook.page_token,
        "instagram_business_account": lambda *_: {"id": ACCOUNTS.instagram.user_id},
        "connected_instagram_account": lambda *_: {"id": ACCOUNTS.instagram.user_id},
        "fan_count": lambda *_: 0,
        "followers_count": lambda *_: 0,
        "verification_status": lambda *_: "blue_verified",
    },
    empty=words("about bio cover description emails location phone website"),
    unasked=("name", "id"),
)
