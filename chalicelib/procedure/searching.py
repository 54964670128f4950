"""
3.1 Monitorea: what is said below our posts on X without mentioning us, found by searching their conversations.

Each post of the last seven days is searched for at a few ages, several in one query. What is found is stored as a mention is,
under the same record, so that whichever way brings a comment first, there is one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.account_health import AccountHealth, health_id
from chalicelib.domain.calendar import local_day
from chalicelib.domain.looks import AGES, looks_due
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.records import Attention
from chalicelib.ports import Records
from chalicelib.procedure.amending import store
from chalicelib.procedure.collecting_ports import CollectingPorts
from chalicelib.procedure.metering import Meter
from chalicelib.procedure.monitoring import ReadingOutcome

MOST_CONVERSATIONS = 10
"""So many fit the length of a query, with an id of nineteen digits each."""

EVERY = timedelta(minutes=30)
REFUSED_EVERY = timedelta(days=1)
"""How often a search that the account's plan does not allow is asked for again."""

_LATE_BY = timedelta(minutes=15)
_NOT_IN_PLAN = frozenset({"not_permitted", "search_not_allowed"})
_SOON = timedelta(minutes=1)


def search_conversations(reading: Reading, ports: CollectingPorts, affordable: int | None) -> ReadingOutcome:
    """
    Search the conversations whose look is due, or go on with those under way. Safe to repeat.

    It ends with the page that uses up what can be afforded, the newest first.
    """
    now = ports.clock.now()
    begun = reading if reading.network_post_id else _begun(reading, ports.records, now)
    if begun.network_post_id is None:
        store(ports.records, begun)
        return ReadingOutcome()
    # What is under way is on record first: who dies leaves it to be searched again.
    stored = begun if begun is reading else store(ports.records, begun)
    meter = Meter(ports.conversations(), stored, ports.records, now, affordable)
    return ports.read(stored, meter, lambda moved: _settled(meter.settle(moved), meter.refusal, now))


def _begun(reading: Reading, records: Records, now: datetime) -> Reading:
    """Choose the conversations to search, and from when on; the bookmark alone moves when there are none."""
    posts = {post.network_id: post.published_at for post in _recent_posts(records, now)}
    looks, until = looks_due(posts, reading.served_until or reading.watched_since, now, MOST_CONVERSATIONS)
    served = reading.evolve(served_until=until, due_at=now + EVERY)
    # More than fit one query are due only at the very same instant: the rest is missed at this age, not at the next.
    searched = looks[:MOST_CONVERSATIONS]
    if not searched:
        return served
    since = min(posts[look.at] + look.age_before for look in searched) - _LATE_BY
    names = [look.at for look in searched] + _our_handle(records)
    return served.evolve(network_post_id=",".join(names), cursor=since.isoformat(), due_at=now)


def _settled(moved: Reading, refusal: str | None, now: datetime) -> Reading:
    """Finish the search when it came to its end; keep it under way when it did not."""
    if moved.next_page is not None or (moved.not_before is not None and moved.not_before > now):
        return _refused(moved, now) if refusal in _NOT_IN_PLAN else moved
    is_behind = moved.served_until is not None and now - moved.served_until > _SOON
    due_at = now + (_SOON if is_behind else EVERY)
    return moved.evolve(network_post_id=None, cursor=None, due_at=max(due_at, moved.due_at or due_at))


def _refused(moved: Reading, now: datetime) -> Reading:
    """Say what cannot be found, and ask again once a day: the account's plan may have changed."""
    until = now + REFUSED_EVERY
    since = moved.attention.since if moved.attention else now
    return moved.evolve(
        due_at=until, not_before=until, attention=Attention(reason=texts_es.SEARCH_REFUSED, since=since)
    )


def _recent_posts(records: Records, now: datetime) -> Iterator[Post]:
    for days_ago in range(AGES[-1].days + 2):
        day = local_day(now - timedelta(days=days_ago))
        for record in records.of_day(day, f"POS-{day:%Y%m%d}-{Network.X}-"):
            if isinstance(record, Post):
                yield record


def _our_handle(records: Records) -> list[str]:
    """What mentions us is left out, once a probe of the account told what we are called."""
    health = records.find(health_id(Network.X))
    name = health.account_name if isinstance(health, AccountHealth) else None
    return [f"@{name.removeprefix('@')}"] if name else []
