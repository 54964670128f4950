"""What a person saw on a network, found by its address: ours, of this very delivery, or not (policy on corrections; P20)."""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.delivery import CLOCK_SKEW, Delivery
from chalicelib.domain.post import Post
from chalicelib.ports import PublishedPost
from chalicelib.procedure.sending.base import Sending, first_sent


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
    if _belongs_to_another(seen, delivery, sending):
        return delivery.held(texts_es.BELONGS_TO_ANOTHER, now)
    return delivery.accepted(seen.network_id, now, is_adopted=True)


def _belongs_to_another(seen: PublishedPost, delivery: Delivery, sending: Sending) -> bool:
    """Say whether it is on record as another's, under its day or one that clocks may differ on (P28)."""
    day = local_day(seen.published_at)
    record_ids = (ids.post_id(day + timedelta(days=one), delivery.network, seen.network_id) for one in (0, -1, 1))
    known = (sending.records.find(record_id) for record_id in record_ids)
    return any(isinstance(post, Post) and post.delivery != delivery.id for post in known)
