"""Instagram's media and comments: reading them, answering, hiding and deleting."""

from datetime import timedelta

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.graph import ig_comment_node, media_node
from local.networks.graph.comments import parse_fields
from local.networks.graph.containers import check_is_us
from local.networks.graph.errors import refuse
from local.networks.graph.ig_comment_node import COMMENTS_PAGE, replies_of
from local.networks.graph.paging import Listing, instant, page
from local.networks.people import US, Person
from local.networks.state import Entry
from local.networks.world import World
from local.networks.writing import write

STORY_LIFE = timedelta(hours=24)


def read_account(world: World, call: Call) -> Answer:
    """GET /{ig}."""
    return Answer(200, media_node.show_account(world, parse_fields(call)))


def list_media(world: World, call: Call) -> Answer:
    """GET /{ig}/media: posts and reels, the newest first; never a story."""
    since, until = instant(call.parameters.get("since")), instant(call.parameters.get("until"))
    own = [entry for entry in _own_posts(world) if media_node.product(world, entry) != "STORY"]
    within = [e for e in own if (since is None or e.created_at >= since) and (until is None or e.created_at < until)]
    fields = parse_fields(call)
    listing = Listing(call.parameters, is_newest_first=True)
    return Answer(200, page(call, within, listing, lambda entry: media_node.show(world, call, entry, fields)))


def list_stories(world: World, call: Call) -> Answer:
    """GET /{ig}/stories: those of the last 24 hours, the newest first."""
    since = world.now() - STORY_LIFE
    own = [one for one in _own_posts(world) if media_node.product(world, one) == "STORY" and one.created_at > since]
    fields = parse_fields(call)
    listing = Listing(call.parameters, is_newest_first=True)
    return Answer(200, page(call, own, listing, lambda entry: media_node.show(world, call, entry, fields)))


def _own_posts(world: World) -> list[Entry]:
    return [entry for entry in world.visible(world.index.by("instagram", US.key)) if entry.is_post]


def read_medium(world: World, call: Call, medium: Entry) -> Answer:
    """GET /{media}."""
    return Answer(200, media_node.show(world, call, medium, parse_fields(call)))


def update_medium(_world: World, call: Call, medium: Entry) -> Answer:
    """POST /{media}: open or close the comments. The caption cannot be edited."""
    check_is_us(call)
    enabled = call.parameters.get("comment_enabled")
    if enabled is None:
        refuse("bad_parameter", detail="The parameter comment_enabled is required")
    medium.are_comments_enabled = enabled.lower() in {"true", "1"}
    return Answer(200, {"success": True})


def delete_medium(world: World, call: Call, medium: Entry) -> Answer:
    """DELETE /{media}."""
    check_is_us(call)
    world.remove(medium)
    return Answer(200, {"success": True})


def list_comments(world: World, call: Call, medium: Entry) -> Answer:
    """GET /{media}/comments: top level only, the newest first, 50 a page, without any filter by time."""
    top = [entry for entry in world.under("instagram", medium.id) if entry.parent_id == medium.id]
    return _listed(world, call, top, is_newest_first=True)


def list_replies(world: World, call: Call, comment: Entry) -> Answer:
    """GET /{comment}/replies."""
    return _listed(world, call, replies_of(world, comment), is_newest_first=False)


def comment_on(world: World, call: Call, medium: Entry) -> Answer:
    """POST /{media}/comments."""
    return Answer(200, {"id": add(world, call.person, medium, call.parameters.get("message", ""), call).id})


def reply(world: World, call: Call, comment: Entry) -> Answer:
    """POST /{comment}/replies. An answer to an answer belongs to the comment at the top."""
    return Answer(200, {"id": add(world, call.person, comment, call.parameters.get("message", ""), call).id})


def add(world: World, person: Person, under: Entry, text: str, call: Call | None = None) -> Entry:
    """Write a comment below a medium or another comment."""
    medium = world.find("instagram", under.root_id)
    if not text.strip():
        refuse("bad_parameter", detail="The parameter message is required")
    if medium is None or not medium.are_comments_enabled:
        refuse("permission_missing")
    parent_id = under.id if under.is_post or under.parent_id == under.root_id else under.parent_id
    comment_id = ids.numbered(world.state, ids.INSTAGRAM_COMMENT, world.now())
    more = {"call": call} if call else {}
    return write(world, "instagram", comment_id, person, text, root_id=under.root_id, parent_id=parent_id, **more)


def read_comment(world: World, call: Call, comment: Entry) -> Answer:
    """GET /{comment}."""
    return Answer(200, ig_comment_node.show(world, call, comment, parse_fields(call)))


def hide_comment(_world: World, call: Call, comment: Entry) -> Answer:
    """POST /{comment}: hide or show. A text cannot be edited."""
    check_is_us(call)
    hide = call.parameters.get("hide")
    if hide is None:
        refuse("bad_parameter", detail="The parameter hide is required")
    comment.is_hidden = hide.lower() in {"true", "1"}
    return Answer(200, {"success": True})


def delete_comment(world: World, call: Call, comment: Entry) -> Answer:
    """DELETE /{comment}: its author may, and the owner of the medium; the answers go along."""
    if not call.person.is_us and comment.author != call.person.key:
        refuse("not_yours")
    for entry in (comment, *replies_of(world, comment)):
        world.remove(entry)
    return Answer(200, {"success": True})


def _listed(world: World, call: Call, entries: list[Entry], *, is_newest_first: bool) -> Answer:
    fields = parse_fields(call)
    listing = Listing(call.parameters, is_newest_first, COMMENTS_PAGE, COMMENTS_PAGE)
    return Answer(200, page(call, entries, listing, lambda entry: ig_comment_node.show(world, call, entry, fields)))
