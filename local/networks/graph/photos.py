"""Photos of the Page: uploaded as a post of their own, or unpublished for a later one, which must come within 24 hours."""

from datetime import timedelta
from typing import Any

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.fetching import FetchFailedError, FetchTooLargeError, FetchTooSlowError, fetch
from local.networks.graph import post_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.errors import refuse
from local.networks.people import ACCOUNTS
from local.networks.pictures import look_at
from local.networks.state import Entry, Medium
from local.networks.world import World
from local.networks.writing import write

UNPUBLISHED_LIFE = timedelta(hours=24)
PHOTO_FORMATS = frozenset({"JPEG", "PNG", "GIF", "TIFF", "BMP"})
MOST_BYTES = 50_000_000


def upload_photo(world: World, call: Call) -> Answer:
    """POST /{page}/photos: one photo, as a post of its own or, with `published=false`, for a later one (24 hours)."""
    check_is_page(call)
    photo = _keep_photo(world, call, _photo_bytes(call))
    if call.parameters.get("published", "true").lower() in {"false", "0"}:
        return Answer(200, {"id": photo.id})
    post = publish_post(world, call, photo.caption, None, [photo])
    return Answer(200, {"id": photo.id, "post_id": post.id})


def fetch_photo(world: World, call: Call) -> Any:
    """Fetch the photo of a `url`, before anything is locked."""
    url = call.parameters.get("url")
    if not url or call.files:
        return None
    try:
        return fetch(url, max_bytes=max(MOST_BYTES, world.settings.facebook_photo_max_bytes)).content
    except (FetchFailedError, FetchTooSlowError, FetchTooLargeError):
        refuse("bad_photo")


def read_photo(world: World, call: Call, photo: Medium) -> Answer:
    """GET /{photo}."""
    return Answer(200, post_node.show_photo(world, photo, parse_fields(call)))


def delete_photo(world: World, call: Call, photo: Medium) -> Answer:
    """DELETE /{photo}: a published one takes its post along."""
    check_is_page(call)
    post = world.find("facebook", photo.entry_id or "")
    if post and post.media == [photo.id]:
        world.remove(post)
    photo.has_failed = True
    return Answer(200, {"success": True})


def usable_photo(world: World, call: Call, photo_id: str) -> Medium:
    """Give an unpublished photo that can still be attached. A video cannot."""
    photo = world.medium("facebook", photo_id)
    is_usable = photo and not photo.entry_id and photo.expires_at > world.now() and photo.mime_type.startswith("image/")
    if photo is None or not is_usable or "media_expired" in call.hints:
        refuse("bad_parameter", detail=f"Photo {photo_id} cannot be attached: it does not exist or was published")
    return photo


def check_is_page(call: Call) -> None:
    """Refuse whoever is not the Page."""
    if not call.person.is_us:
        refuse("not_yours")


def publish_post(world: World, call: Call, message: str, link: str | None, photos: list[Medium]) -> Entry:
    """Make a post of the Page visible."""
    number = ids.numbered(world.state, ids.FACEBOOK_POST, world.now())
    post = write(world, "facebook", f"{ACCOUNTS.facebook.page_id}_{number}", call.person, message, call=call)
    post.link, post.media, post.application = link, [photo.id for photo in photos], ACCOUNTS.facebook.app_id
    for photo in photos:
        photo.entry_id = post.id
    return post


def _photo_bytes(call: Call) -> bytes:
    if "source" in call.files:
        return call.files["source"].content
    if not isinstance(call.prepared, bytes):
        refuse("bad_photo")
    return call.prepared


def _keep_photo(world: World, call: Call, content: bytes) -> Medium:
    facts = look_at(content)
    if facts is None or facts.format not in PHOTO_FORMATS or "media_error" in call.hints:
        refuse("bad_photo")
    if len(content) > world.settings.facebook_photo_max_bytes:
        refuse("large_photo")
    now = world.now()
    photo = Medium(
        id=ids.numbered(world.state, ids.FACEBOOK_PHOTO, now),
        network="facebook",
        owner=call.person.key,
        created_at=now,
        ready_at=now,
        expires_at=now + UNPUBLISHED_LIFE,
        sha256=world.keep_picture(content, facts.mime_type, (facts.width, facts.height)),
        alt_text=call.parameters.get("alt_text_custom", ""),
        caption=call.parameters.get("message") or call.parameters.get("caption", ""),
        mime_type=facts.mime_type,
    )
    world.state.media[photo.id] = photo
    return photo
