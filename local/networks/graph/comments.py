"""Comments on Facebook: reading, answering, the edit that looks like an answer, hiding and deleting."""

from typing import Any

from local.networks import ids
from local.networks.calls import Answer, Call
from local.networks.graph import comment_node
from local.networks.graph.errors import refuse
from local.networks.graph.fields import Field, parse
from local.networks.graph.paging import Listing, instant, page
from local.networks.people import Person
from local.networks.state import Entry
from local.networks.world import World
from local.networks.writing import write

MAX_COMMENT = 8_000


def read_comment(world: World, call: Call, comment: Entry) -> Answer:
    """GET /{comment}."""
    return Answer(200, comment_node.show(world, call, comment, parse_fields(call)))


def list_comments(world: World, call: Call, under: Entry) -> Answer:
    """GET /{post or comment}/comments: top level by default, every level with `filter=stream`."""
    listing = Listing(call.parameters, is_newest_first=call.parameters.get("order") != "chronological")
    fields = parse_fields(call)
    entries = comments_under(world, under, call.parameters)
    body = page(call, entries, listing, lambda entry: comment_node.show(world, call, entry, fields))
    if call.parameters.get("summary") in {"true", "1"}:
        order = call.parameters.get("order", "ranked")
        body["summary"] = {"order": order, "total_count": len(entries), "can_comment": True}
    return Answer(200, body)


def comments_under(world: World, under: Entry, parameters: Any) -> list[Entry]:
    """Give the comments below a post or comment as `filter` and `since` ask, in the order they were written."""
    kind = parameters.get("filter", "toplevel")
    if kind not in {"toplevel", "stream"}:
        refuse("bad_parameter", detail="Param filter must be one of {STREAM, TOPLEVEL}")
    if parameters.get("order", "chronological") not in {"chronological", "reverse_chronological"}:
        refuse("bad_parameter", detail="Param order must be one of {CHRONOLOGICAL, REVERSE_CHRONOLOGICAL}")
    since = instant(parameters.get("since"))
    everything = world.under("facebook", under.root_id)
    below = everything if under.is_post and kind == "stream" else [c for c in everything if c.parent_id == under.id]
    return [comment for comment in below if since is None or comment.created_at > since]


def comment(world: World, call: Call, under: Entry) -> Answer:
    """POST /{post or comment}/comments: a comment, or an answer to one."""
    added = add(world, call.person, under, call.parameters.get("message", ""), call)
    return Answer(200, {"id": added.id})


def add(world: World, person: Person, under: Entry, text: str, call: Call | None = None) -> Entry:
    """Write a comment below a post or another comment."""
    if not text.strip():
        refuse("bad_parameter", detail="Missing message or attachment")
    if len(text) > MAX_COMMENT and person.is_us:
        refuse("bad_parameter", detail="Comment is too long")
    post_number = under.root_id.partition("_")[2]
    comment_id = f"{post_number}_{ids.numbered(world.state, ids.FACEBOOK_COMMENT, world.now())}"
    more = {"call": call} if call else {}
    return write(world, "facebook", comment_id, person, text, root_id=under.root_id, parent_id=under.id, **more)


def edit(world: World, call: Call, comment: Entry) -> Answer:
    """
    POST /{comment}: writes a new text over the comment, or hides it.

    This is the trap: who means to answer a comment like this replaces what the citizen wrote. The Page may.
    """
    message, hidden = call.parameters.get("message"), call.parameters.get("is_hidden")
    _check_rights(call, comment)
    if message is None and hidden is None:
        refuse("bad_parameter", detail="Requires at least one of the params: message, is_hidden")
    if message is not None:
        world.rewrite(comment, message, call.person)
    if hidden is not None:
        comment.is_hidden = hidden.lower() in {"true", "1"}
        world.tell(comment, "hide" if comment.is_hidden else "unhide")
    return Answer(200, {"success": True})


def delete(world: World, call: Call, comment: Entry) -> Answer:
    """DELETE /{comment}: its author may, and the Page."""
    _check_rights(call, comment)
    world.remove(comment)
    for other in world.under("facebook", comment.root_id):
        if other.parent_id == comment.id:
            world.remove(other)
    return Answer(200, {"success": True})


def _check_rights(call: Call, comment: Entry) -> None:
    if not call.person.is_us and comment.author != call.person.key:
        refuse("not_yours")


def parse_fields(call: Call) -> tuple[Field, ...]:
    """Read the fields a call asks for."""
    return parse(call.parameters["fields"]) if call.parameters.get("fields") else ()
