"""
The paths of the Graph API that are simulated, and what each does.

Graph finds out what an id is: the same `POST /{id}/comments` comments on a post and answers a comment.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local.networks.calls import Answer, Call
from local.networks.graph import comments, containers, identity, ig_publishing, instagram, page, photos, videos
from local.networks.graph.errors import refuse
from local.networks.people import ACCOUNTS
from local.networks.state import Entry, Medium
from local.networks.world import World

PATH = re.compile(r"/v2[56]\.0/(?P<id>[^/]+)(?:/(?P<edge>[^/]+))?/?")

Target = Entry | Medium | None


@dataclass(frozen=True)
class Route:
    """An operation: its name, what does it, and what must be fetched before (outside the lock)."""

    operation: str
    handler: Callable[..., Answer]
    prepare: Callable[[World, Call], Any] | None = None


ROUTES: dict[tuple[str, str, str | None], Route] = {
    ("me", "GET", None): Route("facebook.me", identity.me),
    ("debug_token", "GET", None): Route("facebook.debug_token", identity.debug_token),
    ("page", "GET", None): Route("facebook.page", page.read_page),
    ("page", "GET", "published_posts"): Route("facebook.published_posts", page.list_posts),
    ("page", "GET", "feed"): Route("facebook.feed_read", page.list_posts),
    ("page", "POST", "feed"): Route("facebook.feed", page.publish),
    ("page", "POST", "photos"): Route("facebook.photos", photos.upload_photo, photos.fetch_photo),
    ("post", "GET", None): Route("facebook.post", page.read_post),
    ("post", "POST", None): Route("facebook.post_edit", page.edit_post),
    ("post", "DELETE", None): Route("facebook.post_delete", page.delete_post),
    ("post", "GET", "comments"): Route("facebook.comments", comments.list_comments),
    ("post", "POST", "comments"): Route("facebook.comment_create", comments.comment),
    ("photo", "GET", None): Route("facebook.photo", photos.read_photo),
    ("photo", "DELETE", None): Route("facebook.photo_delete", photos.delete_photo),
    ("page", "POST", "videos"): Route("facebook.videos", videos.upload_video, videos.fetch_video),
    ("video", "GET", None): Route("facebook.video", videos.read_video),
    ("video", "POST", None): Route("facebook.video_update", videos.update_video),
    ("video", "DELETE", None): Route("facebook.video_delete", videos.delete_video),
    ("comment", "GET", None): Route("facebook.comment", comments.read_comment),
    ("comment", "POST", None): Route("facebook.comment_edit", comments.edit),
    ("comment", "DELETE", None): Route("facebook.comment_delete", comments.delete),
    ("comment", "GET", "comments"): Route("facebook.comment_replies", comments.list_comments),
    ("comment", "POST", "comments"): Route("facebook.comment_reply", comments.comment),
    ("ig_user", "GET", None): Route("instagram.account", instagram.read_account),
    ("ig_user", "GET", "media"): Route("instagram.media_list", instagram.list_media),
    ("ig_user", "GET", "stories"): Route("instagram.stories", instagram.list_stories),
    ("ig_user", "POST", "media"): Route("instagram.media", containers.create, containers.fetch_medium),
    ("ig_user", "POST", "media_publish"): Route("instagram.media_publish", ig_publishing.publish),
    ("ig_user", "GET", "content_publishing_limit"): Route("instagram.publishing_limit", ig_publishing.limit),
    ("container", "GET", None): Route("instagram.container", containers.read),
    ("ig_medium", "GET", None): Route("instagram.medium", instagram.read_medium),
    ("ig_medium", "POST", None): Route("instagram.medium_update", instagram.update_medium),
    ("ig_medium", "DELETE", None): Route("instagram.media_delete", instagram.delete_medium),
    ("ig_medium", "GET", "comments"): Route("instagram.comments", instagram.list_comments),
    ("ig_medium", "POST", "comments"): Route("instagram.comment_create", instagram.comment_on),
    ("ig_comment", "GET", None): Route("instagram.comment", instagram.read_comment),
    ("ig_comment", "POST", None): Route("instagram.comment_hide", instagram.hide_comment),
    ("ig_comment", "DELETE", None): Route("instagram.comment_delete", instagram.delete_comment),
    ("ig_comment", "GET", "replies"): Route("instagram.comment_replies", instagram.list_replies),
    ("ig_comment", "POST", "replies"): Route("instagram.comment_reply", instagram.reply),
}
"""By kind of thing, method and edge."""

FIXED = {
    "me": "me",
    "debug_token": "debug_token",
    ACCOUNTS.facebook.page_id: "page",
    ACCOUNTS.instagram.user_id: "ig_user",
}


def find(world: World, call: Call) -> tuple[Route, Target]:
    """Give what a call does and to what. Refuses what does not exist."""
    found = PATH.fullmatch(call.path)
    if found is None:
        refuse("unknown_path", path=call.path)
    node_id, edge = found["id"], found["edge"]
    kind, target = _what_is(world, node_id, edge)
    call.network = "instagram" if kind in {"ig_user", "container", "ig_medium", "ig_comment"} else "facebook"
    route = ROUTES.get((kind, call.method, edge))
    if route is None:
        call.operations = (f"{call.network}.nothing",)
        refuse("does_not_exist", method=call.method.lower(), id=node_id)
    call.target = {"id": node_id}
    call.operations = (route.operation,)
    return route, target


def _what_is(world: World, node_id: str, edge: str | None) -> tuple[str, Target]:
    if node_id in FIXED:
        return "page" if node_id == "me" and edge else FIXED[node_id], None
    on_facebook, on_instagram = world.find("facebook", node_id), world.find("instagram", node_id)
    if entry := on_facebook or on_instagram:
        return _kind_of(world, entry), entry
    medium = world.state.media.get(node_id)
    return _kind_of_medium(world, medium, edge) if medium else ("nothing", None)


def _kind_of(world: World, entry: Entry) -> str:
    """Tell a post from a comment. What belongs to a removed post is out of reach with it."""
    if not entry.is_post and world.find(entry.network, entry.root_id) is None:
        return "nothing"
    if entry.network == "facebook":
        return "post" if entry.is_post else "comment"
    return "ig_medium" if entry.is_post else "ig_comment"


def _kind_of_medium(world: World, medium: Medium, edge: str | None) -> tuple[str, Target]:
    """Tell a photo and a video from a container. The comments of a published one are those of its post."""
    if medium.network == "instagram":
        return "container", medium
    if medium.network == "facebook" and medium.mime_type.startswith("video/"):
        return _kind_of_video(world, medium, edge)
    post = world.find("facebook", medium.entry_id or "")
    is_gone = medium.has_failed or (post is None and (medium.entry_id or medium.expires_at <= world.now()))
    if medium.network != "facebook" or is_gone:
        return "nothing", None
    return ("post", post) if post and edge else ("photo", medium)


def _kind_of_video(world: World, video: Medium, edge: str | None) -> tuple[str, Target]:
    """A video is there until it or its post is removed; one that nobody published is forgotten after a while."""
    post = world.index.by_id.get(("facebook", video.entry_id or ""))
    if (post.removed_at is not None) if post else video.expires_at <= world.now():
        return "nothing", None
    if post and edge:
        return ("post", post) if world.can_be_read(post) else ("nothing", None)
    return "video", video
