"""
2.5 Realiza las publicaciones: at once, or by the programme (policy: cobertura al momento, o programación por prioridad).

Releasing hands an authorised publication to one delivery per network; from there `delivering` carries them out.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Action, Delivery
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.edits_in_place import edits_of
from chalicelib.procedure.thread_parts import last_part

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
    for network in publication.current.networks:
        existing = last_part(publication, network, records)
        if not isinstance(existing, Delivery):
            inserts.append(_delivery_of(publication, network, at, clock.now()))
        elif existing.is_untouched:
            replacements.append(existing.rescheduled(at, version))
        elif existing.duty is Duty.PERSON:
            replacements.append(existing.looked_at_again(clock.now()))
    edits, changed_edits = edits_of(publication, at, records, clock.now()) if known.released_versions else ([], [])
    inserts, replacements = [*inserts, *edits], [*replacements, *changed_edits]
    if not inserts and not replacements and known.state is publication.state:
        return known
    records.commit(insert=inserts, replace=[publication, *replacements])
    delay = at - clock.now()
    if delay <= SOON:
        for delivery in (*inserts, *replacements):
            queues.publish(delivery.id, delay_seconds=max(0, int(delay.total_seconds())))
    return publication


def _delivery_of(publication: Publication, network: Network, at: datetime, now: datetime) -> Delivery:
    return Delivery(
        id=ids.delivery_id(publication.id, network),
        created_at=now,
        subject=publication.id,
        version=publication.current.number,
        network=network,
        action=Action.PUBLISH,
        not_before=at,
        due_at=at,
        duty=Duty.PUBLISH,
    )


def is_out_somewhere(publication: Publication, records: Records) -> bool:
    """Say whether a network may show it already: then what it says is corrected by taking it down."""
    found = [records.find(ids.delivery_id(publication.id, network)) for network in publication.current.networks]
    deliveries = [delivery for delivery in found if isinstance(delivery, Delivery)]
    if publication.state is PublicationState.RELEASED and len(deliveries) < len(found):
        return True
    return any(not delivery.is_untouched for delivery in deliveries)
