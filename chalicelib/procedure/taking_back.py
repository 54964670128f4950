"""
What was to go out and no longer shall: a schedule that is taken back, an authorisation that is void (2.5; clause 3).

Only what no worker has begun is held back; what has begun is left to its own check before the call, or is taken down.
"""

from chalicelib import texts_es
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.deliveries_of import has_begun, posts_of


def unschedule_publication(publication_id: str, *, records: Records, clock: Clock) -> Publication:
    """
    Take a schedule back: the publication is authorised and waits for a person again, and nothing of it goes out (P27).

    Safe to repeat. What already began is not stopped halfway: it is taken down.

    Raises:
        NotFoundError: no publication has this id.
        InvalidInputError: it is not scheduled, or something of it is out or on its way.
        RecordConflictError: a worker began with it at this moment; ask again.
    """
    publication = fetch(records, publication_id, Publication)
    if publication.state is PublicationState.AUTHORISED:
        return publication
    if publication.state is not PublicationState.RELEASED:
        raise InvalidInputError(texts_es.NOT_SCHEDULED)
    deliveries = posts_of(publication, records)
    if any(has_begun(delivery) for delivery in deliveries):
        raise InvalidInputError(texts_es.ALREADY_OUT)
    now = clock.now()
    idle = [
        delivery.held(texts_es.UNSCHEDULED, now).evolve(attention=None)
        for delivery in deliveries
        if not delivery.is_void
    ]
    stored = records.commit(replace=[publication.unscheduled(now), *idle])[0]
    return stored if isinstance(stored, Publication) else publication


def stand_down(publication: Publication, *, records: Records, clock: Clock) -> None:
    """
    Hold at once what was scheduled of a publication whose authorisation is void: it was revoked, or edited.

    What a worker has begun meanwhile is left to its own check, right before the call (P1).
    """
    for delivery in posts_of(publication, records):
        if not (delivery.is_untouched and delivery.duty is Duty.PUBLISH):
            continue
        try:
            store(records, delivery.held(texts_es.AUTHORISATION_GONE, clock.now()))
        except RecordConflictError:
            continue
