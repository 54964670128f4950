"""The Page: publishing text, links and photos, reading its own posts, editing and deleting them."""

import json
import re
from datetime import timedelta

from local.networks.calls import Answer, Call
from local.networks.graph import post_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.errors import refuse
from local.networks.graph.paging import Listing, instant, page
from local.networks.graph.photos import check_is_page, publish_post, usable_photo
from local.networks.people import ACCOUNTS, US
from local.networks.state import Entry, Medium
from local.networks.world import World

MAX_MESSAGE = 63_206
MAX_PHOTOS = 10
LINK = re.compile(
    r"https?://(?P<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})(?::\d{1,5})?(?:[/?#]\S{0,2000})?", re.IGNORECASE
)


def read_page(_world: World, call: Call) -> Answer:
    """GET /{page}."""
    return Answer(200, post_node.show_page(parse_fields(call)))


def list_posts(world: World, call: Call) -> Answer:
    """GET /{page}/published_posts: the Page's own posts, the newest first."""
    since, until = instant(call.parameters.get("since")), instant(call.parameters.get("until"))
    own = [entry for entry in world.visible(world.index.by("facebook", US.key)) if entry.is_post]
    shown_until = world.now() - timedelta(seconds=world.settings.facebook_listing_lag_seconds)
    own = [entry for entry in own if entry.created_at <= shown_until]
    within = [e for e in own if (since is None or e.created_at >= since) and (until is None or e.created_at < until)]
    fields = parse_fields(call)
    listing = Listing(call.parameters, is_newest_first=True)
    return Answer(200, page(call, within, listing, lambda entry: post_node.show(world, call, entry, fields)))


def publish(world: World, call: Call) -> Answer:
    """POST /{page}/feed: text, link, or photos uploaded before."""
    check_is_page(call)
    if call.parameters.get("published", "true").lower() in {"false", "0"}:
        refuse("bad_parameter", detail="Unpublished and scheduled posts are not simulated")
    message, link = call.parameters.get("message", ""), call.parameters.get("link")
    check_link(link)
    photos = [usable_photo(world, call, photo_id) for photo_id in _attached(call)]
    if not (message.strip() or link or photos):
        refuse("bad_parameter", detail="Missing message or attachment")
    if len(message) > MAX_MESSAGE:
        refuse("bad_parameter", detail="Param message is too long")
    _check_duplicate(world, message, link, photos)
    return Answer(200, {"id": publish_post(world, call, message, link, photos).id})


def read_post(world: World, call: Call, post: Entry) -> Answer:
    """GET /{post}."""
    return Answer(200, post_node.show(world, call, post, parse_fields(call)))


def edit_post(world: World, call: Call, post: Entry) -> Answer:
    """POST /{post}: a new text, over what this very app wrote."""
    check_is_page(call)
    if post.application != ACCOUNTS.facebook.app_id:
        refuse("not_your_app")
    message = call.parameters.get("message")
    if message is None:
        refuse("bad_parameter", detail="Requires at least one of the params: message")
    world.rewrite(post, message, call.person)
    return Answer(200, {"success": True})


def delete_post(world: World, call: Call, post: Entry) -> Answer:
    """DELETE /{post}: with all its comments out of reach."""
    check_is_page(call)
    world.remove(post)
    return Answer(200, {"success": True})


def _attached(call: Call) -> list[str]:
    """Read `attached_media`, as one JSON list or as `attached_media[0]`, `attached_media[1]`…"""
    whole = call.parameters.get("attached_media")
    parts = [value for name, value in sorted(call.parameters.items()) if name.startswith("attached_media[")]
    try:
        items = json.loads(whole) if whole else [json.loads(part) for part in parts]
        found = [str(item["media_fbid"]) for item in items]
    except (ValueError, TypeError, KeyError):
        refuse("bad_parameter", detail="Param attached_media must be an array of {media_fbid}")
    if len(found) > MAX_PHOTOS:
        refuse("bad_parameter", detail="Param attached_media has too many photos")
    return found


def check_link(link: str | None) -> None:
    """Refuse a link that is no address, and one to the site itself, of which no preview is made."""
    if link is None:
        return
    found = LINK.fullmatch(link)
    if found is None:
        refuse("bad_link")
    if found["host"].lower().endswith("facebook.com"):
        refuse("own_link")


def _check_duplicate(world: World, message: str, link: str | None, photos: list[Medium]) -> None:
    """Refuse the same post twice in a row: what came out in between makes it another one."""
    window = timedelta(seconds=world.settings.facebook_duplicate_window_seconds)
    live = (entry for entry in reversed(world.index.by("facebook", US.key)) if entry.is_post and not entry.removed_at)
    last = next(live, None)
    if last is None or world.now() - last.created_at >= window:
        return
    shown = [world.state.media[medium_id].sha256 for medium_id in last.media]
    if (last.text, last.link, shown) == (message, link, [photo.sha256 for photo in photos]):
        refuse("duplicate")
