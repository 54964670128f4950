"""
How a publication goes on each network and medium, from the deliveries made for it (2.5, policy on corrections; P24, P30, P31).

What is half done is said, never hidden: a thread of which some parts are up, a post that one network will not take down.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication
from chalicelib.domain.thread import part_count
from chalicelib.domain.whereabouts import Whereabouts, whereabouts
from chalicelib.ports import OtherMedium

_WORST_FIRST = (
    Whereabouts.A_PERSON_TAKES_IT_DOWN,
    Whereabouts.WAITS_FOR_A_PERSON,
    Whereabouts.COMING_DOWN,
    Whereabouts.ON_ITS_WAY,
    Whereabouts.LIVE,
    Whereabouts.DOWN,
    Whereabouts.NOT_OUT,
)


@dataclass(frozen=True)
class Progress:
    """
    How it goes in one place: where it is, how many of its parts are up, in Spanish, and what a person is waited for.

    `place` is what people call the network or medium.
    """

    network: Network
    medium: str | None
    place: str
    where: Whereabouts
    live_parts: int
    parts: int
    said: str
    reason: str | None


def progress_of(
    publication: Publication, deliveries: Sequence[Delivery], media: Mapping[str, OtherMedium]
) -> list[Progress]:
    """
    Say how a publication goes in each place, in the order of its networks.

    `deliveries` are all that were made for it, `media` those that the catalogue knows.
    """
    by_id = {delivery.id: delivery for delivery in deliveries}
    places: dict[tuple[Network, str | None], list[Delivery]] = {}
    for post in deliveries:
        if post.action is Action.PUBLISH:
            places.setdefault((post.network, post.medium), []).append(post)
    order = list(publication.current.networks)
    found = [
        _progress(publication, posts, by_id, place=_name_of(medium, media)) for (_, medium), posts in places.items()
    ]
    return sorted(found, key=lambda one: (order.index(one.network) if one.network in order else len(order), one.place))


def _name_of(medium: str | None, media: Mapping[str, OtherMedium]) -> str | None:
    """A medium that is no longer in the catalogue goes by its id."""
    return media[medium].name if medium is not None and medium in media else medium


def in_one_sentence(progress: Iterable[Progress]) -> str:
    """Say how it goes everywhere."""
    names: dict[str, list[str]] = {}
    for one in progress:
        names.setdefault(one.said, []).append(one.place)
    return texts_es.progress_everywhere(names)


def _progress(
    publication: Publication, posts: Sequence[Delivery], by_id: dict[str, Delivery], *, place: str | None
) -> Progress:
    """Put the parts of a thread together: how it goes is how its worst part goes."""
    where_by_part = {post.id: whereabouts(post, by_id.get(ids.removal_id(post.id))) for post in posts}
    worst = min(where_by_part.values(), key=_WORST_FIRST.index)
    live = sum(where is Whereabouts.LIVE for where in where_by_part.values())
    content = publication.current.networks.get(posts[0].network)
    parts = max(len(posts), part_count(content) if content else 1)
    reasons = (_reason(post, by_id) for post in posts if where_by_part[post.id] is worst)
    return Progress(
        network=posts[0].network,
        medium=posts[0].medium,
        place=place or texts_es.network_name(posts[0].network),
        where=worst,
        live_parts=live,
        parts=parts,
        said=texts_es.whereabouts_of(worst, live, parts),
        reason=next((reason for reason in reasons if reason), None),
    )


def _reason(post: Delivery, by_id: dict[str, Delivery]) -> str | None:
    waiting = by_id.get(ids.removal_id(post.id), post)
    return waiting.attention.reason if waiting.attention else None
