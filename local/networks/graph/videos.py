"""Videos of the Page: fetched from an address, processed, and published at once or, with `published=false`, by an update."""

from datetime import timedelta
from typing import Any

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.fetching import FetchFailedError, FetchTooLargeError, FetchTooSlowError, fetch
from local.networks.graph import video_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.errors import refuse
from local.networks.graph.photos import check_is_page, publish_post
from local.networks.people import ACCOUNTS
from local.networks.state import Entry, Medium
from local.networks.world import World

UNPUBLISHED_LIFE = timedelta(hours=24)
"""Nothing says how long Facebook keeps a video nobody publishes: as short as a photo, to be harsh."""

IS_TRUE = frozenset({"true", "1"})


def fetch_video(world: World, call: Call) -> Any:
    """Fetch the video of a `file_url`, before anything is locked."""
    url = call.parameters.get("file_url")
    if not url or call.files:
        return None
    try:
        return fetch(url, max_bytes=world.settings.facebook_video_max_bytes).content
    except (FetchFailedError, FetchTooSlowError, FetchTooLargeError):
        refuse("video_not_fetched")


def upload_video(world: World, call: Call) -> Answer:
    """POST /{page}/videos. What it is shows only while it is processed: the id comes first."""
    check_is_page(call)
    content = call.files["source"].content if "source" in call.files else call.prepared
    if not isinstance(content, bytes) or not content:
        refuse("video_not_fetched")
    video = _keep_video(world, call, content)
    if call.parameters.get("published", "true").lower() in IS_TRUE:
        post = publish_post(world, call, video.caption, None, [video])
        post.visible_at = max(post.visible_at, video.ready_at)
        post.removed_at = world.now() if video.has_failed else post.removed_at
    return Answer(200, {"id": video.id})


def read_video(world: World, call: Call, video: Medium) -> Answer:
    """GET /{video}."""
    return Answer(200, video_node.show(world, video, parse_fields(call)))


def update_video(world: World, call: Call, video: Medium) -> Answer:
    """POST /{video}: another description; `published=true` makes it visible, once, however often it is asked."""
    check_is_page(call)
    description, published = call.parameters.get("description"), call.parameters.get("published", "")
    post = world.index.by_id.get(("facebook", video.entry_id or ""))
    if post and post.application != ACCOUNTS.facebook.app_id:
        refuse("not_your_app")
    if description is None and not published:
        refuse("bad_parameter", detail="Requires at least one of the params: description, published")
    _describe(world, call, video, post, description)
    if post is None and published.lower() in IS_TRUE:
        if video.has_failed or video.ready_at > world.now():
            refuse("video_not_ready", id=video.id)
        publish_post(world, call, video.caption, None, [video])
    return Answer(200, {"success": True})


def delete_video(world: World, call: Call, video: Medium) -> Answer:
    """DELETE /{video}: with the post that shows it."""
    check_is_page(call)
    post = world.index.by_id.get(("facebook", video.entry_id or ""))
    if post:
        world.remove(post)
    video.expires_at = min(video.expires_at, world.now())
    return Answer(200, {"success": True})


def _describe(world: World, call: Call, video: Medium, post: Entry | None, description: str | None) -> None:
    if description is None:
        return
    video.caption = description
    if post and post.text != description:
        world.rewrite(post, description, call.person)


def _keep_video(world: World, call: Call, content: bytes) -> Medium:
    now = world.now()
    video = Medium(
        id=ids.numbered(world.state, ids.FACEBOOK_VIDEO, now),
        network="facebook",
        owner=call.person.key,
        created_at=now,
        ready_at=now + timedelta(seconds=world.settings.facebook_video_processing_seconds),
        expires_at=now if "media_expired" in call.hints else now + UNPUBLISHED_LIFE,
        sha256=world.keep_picture(content, "video/mp4"),
        caption=call.parameters.get("description", ""),
        mime_type="video/mp4",
        total_bytes=len(content),
        has_failed="media_error" in call.hints or not is_film(content),
    )
    world.state.media[video.id] = video
    return video


def is_film(content: bytes) -> bool:
    """Say whether bytes begin as an MP4 or QuickTime film does."""
    return content[4:8] == b"ftyp"
