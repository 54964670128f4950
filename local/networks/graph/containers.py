"""
Instagram's containers: a medium is fetched, checked and processed; nothing becomes visible.

What is wrong with a picture is said at once; of a video, only once its processing has ended: its container is ERROR then.
"""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.fetching import FetchFailedError, FetchTooLargeError, FetchTooSlowError, fetch
from local.networks.graph import media_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.errors import refuse
from local.networks.pictures import look_at
from local.networks.state import Medium
from local.networks.world import World

MAX_IMAGE_BYTES = 8 * 1024 * 1024
MAX_VIDEO_BYTES = 300 * 1024 * 1024
MAX_STORY_VIDEO_BYTES = 100 * 1024 * 1024
VIDEO_NOT_FETCHED, VIDEO_NOT_SUPPORTED = 2207077, 2207026
MAX_CAPTION = 2_200
MAX_HASHTAGS = 30
MAX_MENTIONS = 20
MAX_ALT_TEXT = 1_000
MAX_CONTAINERS = 400
WIDEST, NARROWEST = 1.91, 0.8
TOLERANCE = 0.005
CAROUSEL_ITEMS = range(2, 11)
WITH_A_VIDEO = frozenset({"REELS", "STORIES", "VIDEO"})
WITH_A_PICTURE = frozenset({"IMAGE", "STORIES"})
WHOLE_KINDS = frozenset({"IMAGE", "CAROUSEL", "REELS", "STORIES"})
CHILD_KINDS = frozenset({"IMAGE", "VIDEO"})
PRODUCTS = {"REELS": "REELS", "STORIES": "STORY"}
LIFE = timedelta(hours=24)
DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Video:
    """A video that was fetched, or the subcode of what is wrong with it."""

    content: bytes = b""
    failure: int | None = None


def fetch_medium(world: World, call: Call) -> Any:
    """Fetch the picture or video of a container, before anything is locked: it must be at a public address."""
    if video := call.parameters.get("video_url"):
        return _fetch_video(video, call)
    url = call.parameters.get("image_url")
    if not url:
        return None
    try:
        return fetch(url, max_bytes=MAX_IMAGE_BYTES, sends_head=world.settings.instagram_sends_head).content
    except FetchTooLargeError:
        refuse("ig_too_large")
    except FetchTooSlowError:
        refuse("ig_too_slow")
    except FetchFailedError:
        refuse("ig_not_fetched", uri=url)


def _fetch_video(url: str, call: Call) -> Video:
    is_story = call.parameters.get("media_type", "").upper() == "STORIES"
    try:
        content = fetch(url, max_bytes=MAX_STORY_VIDEO_BYTES if is_story else MAX_VIDEO_BYTES).content
    except (FetchFailedError, FetchTooSlowError):
        return Video(failure=VIDEO_NOT_FETCHED)
    except FetchTooLargeError:
        return Video(failure=VIDEO_NOT_SUPPORTED)
    is_film = content[4:8] == b"ftyp"
    return Video(content) if is_film else Video(failure=VIDEO_NOT_SUPPORTED)


def create(world: World, call: Call) -> Answer:
    """POST /{ig}/media: a container for an image or a carousel. Nothing becomes visible."""
    check_is_us(call)
    caption, alt_text = call.parameters.get("caption", ""), call.parameters.get("alt_text", "")
    _check_caption(caption)
    if len(alt_text) > MAX_ALT_TEXT:
        refuse("bad_parameter", detail="Param alt_text must be at most 1000 characters long")
    _check_count(world)
    container = _new_container(world, call, caption, alt_text)
    _fill(world, call, container)
    world.state.media[container.id] = container
    return Answer(200, {"id": container.id})


def read(world: World, call: Call, container: Medium) -> Answer:
    """GET /{container}: how far it is."""
    return Answer(200, media_node.show_container(world, container, parse_fields(call)))


def check_is_us(call: Call) -> None:
    """Refuse whoever does not own the account."""
    if not call.person.is_us:
        refuse("permission_missing")


def _check_caption(caption: str) -> None:
    is_long = len(caption) > MAX_CAPTION
    hashtags, mentions = re.findall(r"#\w", caption), re.findall(r"@\w", caption)
    if is_long or len(hashtags) > MAX_HASHTAGS or len(mentions) > MAX_MENTIONS:
        refuse("ig_caption", length=len(caption))


def _check_count(world: World) -> None:
    since = world.now() - DAY
    recent = [medium for medium in world.state.media.values() if medium.network == "instagram"]
    if sum(medium.created_at > since for medium in recent) >= MAX_CONTAINERS:
        refuse("app_limit")


def _new_container(world: World, call: Call, caption: str, alt_text: str) -> Medium:
    now = world.now()
    return Medium(
        id=ids.numbered(world.state, ids.INSTAGRAM_CONTAINER, now),
        network="instagram",
        owner=call.person.key,
        created_at=now,
        ready_at=now + timedelta(seconds=world.settings.instagram_processing_seconds),
        expires_at=now if "media_expired" in call.hints else now + LIFE,
        caption=caption,
        alt_text=alt_text,
        is_carousel_item=call.parameters.get("is_carousel_item", "").lower() in {"true", "1"},
        has_failed="media_error" in call.hints,
    )


def _fill(world: World, call: Call, container: Medium) -> None:
    """Put into a container what its kind holds."""
    kind = call.parameters.get("media_type", "IMAGE").upper()
    allowed = CHILD_KINDS if container.is_carousel_item else WHOLE_KINDS
    if kind not in allowed:
        refuse("ig_media_type", type=kind)
    container.product = PRODUCTS.get(kind, "FEED")
    if kind == "STORIES":
        # A story has none, whatever was sent.
        container.caption = container.alt_text = ""
    if kind == "CAROUSEL":
        container.children = _children(world, call)
        container.ready_at = max([container.ready_at, *(world.state.media[one].ready_at for one in container.children)])
    elif kind in WITH_A_VIDEO and isinstance(call.prepared, Video):
        _keep_video(world, call.prepared, container)
    elif kind in WITH_A_PICTURE and isinstance(call.prepared, bytes):
        container.sha256 = _keep_image(world, call.prepared, is_story=kind == "STORIES")
    else:
        refuse("bad_parameter", detail=f"The media type {kind} needs an address of what it takes")


def _keep_video(world: World, video: Video, container: Medium) -> None:
    container.mime_type = "video/mp4"
    container.ready_at = container.created_at + timedelta(seconds=world.settings.instagram_video_seconds)
    if video.failure is not None:
        container.has_failed, container.failure = True, video.failure
    else:
        container.sha256 = world.keep_picture(video.content, "video/mp4")


def _keep_image(world: World, content: bytes, *, is_story: bool) -> str:
    facts = look_at(content)
    if facts is None or facts.format != "JPEG":
        refuse("ig_format", format=facts.format if facts else "unknown")
    if not is_story and not NARROWEST - TOLERANCE <= facts.ratio <= WIDEST + TOLERANCE:
        refuse("ig_ratio", ratio=f"{facts.ratio:.4f}")
    return world.keep_picture(content, facts.mime_type, (facts.width, facts.height))


def _children(world: World, call: Call) -> list[str]:
    given = call.parameters.get("children", "")
    try:
        wanted = [str(child) for child in json.loads(given)] if given.startswith("[") else given.split(",")
    except (ValueError, TypeError):
        wanted = []
    found = [world.medium("instagram", child.strip()) for child in wanted]
    items = [child.id for child in found if child and child.is_carousel_item and child.expires_at > world.now()]
    if len(items) != len(wanted) or len(items) not in CAROUSEL_ITEMS:
        refuse("ig_carousel")
    if any(_is_unfinished_video(world, world.state.media[item]) for item in items):
        refuse("ig_not_ready")
    return items


def _is_unfinished_video(world: World, child: Medium) -> bool:
    return child.mime_type.startswith("video/") and media_node.status_code(world, child) != "FINISHED"
