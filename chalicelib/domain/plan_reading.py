"""How a record reads as a line of the plan (manual 5.1): a proposal, a bulletin that waits, a publication with its posts."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from chalicelib.domain.bulletin import Bulletin
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.plan_entry import Entry, PlanState
from chalicelib.domain.proposal import Proposal
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.texts_es import plan as texts

_WAITING = {
    PlanState.PREPARED: texts.WAITS_FOR_AUTHORISATION,
    PlanState.AUTHORISED: texts.WAITS_FOR_SCHEDULE,
}


def of_proposal(proposal: Proposal, networks: Sequence[Network]) -> Entry | None:
    """Read a proposal that waits; `networks` are those of the strategy. An answered one is a bulletin, or gone."""
    if proposal.is_finished:
        return None
    wish = proposal.wish
    return Entry(
        id=proposal.id,
        state=PlanState.PROPOSED,
        title=wish.title,
        on=wish.on,
        changed_at=proposal.moved_at or proposal.created_at,
        revision=proposal.revision,
        at=wish.publish_at,
        networks=wish.networks or tuple(networks),
        campaign=wish.campaign,
        category=wish.category,
        department_id=wish.department_id,
        lacks=(texts.WAITS_FOR_ANSWER, *_hour(wish.publish_at)),
        text=wish.idea,
        why=wish.why,
    )


def of_bulletin(bulletin: Bulletin, networks: Sequence[Network]) -> Entry | None:
    """Read a bulletin whose publication is not prepared yet; None for what nobody waits for any more."""
    if bulletin.is_finished or bulletin.is_empty:
        return None
    order = bulletin.order
    at = order.publish_at
    return Entry(
        id=bulletin.id,
        state=PlanState.PLANNED,
        title=(bulletin.plan.title if bulletin.plan else "") or bulletin.slug.replace("-", " ").capitalize(),
        on=local_day(at) if at else bulletin.on,
        changed_at=(bulletin.plan.moved_at if bulletin.plan else None) or bulletin.created_at,
        revision=bulletin.revision,
        at=at,
        networks=tuple(order.networks or networks),
        campaign=order.campaign,
        category=order.category,
        department_id=bulletin.department_id,
        lacks=(*(bulletin.lacks or (texts.BEING_PREPARED,)), *_hour(at)),
        pictures=frozenset(order.graphics),
        text="\n\n".join(dict.fromkeys(order.text.values())),
    )


def of_publication(publication: Publication, posts: Sequence[Delivery], prices: Mapping[Network, Decimal]) -> Entry:
    """Read a publication; `posts` are the deliveries that put it before readers, `prices` what its posts cost."""
    state = _state(publication, posts)
    at = _instant(publication, posts, state)
    given = publication.authorisation
    contents = publication.current.networks
    return Entry(
        id=publication.id,
        state=state,
        title=publication.title or texts.WITHOUT_TITLE,
        on=_day(publication, at),
        changed_at=_changed_at(publication, posts),
        revision=publication.revision + sum(post.revision for post in posts),
        at=at,
        networks=tuple(contents),
        campaign=publication.campaign,
        category=publication.category,
        department_id=publication.department_id,
        lacks=_lacks(publication, posts, state, at),
        pictures=frozenset(form.picture for content in contents.values() for form in content.renditions) - {""},
        prices=dict(prices),
        authorised_until=given.expires_at if given else None,
        text="\n\n".join(dict.fromkeys(content.text for content in contents.values())),
    )


def _changed_at(publication: Publication, posts: Sequence[Delivery]) -> datetime:
    """Give the newest instant that is on record of it: prepared, authorised, moved, or out."""
    given = publication.authorisation
    known = (publication.current.prepared_at, given.at if given else None, publication.moved_at)
    return max(at for at in (*known, *(post.published_at for post in posts)) if at is not None)


def _state(publication: Publication, posts: Sequence[Delivery]) -> PlanState:
    match publication.state:
        case PublicationState.WITHDRAWN:
            return PlanState.WITHDRAWN
        case PublicationState.PREPARED:
            return PlanState.PREPARED
        case PublicationState.AUTHORISED:
            return PlanState.AUTHORISED
        case PublicationState.RELEASED:
            return _state_of_posts(posts)


def _state_of_posts(posts: Sequence[Delivery]) -> PlanState:
    """What a person must decide about goes first: it is seen, even where another network shows it already."""
    if any(post.state in {DeliveryState.HELD, DeliveryState.REFUSED} for post in posts):
        return PlanState.HELD
    out = [post for post in posts if post.state is not DeliveryState.CANCELLED]
    if out and all(post.state is DeliveryState.DONE for post in out):
        return PlanState.PUBLISHED
    return PlanState.SCHEDULED


def _instant(publication: Publication, posts: Sequence[Delivery], state: PlanState) -> datetime | None:
    """Give when it came out, where it did; otherwise when it is to."""
    shown = [post.published_at for post in posts if post.published_at is not None]
    if shown and state in {PlanState.PUBLISHED, PlanState.WITHDRAWN}:
        return min(shown)
    return publication.publish_at


def _day(publication: Publication, at: datetime | None) -> date:
    return local_day(at) if at else publication.day


def _lacks(
    publication: Publication, posts: Sequence[Delivery], state: PlanState, at: datetime | None
) -> tuple[str, ...]:
    if state is PlanState.HELD:
        held = (post for post in posts if post.state in {DeliveryState.HELD, DeliveryState.REFUSED})
        return tuple(dict.fromkeys(post.reason for post in held if post.reason))
    if state not in _WAITING:
        return ()
    hour = _hour(at) if publication.publish_at is None else ()
    return (_WAITING[state], *hour)


def _hour(at: datetime | None) -> tuple[str, ...]:
    return () if at else (texts.WAITS_FOR_HOUR,)
