"""
Where a publication goes, and which deliveries serve it: posts, parts of a thread, other media, take-downs and edits (2.5).

A delivery's id begins with its publication's, so all lie side by side and one Query finds them.
"""

from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.ports import Records


def deliveries_of(publication: Publication, records: Records) -> list[Delivery]:
    """
    Give every delivery made for a publication, of whatever action, network, medium and part, by id.

    One strongly consistent Query: needs the right to read a day (`READ_DAY`).
    """
    found = records.of_day(publication.day, prefix=f"{publication.id}#")
    return [record for record in found if isinstance(record, Delivery)]


def posts_of(publication: Publication, records: Records) -> list[Delivery]:
    """Give the deliveries that put a publication before readers: not the replies, edits and take-downs."""
    return [delivery for delivery in deliveries_of(publication, records) if delivery.action is Action.PUBLISH]


def destinations(publication: Publication) -> list[tuple[Network, str | None]]:
    """Give where the current version goes: each network, and each medium in which a person publishes it."""
    networks = publication.current.networks
    social: list[tuple[Network, str | None]] = [
        (network, None) for network in networks if network is not Network.MANUAL
    ]
    return [*social, *((Network.MANUAL, medium) for medium in publication.other_media if Network.MANUAL in networks)]


def is_out_somewhere(publication: Publication, records: Records) -> bool:
    """Say whether a network may show it already: then what it says is corrected by taking it down."""
    deliveries = posts_of(publication, records)
    missing = {ids.delivery_id(publication.id, *place) for place in destinations(publication)}.difference(
        delivery.id for delivery in deliveries
    )
    if publication.state is PublicationState.RELEASED and missing:
        return True
    return any(has_begun(delivery) for delivery in deliveries)


def has_begun(post: Delivery) -> bool:
    """Say whether readers may see it, or soon will: who was given a task may have published it already."""
    return not (post.is_untouched or post.is_void) or post.state is DeliveryState.TASK
