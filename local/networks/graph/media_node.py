"""An Instagram medium, its container and its account, as Graph shows them."""

import base64
from typing import Any

from local.networks.calls import Call
from local.networks.graph.comment_node import Seen
from local.networks.graph.fields import Field, Node, words
from local.networks.graph.ig_comment_node import COMMENTS_PAGE
from local.networks.graph.ig_comment_node import show as show_comment
from local.networks.graph.paging import Listing, page, timestamp
from local.networks.people import ACCOUNTS, US
from local.networks.state import Entry, Medium
from local.networks.world import World

STATUS_TEXTS = {
    "IN_PROGRESS": "In Progress: Media is still being processed.",
    "FINISHED": "Finished: Media has been uploaded and it is ready to be published.",
    "PUBLISHED": "Published: Media has been published.",
    "EXPIRED": "Expired: Media has not been published within 24 hours.",
    "ERROR": "Error: Media upload has failed with error code {failure}",
}


def status_code(world: World, container: Medium) -> str:
    """Tell how far a container is."""
    if container.entry_id:
        return "PUBLISHED"
    is_processed = container.ready_at <= world.now()
    if container.has_failed and (is_processed or not container.mime_type.startswith("video/")):
        return "ERROR"
    if container.expires_at <= world.now():
        return "EXPIRED"
    return "FINISHED" if is_processed else "IN_PROGRESS"


def show(world: World, call: Call, medium: Entry, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a medium with the fields asked for."""
    return MEDIUM.show(Seen(world, call, medium), fields)


def show_container(world: World, container: Medium, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a container with the fields asked for."""
    return CONTAINER.show((world, container), fields)


def show_account(world: World, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show our account with the fields asked for."""
    return ACCOUNT.show(world, fields)


def shortcode(medium: Entry) -> str:
    """Give the code in a medium's address."""
    return base64.urlsafe_b64encode(int(medium.id).to_bytes(8)).decode().rstrip("=")


def permalink(medium: Entry) -> str:
    """Give the address where a person sees a post."""
    return f"https://www.instagram.com/p/{shortcode(medium)}/"


def product(world: World, medium: Entry) -> str:
    """Tell what a medium is on Instagram: FEED, REELS or STORY."""
    return world.state.media[medium.media[0]].product if medium.media else "FEED"


def _permalink(seen: Seen) -> str:
    """Give the address where a person sees a medium, whatever it is."""
    match product(seen.world, seen.entry):
        case "STORY":
            return f"https://www.instagram.com/stories/{ACCOUNTS.instagram.username}/{seen.entry.id}"
        case "REELS":
            return f"https://www.instagram.com/reel/{shortcode(seen.entry)}/"
        case _:
            return permalink(seen.entry)


def _kind(seen: Seen) -> str:
    return "CAROUSEL_ALBUM" if len(seen.entry.media) > 1 else _type(_first(seen))


def _type(medium: Medium) -> str:
    return "VIDEO" if medium.mime_type.startswith("video/") else "IMAGE"


def _first(seen: Seen) -> Medium:
    return seen.world.state.media[seen.entry.media[0]]


def media_url(medium: Medium) -> str:
    """Give the address of a medium's bytes on Instagram's own hosts."""
    ending = "mp4" if _type(medium) == "VIDEO" else "jpg"
    return f"https://scontent.cdninstagram.com/v/{medium.sha256}.{ending}"


def _children(seen: Seen, _field: Field) -> dict[str, Any] | None:
    media = seen.world.state.media
    shown = [
        {"id": child, "media_type": _type(media[child]), "media_url": media_url(media[child])}
        for child in seen.entry.media
    ]
    return {"data": shown} if len(shown) > 1 else None


def _comments(seen: Seen, field: Field) -> dict[str, Any]:
    top = [entry for entry in seen.world.under("instagram", seen.entry.id) if entry.parent_id == seen.entry.id]
    listing = Listing(field.modifiers, is_newest_first=True, max_limit=COMMENTS_PAGE)
    return page(seen.call, top, listing, lambda entry: show_comment(seen.world, seen.call, entry, field.fields))


MEDIUM = Node(
    name="Media",
    readers={
        "id": lambda seen, _: seen.entry.id,
        "ig_id": lambda seen, _: seen.entry.id,
        "caption": lambda seen, _: seen.entry.text or None,
        "timestamp": lambda seen, _: timestamp(seen.entry.created_at),
        "permalink": lambda seen, _: _permalink(seen),
        "shortcode": lambda seen, _: shortcode(seen.entry),
        "media_type": lambda seen, _: _kind(seen),
        "media_product_type": lambda seen, _: product(seen.world, seen.entry),
        "media_url": lambda seen, _: media_url(_first(seen)),
        "alt_text": lambda seen, _: _first(seen).alt_text or None,
        "username": lambda *_: ACCOUNTS.instagram.username,
        "owner": lambda *_: {"id": ACCOUNTS.instagram.user_id},
        "comments_count": lambda seen, _: len(seen.world.under("instagram", seen.entry.id)),
        "like_count": lambda seen, _: seen.entry.received.get("likes", 0),
        "is_comment_enabled": lambda seen, _: seen.entry.are_comments_enabled,
        "children": _children,
        "comments": _comments,
    },
    empty=words(
        """
        boost_eligibility_info copyright_check_information is_shared_to_feed legacy_instagram_media_id
        thumbnail_url video_title view_count
        """
    ),
    unasked=("id",),
)

CONTAINER = Node(
    name="ShadowIGMediaBuilder",
    readers={
        "id": lambda thing, _: thing[1].id,
        "status_code": lambda thing, _: status_code(*thing),
        "status": lambda thing, _: STATUS_TEXTS[status_code(*thing)].format(failure=thing[1].failure),
    },
    empty=frozenset({"copyright_check_status", "video_status"}),
    unasked=("id",),
)

ACCOUNT = Node(
    name="IGUser",
    readers={
        "id": lambda *_: ACCOUNTS.instagram.user_id,
        "username": lambda *_: ACCOUNTS.instagram.username,
        "name": lambda *_: ACCOUNTS.facebook.name,
        "media_count": lambda world, _: sum(e.is_post for e in world.visible(world.index.by("instagram", US.key))),
        "followers_count": lambda *_: 0,
        "follows_count": lambda *_: 0,
        "is_published": lambda *_: True,
    },
    empty=words("biography has_profile_pic ig_id legacy_instagram_user_id profile_picture_url website"),
    unasked=("id",),
)
