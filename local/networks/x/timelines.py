"""Reading X: mentions, a timeline, and the search of the last seven days."""

from datetime import timedelta
from itertools import islice

from local.networks.calls import Answer, Call
from local.networks.people import PEOPLE_BY_X_ID, Person
from local.networks.world import World
from local.networks.x import prices
from local.networks.x.paging import instant, page_of
from local.networks.x.posts import addressed
from local.networks.x.problems import invalid_request, not_found, refuse
from local.networks.x.search import matches

MAX_MENTIONS = 800
MAX_TIMELINE = 3_200
MAX_QUERY = 512
SEARCH_WINDOW = timedelta(days=7)


def mentions(world: World, call: Call) -> Answer:
    """GET /2/users/{id}/mentions: what names or answers a user, of the 800 newest."""
    person = _user(call)
    newest_first = reversed(world.index.by_network["x"])
    found = (entry for entry in newest_first if person.key in addressed(entry) and world.can_be_read(entry))
    return page_of(world, call, islice(found, MAX_MENTIONS), at_least=5, price=prices.OWNED_READ)


def timeline(world: World, call: Call) -> Answer:
    """GET /2/users/{id}/tweets: what a user posted, answers included unless excluded."""
    person = _user(call)
    is_without_replies = "replies" in call.query.get("exclude", "").split(",")
    own = (entry for entry in reversed(world.index.by_network["x"]) if entry.author == person.key)
    found = (entry for entry in own if world.can_be_read(entry) and (entry.is_post or not is_without_replies))
    price = prices.OWNED_READ if person == call.person else prices.READ
    return page_of(world, call, islice(found, MAX_TIMELINE), at_least=5, price=price)


def search(world: World, call: Call) -> Answer:
    """GET /2/tweets/search/recent: the posts of the last seven days that a query matches."""
    query = call.query.get("query", "")
    if not 0 < len(query) <= MAX_QUERY:
        refuse(invalid_request("The `query` query parameter takes 1 to 512 characters", {"query": [query]}))
    since = world.now() - SEARCH_WINDOW
    start = call.query.get("start_time")
    if start and (begins := instant(call, "start_time")) and begins < since:
        message = "Invalid 'start_time': it must be on or after the last seven days."
        refuse(invalid_request(message, {"start_time": [start]}))
    recent = (entry for entry in reversed(world.index.by_network["x"]) if entry.versions[-1].at > since)
    found = (entry for entry in recent if world.can_be_read(entry) and matches(query, entry))
    return page_of(world, call, found, at_least=10, price=prices.READ)


def _user(call: Call) -> Person:
    person = PEOPLE_BY_X_ID.get(call.target["id"])
    if person is None:
        refuse(not_found("id", call.target["id"], "user"))
    return person
