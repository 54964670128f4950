"""Publishing on Instagram: a finished container becomes visible, once, as often a day as the quota lets."""

from typing import Any

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.graph import media_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.containers import DAY, check_is_us
from local.networks.graph.errors import refuse
from local.networks.people import US
from local.networks.state import Entry, Medium
from local.networks.world import World
from local.networks.writing import write


def publish(world: World, call: Call) -> Answer:
    """POST /{ig}/media_publish: make a finished container visible, once."""
    check_is_us(call)
    container = world.medium("instagram", call.parameters.get("creation_id", ""))
    if container is None or container.is_carousel_item:
        refuse("ig_no_container", id=call.parameters.get("creation_id", ""))
    _check_can_be_published(world, call, container)
    if quota_usage(world) >= world.settings.instagram_quota:
        refuse("ig_quota")
    return Answer(200, {"id": _publish(world, call, container).id})


def limit(world: World, call: Call) -> Answer:
    """GET /{ig}/content_publishing_limit: posts of the last 24 hours, and how many there may be."""
    whole: dict[str, Any] = {
        "quota_usage": quota_usage(world),
        "config": {"quota_total": world.settings.instagram_quota, "quota_duration": int(DAY.total_seconds())},
    }
    wanted = [field.name for field in parse_fields(call)] or ["quota_usage"]
    for name in wanted:
        if name not in whole:
            refuse("nonexisting_field", field=name, node="ContentPublishingLimitResponse")
    return Answer(200, {"data": [{name: whole[name] for name in wanted}]})


def quota_usage(world: World) -> int:
    """Count what was published in the last 24 hours, removed or not."""
    since = world.now() - DAY
    return sum(entry.is_post and entry.created_at > since for entry in world.index.by("instagram", US.key))


def _check_can_be_published(world: World, call: Call, container: Medium) -> None:
    code = media_node.status_code(world, container)
    if code == "EXPIRED" or "media_expired" in call.hints:
        refuse("ig_expired")
    if code == "ERROR" or "media_error" in call.hints:
        refuse("ig_failed")
    children = [world.state.media[child] for child in container.children]
    if code != "FINISHED" or any(media_node.status_code(world, child) != "FINISHED" for child in children):
        refuse("ig_not_ready")


def _publish(world: World, call: Call, container: Medium) -> Entry:
    medium_id = ids.numbered(world.state, ids.INSTAGRAM_MEDIUM, world.now())
    post = write(world, "instagram", medium_id, call.person, container.caption, call=call)
    post.media = container.children or [container.id]
    for shown in (container.id, *container.children):
        world.state.media[shown].entry_id = post.id
    return post
