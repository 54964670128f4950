"""
Where the strategy says so, a mistake in a text is corrected in place (policy on corrections; Facebook).

The new text is a new version of the same publication, authorised anew; releasing it writes it over the live post. Whoever
corrects pictures, or a network that has no edits, takes the publication down.
"""

from collections.abc import Iterable
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.edits import Correction
from chalicelib.domain.errors import InvalidInputError
from chalicelib.domain.networks import Network
from chalicelib.domain.people import Person
from chalicelib.domain.post import Post
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.domain.records import Duty
from chalicelib.ports import Catalogue, Clock, LinkChecker, PersonalDataFinder, Records, TextCounter
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.corrected_contents import corrected_contents
from chalicelib.procedure.deliveries_of import deliveries_of
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examined


def correct_in_place(
    publication_id: str,
    correction: Correction,
    *,
    by: Person,
    records: Records,
    counter: TextCounter,
    catalogue: Catalogue,
    personal_data: PersonalDataFinder,
    links: LinkChecker,
    clock: Clock,
) -> Publication:
    """
    Write another text for a post that is live and stays up; it must be authorised anew, by somebody else, and released.

    Until then readers see the former text.

    Raises:
        NotFoundError: no publication has this id.
        InvalidInputError: the strategy or the network has no edits in place, it is not live there, something of it is still
            on its way, more than texts would change, or nothing; or a text does not fit.
        RecordConflictError: somebody changed it at the same moment.
    """
    now = clock.now()
    publication = fetch(records, publication_id, Publication)
    _check_may_edit(publication, correction, records, catalogue)
    contents = examined(
        corrected_contents(publication, correction, counter=counter, catalogue=catalogue, records=records, now=now),
        category=publication.category,
        at=now,
        catalogue=catalogue,
        force=in_force(records, catalogue),
        counter=counter,
        personal_data=personal_data,
        links=links,
    )
    hands = tuple(name for name in publication.hands if name != by.username)
    kept = publication.adjustments.model_copy(update={"by": (*hands, by.username)})
    return store(
        records, publication.evolve(adjustments=kept, publish_at=None).edited(contents, by=by.username, now=now)
    )


def _check_may_edit(publication: Publication, correction: Correction, records: Records, catalogue: Catalogue) -> None:
    if publication.state is PublicationState.WITHDRAWN:
        raise InvalidInputError(texts_es.PUBLICATION_WITHDRAWN)
    if not correction.changes_texts_only:
        raise InvalidInputError(texts_es.IN_PLACE_ONLY_TEXTS)
    deliveries = deliveries_of(publication, records)
    live = {one.network for one in deliveries if _is_live(one)}
    for network in correction.texts:
        if not catalogue.strategy(network).edits_in_place:
            raise InvalidInputError(texts_es.no_edits_in_place(network))
        if network not in live:
            raise InvalidInputError(texts_es.not_live_on(network))
    if any(_is_moving(one) for one in deliveries):
        raise InvalidInputError(texts_es.STILL_ON_ITS_WAY)


def _is_live(delivery: Delivery) -> bool:
    is_post = delivery.action is Action.PUBLISH and delivery.part == 1
    return is_post and delivery.state is DeliveryState.DONE and delivery.network_id is not None


def _is_moving(delivery: Delivery) -> bool:
    """A new version stops what has not gone out yet; an edit that was never sent gives way to the next."""
    return not delivery.is_finished and not (delivery.action is Action.EDIT and delivery.is_untouched)


def edits_of(
    publication: Publication, at: datetime, records: Records, now: datetime
) -> tuple[list[Delivery], list[Delivery]]:
    """Give the edits that a released version asks for, to insert and to replace: of each live post that says another text."""
    inserts, replacements = [], list(_given_up(publication, records))
    for network, content in publication.current.networks.items():
        post = _live_post(publication.id, network, records)
        if post is None or post.text == content.text:
            continue
        edit = _edit_of(publication, post, at, now)
        known = records.find(edit.id)
        if not isinstance(known, Delivery):
            inserts.append(edit)
        elif known.is_untouched:
            replacements.append(known.rescheduled(at, publication.current.number))
        elif known.duty is Duty.PERSON:
            replacements.append(known.looked_at_again(now))
    return inserts, replacements


def _live_post(publication_id: str, network: Network, records: Records) -> Post | None:
    delivery = records.find(ids.delivery_id(publication_id, network))
    if not isinstance(delivery, Delivery) or not _is_live(delivery) or delivery.published_at is None:
        return None
    post = records.find(ids.post_id(local_day(delivery.published_at), network, delivery.network_id or ""))
    return post if isinstance(post, Post) and post.removed_at is None else None


def _edit_of(publication: Publication, post: Post, at: datetime, now: datetime) -> Delivery:
    return Delivery(
        id=ids.delivery_id(publication.id, post.network, _purpose(publication.current.number)),
        created_at=now,
        subject=publication.id,
        network=post.network,
        action=Action.EDIT,
        version=publication.current.number,
        target=post.network_id,
        text=publication.current.networks[post.network].text,
        priority=publication.priority,
        not_before=at,
        due_at=at,
        duty=Duty.PUBLISH,
    )


def _given_up(publication: Publication, records: Records) -> Iterable[Delivery]:
    """Cancel the edits of earlier versions that were never sent."""
    for number in publication.released_versions:
        for network in publication.current.networks if number != publication.current.number else ():
            known = records.find(ids.delivery_id(publication.id, network, _purpose(number)))
            if isinstance(known, Delivery) and not known.is_finished and known.is_untouched:
                yield known.cancelled(texts_es.EDIT_SUPERSEDED)


def _purpose(version: int) -> str:
    return f"edit-{version}"
