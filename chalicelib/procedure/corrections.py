"""
En caso de error, la publicación se baja, se corrige y se vuelve a subir (policy on corrections).

The correction is a new publication linked to the first, authorised anew. Comments and folios of what was removed stay alive.
"""

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import DeliveryState
from chalicelib.domain.errors import InvalidInputError, RuleViolationError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.publication import (
    CORRECTION_CLAUSE,
    NetworkVersion,
    Publication,
    PublicationState,
    Version,
)
from chalicelib.domain.records import Record
from chalicelib.domain.whereabouts import removal_of
from chalicelib.ports import Catalogue, Clock, LinkChecker, PersonalDataFinder, Records, TextCounter, WorkQueues
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.asking import ask_for
from chalicelib.procedure.deliveries_of import posts_of
from chalicelib.procedure.in_force import in_force
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
    withdrawn = publication.withdrawn(reason)
    removals: list[Delivery] = []
    cancellations: list[Record] = []
    for delivery in posts_of(publication, records):
        if delivery.state is DeliveryState.TASK:
            # Nobody but the person who was asked knows whether it is out.
            cancellations.append(delivery.asked(texts_es.TASK_WITHDRAWN, clock.now()))
        elif delivery.is_untouched:
            cancellations.append(delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE))
        elif delivery.is_idle and delivery.network_id is None:
            cancellations.append(delivery.held(texts_es.UNSURE_IF_OUT, clock.now()))
        elif not (delivery.is_finished and delivery.network_id is None):
            removals.append(removal_of(delivery, clock.now()))
    records.commit(insert=removals, replace=[withdrawn, *cancellations])
    for removal in removals:
        ask_for(removal, clock.now(), queues)
    return withdrawn


def correct_publication(
    publication_id: str,
    *,
    texts: dict[Network, str],
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

    The graphics stay as they were. Texts not given stay as they were.

    Raises:
        RuleViolationError: the publication has not been taken down.
        InvalidInputError: nothing changes, a text does not fit its network, or there is a correction already.
        NotFoundError: no publication has this id.
    """
    now = clock.now()
    wrong = fetch(records, publication_id, Publication)
    if wrong.state is not PublicationState.WITHDRAWN:
        raise RuleViolationError(texts_es.NOT_TAKEN_DOWN, clause=CORRECTION_CLAUSE)
    if wrong.corrected_by:
        raise InvalidInputError(texts_es.ALREADY_CORRECTED)
    contents = examined(
        _corrected(wrong, texts, counter, catalogue),
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
        # What persons wrote for the first is not laid over the corrected text; what they set for its pictures stays.
        # Whoever had a hand in what stays as it was authorises the correction no more than what it corrects.
        adjustments=wrong.adjustments.model_copy(update={"texts": {}, "by": tuple(sorted(wrong.preparers))}),
        released_versions=(),
        taken_down_because=None,
        corrects=wrong.id,
        # The state and what is due follow from waiting for the image office.
        state=PublicationState.WITHDRAWN,
    ).awaiting_authorisation(now)
    records.commit(insert=[corrected], replace=[wrong.evolve(corrected_by=corrected.id)])
    return corrected


def _corrected(
    wrong: Publication, texts: dict[Network, str], counter: TextCounter, catalogue: Catalogue
) -> dict[Network, NetworkVersion]:
    contents = dict(wrong.current.networks)
    for network, text in texts.items():
        if network not in contents:
            raise InvalidInputError(texts_es.network_missing(network))
        length, limit = counter.length(network, text), catalogue.strategy(network).text_limit
        if length > limit:
            raise InvalidInputError(texts_es.text_too_long(network, length, limit))
        contents[network] = contents[network].model_copy(
            update={"text": text, "warnings": contents[network].about_pictures, "drafted": ""}
        )
    if all(contents[network].text == before.text for network, before in wrong.current.networks.items()):
        raise InvalidInputError(texts_es.CORRECTION_WITHOUT_CHANGE)
    return contents
