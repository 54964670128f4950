"""A video of the Page as Graph shows it, with how far it is."""

from typing import Any

from local.networks.graph.fields import Field, Node, words
from local.networks.graph.paging import timestamp
from local.networks.people import ACCOUNTS
from local.networks.state import Entry, Medium
from local.networks.world import World

UNREADABLE = {"code": 1363019, "message": "The video file could not be read"}

Seen = tuple[World, Medium]


def show(world: World, video: Medium, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Show a video with the fields asked for."""
    return VIDEO.show((world, video), fields)


def _post(seen: Seen) -> Entry | None:
    """Give the post that shows it, once a reader sees that."""
    world, video = seen
    return world.find("facebook", video.entry_id or "")


def _status(seen: Seen) -> dict[str, Any]:
    world, video = seen
    is_over = video.ready_at <= world.now()
    word = "processing" if not is_over else "error" if video.has_failed else "ready"
    processing: dict[str, Any] = {"status": {"processing": "in_progress", "ready": "complete"}.get(word, word)}
    if word == "error":
        processing["errors"] = [UNREADABLE]
    return {
        "video_status": word,
        "uploading_phase": {"status": "complete", "source_file_size": video.total_bytes},
        "processing_phase": processing,
        "publishing_phase": _publishing(_post(seen)),
    }


def _publishing(post: Entry | None) -> dict[str, str]:
    if post is None:
        return {"status": "not_started"}
    return {"status": "complete", "publish_status": "published", "publish_time": timestamp(post.created_at)}


VIDEO = Node(
    name="Video",
    readers={
        "id": lambda seen, _: seen[1].id,
        "description": lambda seen, _: seen[1].caption or None,
        "created_time": lambda seen, _: timestamp(seen[1].created_at),
        "from": lambda *_: {"name": ACCOUNTS.facebook.name, "id": ACCOUNTS.facebook.page_id},
        "permalink_url": lambda seen, _: f"/{ACCOUNTS.facebook.page_id}/videos/{seen[1].id}/",
        "published": lambda seen, _: _post(seen) is not None,
        "post_id": lambda seen, _: post.id.partition("_")[2] if (post := _post(seen)) else None,
        "status": lambda seen, _: _status(seen),
        "views": lambda seen, _: post.received.get("views", 0) if (post := _post(seen)) else None,
        "source": lambda seen, _: f"https://video.xx.fbcdn.net/v/{seen[1].sha256}.mp4",
    },
    empty=words("content_category embeddable event icon length picture place privacy scheduled_publish_time title"),
    unasked=("created_time", "description", "id"),
)
