"""
5.1 Campañas con metas: recorded, changed, closed; and how far each came, counted from the records (P7).

A day that is closed is counted from its figures, one GetItem; one that is not, from its comments.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.campaign import Campaign, Goals, Progress, new_campaign, of_name
from chalicelib.domain.classification import Sentiment
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.figures import figures_of, fold
from chalicelib.domain.people import Person
from chalicelib.domain.plan import slug_of
from chalicelib.domain.plan_shelf import CAMPAIGN_SHELF
from chalicelib.domain.post import Post
from chalicelib.domain.publication import Publication
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import amend, fetch
from chalicelib.procedure.report import stored_figures

_TOGETHER = 200
_COMMENTS = "COM-"
_POSTS = "POS-"


def plan_campaign_goals(
    name: str, *, first: date, last: date, goals: Goals, by: Person, records: Records, clock: Clock
) -> Campaign:
    """
    Record a campaign, or change the one of this name and first day. Safe to repeat.

    Raises:
        InvalidInputError: its days or its name say nothing, or it was closed.
        RecordConflictError: others kept changing it.
    """
    wanted = new_campaign(
        ids.campaign_id(first, slug_of(name)),
        name,
        first=first,
        last=last,
        goals=goals,
        by=by.username,
        now=clock.now(),
    )
    if records.find(wanted.id) is None:
        try:
            records.commit(insert=[wanted])
        except RecordConflictError:
            return amend(records, wanted.id, Campaign, lambda known: known.planned(wanted))
    return amend(records, wanted.id, Campaign, lambda known: known.planned(wanted))


def close_campaign(campaign_id: str, result: str, *, by: Person, records: Records) -> Campaign:
    """Close a campaign with what came of it. Safe to repeat. Raises NotFoundError."""
    return amend(records, campaign_id, Campaign, lambda known: known.closed(result, by=by.username))


def campaigns_since(since: date, *, records: Records) -> tuple[Campaign, ...]:
    """Give the campaigns whose last day is not before a local day, by their last day."""
    return tuple(_from_shelf(since, records))


def _from_shelf(since: date, records: Records) -> Iterator[Campaign]:
    after = (max(since, date.min + timedelta(days=1)) - timedelta(days=1)).isoformat() + "~"
    while page := records.on_shelf(CAMPAIGN_SHELF, "", after, _TOGETHER):
        yield from (record for record in page if isinstance(record, Campaign))
        after = (page[-1].shelf or ("", ""))[1]


def progress_of(campaign_id: str, *, records: Records, clock: Clock) -> tuple[Campaign, Progress]:
    """
    Count how far a campaign came up to today. At most two Queries for each of its days, and the closed days' figures together.

    Raises:
        NotFoundError: there is no such campaign.
    """
    campaign = fetch(records, campaign_id, Campaign)
    last = min(campaign.last, local_day(clock.now()))
    if last < campaign.first:
        return campaign, Progress(counted_up_to=None)
    days = [campaign.first + timedelta(days=offset) for offset in range((last - campaign.first).days + 1)]
    posts = [record for day in days for record in records.of_day(day, _POSTS) if isinstance(record, Post)]
    belonging = _publications_of(campaign, posts, records)
    counts = {"positive": 0, "negative": 0, "neutral": 0}
    for publication, by_sentiment in sentiments_of(days, clock.now(), records):
        if publication in belonging:
            counts = {key: counts[key] + by_sentiment.get(key, 0) for key in counts}
    told = [post.reactions.likes for post in posts if post.publication in belonging and post.reactions]
    reactions = [likes for likes in told if likes is not None]
    return campaign, Progress(
        counted_up_to=last,
        posts=sum(post.publication in belonging and post.removed_at is None for post in posts),
        comments=sum(counts.values()),
        positive=counts[Sentiment.POSITIVE],
        negative=counts[Sentiment.NEGATIVE],
        reactions=sum(reactions) if reactions else None,
        posts_with_reactions=len(reactions),
    )


def sentiments_of(days: Sequence[date], now: datetime, records: Records) -> Iterator[tuple[str, dict[str, int]]]:
    """
    Give how many comments of each day each publication has, by sentiment.

    What a closed day counted is taken where nothing changed since (P7); the comments of every other day are counted now.
    """
    stored = stored_figures(days, now, records)
    for day in days:
        counted = figures_of(stored[day].cells) if day in stored else fold(records.of_day(day, _COMMENTS))
        yield from counted.comments_by_publication_and_sentiment.items()


def _publications_of(campaign: Campaign, posts: list[Post], records: Records) -> frozenset[str]:
    found = map(records.find, sorted({post.publication for post in posts}))
    return frozenset(one.id for one in found if isinstance(one, Publication) and of_name(one.campaign, [campaign]))
