"""What a person saw on a network, found by its address: ours, of this very delivery, or not (policy on corrections; P20)."""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.procedure.sending.base import Sending, first_sent
from chalicelib.procedure.sending.known_posts import belongs_to_another


def located(delivery: Delivery, address: str, sending: Sending, now: datetime) -> Delivery:
    """
    Adopt what a person saw at an address, or hold the delivery again with what is wrong with it.

    Raises:
        TransientServiceError, CredentialsRejectedError: the account could not be read.
    """
    seen = sending.account.locate(address)
    if seen is None:
        return delivery.held(texts_es.NOT_OURS_THERE, now)
    if seen.published_at < first_sent(delivery) - CLOCK_SKEW:
        return delivery.held(texts_es.OLDER_THAN_SENT, now)
    if belongs_to_another(seen, delivery, sending.records):
        return delivery.held(texts_es.BELONGS_TO_ANOTHER, now)
    return delivery.accepted(seen.network_id, now, is_adopted=True)
