"""
En caso de error, la publicación se baja, se corrige y se vuelve a subir (policy on corrections).

The correction is a new publication linked to the first, authorised anew. Comments and folios of what was removed stay alive.
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.edits import Correction
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.people import Person
from chalicelib.domain.publication import (
    CORRECTION_CLAUSE,
    Publication,
    PublicationState,
    Version,
)
from chalicelib.domain.records import Duty
from chalicelib.domain.whereabouts import removal_of, was_never_out
from chalicelib.ports import Catalogue, Clock, LinkChecker, PersonalDataFinder, Records, TextCounter, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.corrected_contents import corrected_adjustments, corrected_contents
from chalicelib.procedure.deliveries_of import deliveries_of
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.last_readings import ask_for_last_readings
from chalicelib.procedure.preflight import examined


def take_down(publication_id: str, *, reason: str, records: Records, queues: WorkQueues, clock: Clock) -> Publication:
    """
    Take a publication down from every network, and stop what has not gone out.

    Safe to repeat: what is already coming down is left as it is.

    Raises:
        NotFoundError: no publication has this id.
        RecordConflictError: a delivery moved at the same moment; ask again.
    """
    publication = fetch(records, publication_id, Publication)
    if publication.state is PublicationState.WITHDRAWN:
        return publication
    now = clock.now()
    withdrawn = publication.withdrawn(reason)
    deliveries = deliveries_of(publication, records)
    stopped = [halted for delivery in deliveries if (halted := _stopped(delivery, now))]
    coming_down = [delivery for delivery in deliveries if _is_to_come_down(delivery)]
    removals = [removal_of(delivery, now) for delivery in coming_down]
    ask_for_last_readings(coming_down, records=records, queues=queues, now=now)
    records.commit(insert=removals, replace=[withdrawn, *stopped])
    for removal in removals:
        ask_for(removal, clock.now(), queues)
    return withdrawn


def _stopped(delivery: Delivery, now: datetime) -> Delivery | None:
    """Stop what has not gone out; what may have, and nobody knows, a person must look for. None leaves it as it is."""
    if delivery.action is Action.PUBLISH and delivery.state is DeliveryState.TASK:
        # Only who was asked knows whether it is out: it stays theirs, to prove or to give up.
        return delivery.asked(texts_es.TASK_WITHDRAWN, now)
    is_edit_to_decide = delivery.action is Action.EDIT and delivery.duty is Duty.PERSON
    if delivery.is_untouched or is_edit_to_decide:
        return delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE)
    is_in_doubt = delivery.action is Action.PUBLISH and delivery.is_idle and delivery.network_id is None
    return delivery.held(texts_es.UNSURE_IF_OUT, now) if is_in_doubt else None


def _is_to_come_down(delivery: Delivery) -> bool:
    """Say whether a post is up, or still on its way to where nobody can stop it."""
    if delivery.action is not Action.PUBLISH or was_never_out(delivery) or delivery.state is DeliveryState.TASK:
        return False
    return not delivery.is_idle or delivery.network_id is not None


def correct_publication(
    publication_id: str,
    correction: Correction,
    *,
    title: str | None,
    by: Person,
    records: Records,
    counter: TextCounter,
    catalogue: Catalogue,
    personal_data: PersonalDataFinder,
    links: LinkChecker,
    clock: Clock,
) -> Publication:
    """
    Write the corrected version of a publication that was taken down; it must be authorised anew, by somebody else.

    What the correction does not name stays as it was. It may be made while the first is still coming down: on each network it
    goes out when the first is gone from there.

    Raises:
        RuleViolationError: the publication has not been taken down.
        InvalidInputError: nothing changes, something does not fit or is not there, or there is a correction already.
        NotFoundError: no publication has this id.
    """
    now = clock.now()
    wrong = fetch(records, publication_id, Publication)
    if wrong.state is not PublicationState.WITHDRAWN:
        raise RuleViolationError(texts_es.NOT_TAKEN_DOWN, clause=CORRECTION_CLAUSE)
    if wrong.corrected_by:
        raise InvalidInputError(texts_es.ALREADY_CORRECTED)
    contents = examined(
        corrected_contents(wrong, correction, counter=counter, catalogue=catalogue, records=records, now=now),
        category=wrong.category,
        at=now,
        catalogue=catalogue,
        force=in_force(records, catalogue),
        counter=counter,
        personal_data=personal_data,
        links=links,
    )
    version = Version(number=1, networks=contents, prepared_at=now, prepared_by=by.username)
    corrected = wrong.evolve(
        id=ids.correction_id(local_day(now), wrong.id),
        revision=0,
        created_at=now,
        title=title or wrong.title,
        publish_at=None,
        versions=(version,),
        adjustments=corrected_adjustments(wrong, correction),
        released_versions=(),
        taken_down_because=None,
        corrects=wrong.id,
        # The state and what is due follow from waiting for the image office.
        state=PublicationState.WITHDRAWN,
    ).awaiting_authorisation(now)
    records.commit(insert=[corrected], replace=[wrong.evolve(corrected_by=corrected.id)])
    return corrected
