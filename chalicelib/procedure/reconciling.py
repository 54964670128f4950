"""
2.5 What became of a write: found out by reading the account, never by writing again (P2; P03, P06, P07, P11, P18, P20).

Nothing here sends. A delivery leaves as done and on record, as one to look at again later, as one that certainly may be tried
again, or held for a person.
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotThereError,
    RecordConflictError,
    TransientServiceError,
)
from chalicelib.ports import Clock, Records
from chalicelib.procedure.amending import store
from chalicelib.procedure.asking import ask_if_soon
from chalicelib.procedure.sending import Sending
from chalicelib.procedure.sending.located import located


def reconcile(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """
    Find out whether the network accepted what was sent.

    When its settle time has passed and it shows nothing, the write is sent again only where the network itself refuses it
    the second time: nothing else tells «not accepted» from «not shown yet» (P18). Elsewhere a person looks.
    """
    now = clock.now()
    if delivery.state is DeliveryState.INTENT:
        delivery = store(records, delivery.unknown(texts_es.OUTCOME_UNKNOWN, now))
    try:
        found = look_for(delivery, sending, now)
    except (TransientServiceError, CredentialsRejectedError):
        return store(records, delivery.looked(now))
    if found is not None:
        return go_on_with(found, sending, records, clock)
    if not delivery.has_settled(sending.settle_seconds, now):
        return store(records, delivery.looked(now))
    if not sending.refuses_repeats(delivery):
        return store(records, delivery.held(texts_es.MAY_BE_OUT, now))
    return store(records, delivery.try_again(delivery.retry_at(now)))


def look_for(delivery: Delivery, sending: Sending, now: datetime) -> Delivery | None:
    """
    Read what the account shows of a delivery: one match is adopted, several are held; None when there is none.

    Raises:
        TransientServiceError, CredentialsRejectedError: the account could not be read.
    """
    if delivery.told_address is not None:
        return sending.priced(located(delivery, delivery.told_address, sending, now))
    try:
        matches = sending.find(delivery)
    except NotThereError:
        return sending.target_gone(delivery, now)
    if len(matches) > 1:
        return delivery.held(texts_es.SEVERAL_MATCHES, now)
    return sending.priced(delivery.accepted(matches[0].network_id, now, is_adopted=True)) if matches else None


def go_on_with(found: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Store what the account showed; what was adopted is read back like any other."""
    stored = store(records, found)
    return confirm(stored, sending, records, clock) if stored.state is DeliveryState.ACCEPTED else stored


def confirm(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Read back what the network accepted; only what a reader can see is done (P10)."""
    now = clock.now()
    try:
        done = sending.confirm(delivery, now)
    except (TransientServiceError, CredentialsRejectedError):
        return store(records, delivery.looked(now))
    if done is not None and _has_twin(delivery, sending):
        return store(records, delivery.held(texts_es.SEVERAL_MATCHES, now))
    if done is not None:
        return _finish(done, delivery, sending, records, now)
    if delivery.has_settled(sending.settle_seconds, now) and delivery.was_done_by_hand:
        return store(records, delivery.asked(texts_es.STILL_SHOWN_AFTER_TASK, now))
    if delivery.has_settled(sending.settle_seconds, now):
        return store(records, delivery.held(sending.not_confirmed, now))
    return store(records, delivery.looked(now))


def _has_twin(delivery: Delivery, sending: Sending) -> bool:
    """Say whether what was in doubt, and was sent again, came out twice after all: that is shown, never called done."""
    if not delivery.was_uncertain or delivery.epoch == 1:
        return False
    try:
        return len(sending.find(delivery)) > 1
    except (TransientServiceError, CredentialsRejectedError, NotThereError):
        return False


def _finish(done: Delivery, accepted: Delivery, sending: Sending, records: Records, now: datetime) -> Delivery:
    """Store the end of the delivery together with the official record of what it did."""
    inserts, replacements = sending.records_of(done, now)
    try:
        records.commit(insert=inserts, replace=[done, *replacements])
    except RecordConflictError:
        # The account's bookmark or another delivery moved at the same moment: the next look finishes it.
        return store(records, accepted.looked(now))
    for following in inserts:
        if isinstance(following, Delivery):
            ask_if_soon(following, now, sending.ports.queues)
    return done
