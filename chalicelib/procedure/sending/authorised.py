"""
P1, right before anything goes out: what was authorised, to the letter and the byte, and nothing in its way (2.5, policies).

One check for everything that publishes, whether a network's account does it or a person in another medium.
"""

from collections.abc import Callable
from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.findings import unresolved
from chalicelib.domain.gate import decide
from chalicelib.domain.publication import Publication, PublicationState
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.in_force import in_force
from chalicelib.procedure.preflight import examine, sentences_of
from chalicelib.procedure.sending.base import NotToBeSent, PublishingPorts
from chalicelib.procedure.sending.what_it_corrects import wait_for_what_it_corrects


def check_authorised(
    delivery: Delivery, fingerprint: Callable[[], str], ports: PublishingPorts, now: datetime
) -> Publication:
    """
    Give the publication if a delivery of it may go out now. `fingerprint` tells that of what is about to go out.

    Raises:
        NotToBeSent: it may not, or not yet; with the delivery as it is to be stored.
    """
    publication = fetch(ports.records, delivery.subject, Publication)
    if publication.state is PublicationState.WITHDRAWN and delivery.was_uncertain:
        raise NotToBeSent(delivery.held(texts_es.UNSURE_IF_OUT, now))
    if publication.state is PublicationState.WITHDRAWN:
        raise NotToBeSent(delivery.cancelled(texts_es.TAKEN_DOWN_BEFORE))
    if publication.state is not PublicationState.RELEASED or not publication.is_authorised(delivery.version, now):
        raise NotToBeSent(delivery.held(texts_es.AUTHORISATION_GONE, now))
    # What was fetched is what goes out; and what the record says by now must still be that.
    fetched, recorded = fingerprint(), publication.version(delivery.version).networks[delivery.network].fingerprint
    if fetched != recorded or not publication.authorises(delivery.network, fetched, now):
        raise NotToBeSent(delivery.held(texts_es.CONTENT_CHANGED, now))
    _preflight(publication, delivery, ports, now)
    wait_for_what_it_corrects(publication, delivery, ports.records, now)
    return publication


def _preflight(publication: Publication, delivery: Delivery, ports: PublishingPorts, now: datetime) -> None:
    """The gate and the check of the authorisation, at this very instant: a window may have opened since (P29)."""
    force = in_force(ports.records, ports.catalogue)
    ruling = decide(delivery.action, publication.category, force, now)
    if not ruling.passed:
        raise NotToBeSent(ruling.on(delivery, now))
    found = examine(
        publication.version(delivery.version).networks[delivery.network],
        delivery.network,
        category=publication.category,
        at=now,
        catalogue=ports.catalogue,
        force=force,
        counter=ports.counter,
        personal_data=ports.personal_data,
    )
    standing = unresolved(found, publication.accepted_keys)
    if standing:
        raise NotToBeSent(delivery.held(texts_es.not_sent_after_check(sentences_of(standing)), now))
