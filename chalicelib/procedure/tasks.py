"""
2.5, corrections: what no API does is given to a person, who does it by hand and gives proof.

A post for another medium passes the very checks of any post before anybody is asked: authorisation, content, preflight, gate.
"""

from collections.abc import Callable
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import NotFoundError
from chalicelib.domain.publication import NetworkVersion, Publication
from chalicelib.ports import Catalogue, OtherMedium
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.gates import pass_gate
from chalicelib.procedure.kits import forms_for, is_as_recorded, pack
from chalicelib.procedure.sending.authorised import check_authorised
from chalicelib.procedure.sending.base import NotToBeSent, PublishingPorts


def hand_over(delivery: Delivery, ports: PublishingPorts) -> Delivery:
    """
    Bring a delivery of another medium before a person, or hold it with what stands in the way. Safe to repeat.

    Raises:
        RecordConflictError: another worker went on with it.
    """
    now = ports.clock.now()
    try:
        ready = _with_kit(delivery, ports, now) if delivery.action is Action.PUBLISH else delivery
        passed = pass_gate(ready, ports, now)
    except NotToBeSent as decision:
        return store(ports.records, decision.outcome)
    except NotFoundError:
        return store(ports.records, delivery.held(texts_es.MEDIA_GONE, now))
    return store(ports.records, passed.asked(_request(passed, ports), now))


def why_not_now(delivery: Delivery, ports: PublishingPorts, now: datetime) -> str | None:
    """
    Say what stands in the way of publishing by hand at this instant, or None: whoever opens a kit is asked again (P1, P29).

    The bytes were compared when the kit was made, and its addresses name their versions: they are not read again.
    """
    try:
        publication = fetch(ports.records, delivery.subject, Publication)
        content = content_of(publication, delivery)
        check_authorised(delivery, lambda: content.fingerprint, ports, now)
        pass_gate(delivery, ports, now)
    except NotToBeSent as decision:
        return decision.outcome.reason or texts_es.AUTHORISATION_GONE
    return None


def content_of(publication: Publication, delivery: Delivery) -> NetworkVersion:
    """Give what a delivery puts out, to the letter."""
    return publication.version(delivery.version).networks[delivery.network]


def medium_of(delivery: Delivery, catalogue: Catalogue) -> OtherMedium:
    """
    Give the medium of a delivery as the catalogue knows it.

    Raises:
        NotFoundError: the catalogue has no such medium any more.
    """
    medium = catalogue.other_media.get(delivery.medium or "")
    if medium is None:
        raise NotFoundError(texts_es.other_media_unknown([delivery.medium or ""], catalogue.other_media))
    return medium


def _with_kit(delivery: Delivery, ports: PublishingPorts, now: datetime) -> Delivery:
    """Check what would go out, its bytes too, and make the kit of it."""
    if delivery.is_stale(now):
        raise NotToBeSent(delivery.expired(now))
    medium = ports.catalogue.other_media.get(delivery.medium or "")
    if medium is None:
        reason = texts_es.other_media_unknown([delivery.medium or ""], ports.catalogue.other_media)
        raise NotToBeSent(delivery.held(reason, now))
    publication = fetch(ports.records, delivery.subject, Publication)
    content = content_of(publication, delivery)
    check_authorised(delivery, lambda: content.fingerprint, ports, now)
    if not is_as_recorded(tuple(dict.fromkeys((*content.renditions, *forms_for(content, medium)))), ports.media):
        raise NotToBeSent(delivery.held(texts_es.CONTENT_CHANGED, now))
    return delivery.with_staged(pack(content, medium, publication.title, ports.media))


_REQUESTS: dict[Action, Callable[[str, str | None], str]] = {
    Action.PUBLISH: lambda medium, _: texts_es.publish_by_hand(medium),
    Action.TAKE_DOWN: texts_es.take_down_by_hand,
    Action.EDIT: lambda medium, _: texts_es.edit_by_hand(medium),
}


def _request(delivery: Delivery, ports: PublishingPorts) -> str:
    """Say what is to be done, where; of what was published by hand, where its person said that it is."""
    known = ports.catalogue.other_media.get(delivery.medium or "")
    original = ports.records.find(ids.removed_by(delivery.id))
    where = original.permalink if isinstance(original, Delivery) else None
    return _REQUESTS[delivery.action](known.name if known else delivery.medium or "", where)
