"""Publishing on X: posts, answers, edits and deletions, and the rules that forbid them."""

from collections.abc import Iterable

from local.networks import ids, people
from local.networks.calls import Answer, Call
from local.networks.people import PEOPLE_BY_X_ID, Person
from local.networks.state import Entry
from local.networks.world import World, author_of
from local.networks.writing import write
from local.networks.x import prices
from local.networks.x.bodies import CreatePost, parse_json
from local.networks.x.fields import asked
from local.networks.x.media import usable_media
from local.networks.x.posts import EDIT_WINDOW, MAX_EDITS, addressed, newest, render
from local.networks.x.problems import (
    bad_request,
    duplicate,
    forbidden,
    invalid_request,
    not_found,
    refuse,
    reply_not_allowed,
)
from local.networks.x.shown import mentioned_in
from local.networks.x.text import MAX_LENGTH, has_link, weighted_length

TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length see "
    "https://github.com/twitter/twitter-text."
)


def create(world: World, call: Call) -> Answer:
    """POST /2/tweets: a post, an answer, a quote or an edit."""
    order = parse_json(CreatePost, call)
    _check_content(order)
    media = usable_media(world, call, order.media.media_ids) if order.media else []
    edited = order.edit_options
    entry = _edit(world, call, order, edited.previous_post_id) if edited else _publish(world, call, order)
    entry.media = media or entry.media
    for medium_id in media:
        world.state.media[medium_id].entry_id = entry.first_id
        entry.media_category = world.state.media[medium_id].category
    return Answer(201, {"data": render(world, newest(entry), asked(call, world.settings))})


def delete(world: World, call: Call) -> Answer:
    """DELETE /2/tweets/{id}: the whole chain of an edited post goes."""
    entry = world.find("x", call.target["id"])
    if entry is None:
        refuse(not_found("id", call.target["id"]))
    if entry.author != call.person.key:
        refuse(forbidden("You are not authorized to delete this Tweet."))
    prices.charge(world, call, prices.DELETE)
    world.remove(entry)
    return Answer(200, {"data": {"deleted": True}})


def _check_content(order: CreatePost) -> None:
    if not order.text.strip() and not order.media:
        refuse(invalid_request("$.text: must not be empty unless media is provided"))
    if order.media and order.quote_tweet_id:
        refuse(invalid_request("$.media: is mutually exclusive from quote_tweet_id"))
    if weighted_length(order.text) > MAX_LENGTH:
        refuse(bad_request(TOO_LONG))


def _publish(world: World, call: Call, order: CreatePost) -> Entry:
    parent = _answerable(world, call.person, order.reply.in_reply_to_tweet_id) if order.reply else None
    quoted = _answerable(world, call.person, order.quote_tweet_id) if order.quote_tweet_id else None
    mentions = _addressees(call.person, parent, order) if parent else []
    _check_duplicate(world, call.person, order.text, mentions)
    prices.charge(world, call, _price(order))
    parent_id = order.reply.in_reply_to_tweet_id if order.reply else None
    entry = write(
        world,
        "x",
        ids.snowflake(world.state, world.now()),
        call.person,
        order.text,
        root_id=parent.root_id if parent else None,
        parent_id=parent_id,
        call=call,
    )
    entry.mentions = mentions
    entry.quoted_id = order.quote_tweet_id if quoted else None
    return entry


def _answerable(world: World, person: Person, post_id: str) -> Entry:
    """Give a post that somebody may answer or quote: we only where we were summoned (the rule of February 2026)."""
    entry = world.find("x", post_id)
    if entry is None:
        refuse(forbidden("You attempted to reply to a Tweet that is deleted or not visible to you."))
    if person.is_us and not _summons(world, entry, person):
        refuse(reply_not_allowed(post_id))
    return entry


def _summons(world: World, entry: Entry, person: Person) -> bool:
    quoted = world.index.by_id.get(("x", entry.quoted_id)) if entry.quoted_id else None
    return entry.author == person.key or person.key in addressed(entry) or bool(quoted and author_of(quoted) == person)


def _addressees(person: Person, parent: Entry, order: CreatePost) -> list[str]:
    """Give whom an answer addresses unsaid: the author of what it answers, and whom that addressed."""
    excluded = order.reply.exclude_reply_user_ids if order.reply else []
    absent = {person.key, *mentioned_in(order.text), *_keys(excluded)}
    return [key for key in dict.fromkeys([parent.author, *addressed(parent)]) if key not in absent]


def _keys(x_ids: Iterable[str]) -> list[str]:
    return [PEOPLE_BY_X_ID[x_id].key for x_id in x_ids if x_id in PEOPLE_BY_X_ID]


def _check_duplicate(world: World, person: Person, text: str, mentions: list[str]) -> None:
    now, window = world.now(), world.settings.x_duplicate_window_seconds
    for other in world.index.with_text("x", person.key, text):
        is_recent = (now - other.versions[-1].at).total_seconds() < window
        if text and is_recent and not other.removed_at and other.text == text and other.mentions == mentions:
            refuse(duplicate())


def _price(order: CreatePost) -> float:
    if has_link(order.text):
        return prices.POST_WITH_LINK
    return prices.SUMMONED_REPLY if order.reply else prices.POST


def _edit(world: World, call: Call, order: CreatePost, previous_id: str) -> Entry:
    """Make a new version, with an id of its own, of the newest version of one's own post."""
    entry = world.find("x", previous_id)
    if entry is None:
        refuse(not_found("previous_post_id", previous_id))
    is_late = world.now() >= entry.created_at + EDIT_WINDOW or len(entry.versions) > MAX_EDITS
    if entry.author != call.person.key or entry.id != previous_id or is_late:
        refuse(forbidden("You are not permitted to edit this Tweet."))
    prices.charge(world, call, _price(order))
    world.rewrite(entry, order.text, people.PEOPLE_BY_KEY[entry.author], ids.snowflake(world.state, world.now()))
    return entry
