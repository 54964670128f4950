"""
2.5 Realiza las publicaciones: at once, or by the programme (policy: cobertura al momento, o programación por prioridad).

Releasing hands an authorised publication to one delivery per network; from there `delivering` carries them out.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Action, Delivery, DeliveryState
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.deliveries_of import posts_of

SOON = timedelta(seconds=60)
"""The dispatcher looks this far ahead; the queue's per-message delay does the rest, to the second."""


def publish_now(publication_id: str, *, records: Records, queues: WorkQueues, clock: Clock) -> Publication:
    """
    Send an authorised publication out at once.

    Manual 2.5, «cobertura y publicación al momento». Safe to repeat: what is out or on its way is left as it is.

    Raises:
        NotFoundError: no publication has this id.
        RuleViolationError: nothing authorises its current version (clause 3).
        RecordConflictError: somebody else acted on it at the same time.
    """
    return _release(publication_id, clock.now(), records=records, queues=queues, clock=clock)


def schedule_publication(
    publication_id: str, publish_at: datetime | None, *, records: Records, queues: WorkQueues, clock: Clock
) -> Publication:
    """
    Send an authorised publication out at an instant; without one, at the time its material asked for.

    Raises:
        InvalidInputError: the time is missing or past.
        NotFoundError, RuleViolationError, RecordConflictError: as in `publish_now`.
    """
    at = publish_at or fetch(records, publication_id, Publication).publish_at
    if at is None or at <= clock.now():
        raise InvalidInputError(texts_es.PUBLISH_AT_PAST)
    return _release(publication_id, at, records=records, queues=queues, clock=clock)


def _release(publication_id: str, at: datetime, *, records: Records, queues: WorkQueues, clock: Clock) -> Publication:
    known = fetch(records, publication_id, Publication)
    publication = known.released(at)
    version = publication.current.number
    inserts, replacements = [], []
    there = {delivery.id: delivery for delivery in posts_of(publication, records)}
    for network, medium in destinations(publication):
        existing = there.get(ids.delivery_id(publication_id, network, medium))
        if existing is None:
            inserts.append(_delivery_of(publication, network, medium, at, clock.now()))
        elif existing.state is DeliveryState.TASK:
            # A person has it, and may have done it already: nobody is asked twice.
            continue
        elif existing.is_untouched:
            replacements.append(existing.rescheduled(at, version))
        elif existing.duty is Duty.PERSON:
            replacements.append(existing.looked_at_again(clock.now()))
    if not inserts and not replacements and known.state is publication.state:
        return known
    records.commit(insert=inserts, replace=[publication, *replacements])
    delay = at - clock.now()
    if delay <= SOON:
        for delivery in (*inserts, *replacements):
            queues.publish(delivery.id, delay_seconds=max(0, int(delay.total_seconds())))
    return publication


def destinations(publication: Publication) -> list[tuple[Network, str | None]]:
    """Give where the current version goes: each network, and each medium in which a person publishes it."""
    networks = publication.current.networks
    social: list[tuple[Network, str | None]] = [
        (network, None) for network in networks if network is not Network.MANUAL
    ]
    return [*social, *((Network.MANUAL, medium) for medium in publication.other_media if Network.MANUAL in networks)]


def _delivery_of(
    publication: Publication, network: Network, medium: str | None, at: datetime, now: datetime
) -> Delivery:
    return Delivery(
        id=ids.delivery_id(publication.id, network, medium),
        created_at=now,
        subject=publication.id,
        version=publication.current.number,
        network=network,
        medium=medium,
        action=Action.PUBLISH,
        not_before=at,
        due_at=at,
        duty=Duty.PUBLISH,
    )


def is_out_somewhere(publication: Publication, records: Records) -> bool:
    """Say whether a network may show it already: then what it says is corrected by taking it down."""
    deliveries = posts_of(publication, records)
    missing = {ids.delivery_id(publication.id, *place) for place in destinations(publication)}.difference(
        delivery.id for delivery in deliveries
    )
    if publication.state is PublicationState.RELEASED and missing:
        return True
    # Who was given a task may have published it already.
    return any(not delivery.is_untouched or delivery.state is DeliveryState.TASK for delivery in deliveries)
