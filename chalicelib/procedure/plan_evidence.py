"""
5.1 Lo que funcionó antes: hours, formats and campaigns of a network's posts, by the comments and reactions they drew.

Beside the best hours that the strategy names (`advising`), what the records say of every hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar import LOCAL_ZONE, local_day
from chalicelib.domain.evidence import Group, Seen, groups_of
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Post, Reading
from chalicelib.domain.publication import Publication
from chalicelib.ports import Catalogue, Clock, Records
from chalicelib.procedure.campaigning import sentiments_of
from chalicelib.procedure.plan_calendar import MAX_DAYS, check_period
from chalicelib.texts_es import plan as texts

_POSTS = "POS-"


@dataclass(frozen=True)
class Evidence:
    """What is known of a network's posts of a period: how many, and what each hour, format and campaign drew."""

    network: Network
    first: date
    last: date
    posts: int
    hours: tuple[Group, ...]
    formats: tuple[Group, ...]
    campaigns: tuple[Group, ...]


def evidence_of(
    network: Network,
    first: date | None,
    last: date | None,
    *,
    records: Records,
    catalogue: Catalogue,
    clock: Clock,
) -> Evidence:
    """
    Give what the posts of a network drew in a period; without one, in the 91 days before today.

    A post's comments are what its network counts, less our own answers, or what is on record where the network tells no count.
    Its reactions are its network's last count of them; a post without one says nothing of reactions.
    What the comments felt is known of a publication on all its networks together.

    Raises:
        InvalidInputError: the period is empty or longer than 92 days.
    """
    end = last or local_day(clock.now()) - timedelta(days=1)
    start = first or max(end, date.min + timedelta(days=MAX_DAYS)) - timedelta(days=MAX_DAYS - 2)
    check_period(start, end)
    seen = _seen(network, start, end, clock.now(), records)
    advised = frozenset(f"{hour:02d}:00" for hour in catalogue.strategy(network).best_hours)
    return Evidence(
        network=network,
        first=start,
        last=end,
        posts=len(seen),
        hours=groups_of(seen, lambda post: f"{post.hour:02d}:00", advised),
        formats=groups_of(seen, lambda post: texts.FORMATS[post.form]),
        campaigns=groups_of(seen, lambda post: post.campaign),
    )


def _seen(network: Network, first: date, last: date, now: datetime, records: Records) -> list[Seen]:
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    found = [record for day in days for record in records.of_day(day, _POSTS)]
    readings = {record.post: record for record in found if isinstance(record, Reading)}
    posts = [record for record in found if isinstance(record, Post) and record.network is network]
    feelings = _feelings(days, now, records)
    return [_one(post, readings.get(post.id), feelings.get(post.publication, {}), records) for post in posts]


def _feelings(days: list[date], now: datetime, records: Records) -> dict[str, dict[str, int]]:
    total: dict[str, dict[str, int]] = {}
    for publication, counts in sentiments_of(days, now, records):
        known = total.setdefault(publication, {})
        for sentiment, count in counts.items():
            known[sentiment] = known.get(sentiment, 0) + count
    return total


def _one(post: Post, reading: Reading | None, felt: Mapping[str, int], records: Records) -> Seen:
    publication = records.find(post.publication)
    known = publication if isinstance(publication, Publication) else None
    count = reading.coverage if reading else None
    return Seen(
        hour=post.published_at.astimezone(LOCAL_ZONE).hour,
        form=_form(post, known),
        campaign=(known.campaign if known else None) or texts.WITHOUT_CAMPAIGN,
        comments=max(0, count.network_count - count.own) if count else sum(felt.values()),
        positive=felt.get("positive", 0),
        negative=felt.get("negative", 0),
        reactions=post.reactions.likes if post.reactions else None,
    )


def _form(post: Post, publication: Publication | None) -> str:
    content = publication.current.networks.get(post.network) if publication else None
    if content and any(form.is_video for form in content.renditions):
        return "video"
    return "image" if post.media_sha256 else "text"
