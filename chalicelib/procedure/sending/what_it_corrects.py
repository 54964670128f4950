"""Bajar, corregir y volver a subir, in this order on each network and medium (policy on corrections; P30)."""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.publication import Publication
from chalicelib.domain.whereabouts import is_down
from chalicelib.ports import Records
from chalicelib.procedure.amending import fetch
from chalicelib.procedure.sending.base import WAIT_FOR_ANOTHER, NotToBeSent

_LOOK_AGAIN = timedelta(minutes=10)
"""How often to see whether a person has finished what a correction waits for; both are shown to them meanwhile (P6)."""


def wait_for_what_it_corrects(publication: Publication, delivery: Delivery, records: Records, now: datetime) -> None:
    """
    Let a correction out where what it corrects is down, and what that one corrected; what is in doubt counts as up.

    Raises:
        NotToBeSent: something wrong is still up there. It waits while that comes down; where a person must take it down, or say
            whether it is out, they are told that the correction waits too.
    """
    wrong = publication.corrects
    while wrong is not None:
        post = records.find(ids.delivery_id(wrong, delivery.network, delivery.medium))
        if isinstance(post, Delivery):
            found = records.find(ids.removal_id(post.id))
            _wait_for(post, found if isinstance(found, Delivery) else None, delivery, now)
        wrong = fetch(records, wrong, Publication).corrects


def _wait_for(post: Delivery, removal: Delivery | None, delivery: Delivery, now: datetime) -> None:
    if is_down(post, removal):
        return
    deciding = removal or post
    # A removal may itself wait, visibly, for what a person says of the post: it comes down no sooner than that.
    if deciding.is_finished or deciding.attention is not None:
        raise NotToBeSent(delivery.held_until(now + _LOOK_AGAIN, texts_es.WRONG_ONE_STILL_UP, now))
    raise NotToBeSent(delivery.postponed(now + WAIT_FOR_ANOTHER))
