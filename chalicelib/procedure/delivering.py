"""
2.5 Every write to a network: posts, replies and take-downs take this one path (P1, P2).

Top to bottom: take the delivery or leave it to whoever has it; check what is about to go out; write the intent down; make
one call; find out what became of it; read it back.
"""

import math
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery, DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotFoundError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RecordConflictError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.gates import pass_gate
from chalicelib.procedure.pacing import note_answers, take_turn
from chalicelib.procedure.release import SOON
from chalicelib.procedure.sending import NotToBeSent, PublishingPorts, Sending, sending_for

_RENEWED_TOKEN_CHECK = timedelta(minutes=10)
_BLOCKED_ACCOUNT_CHECK = timedelta(hours=1)
PASSING_REFUSALS = frozenset({"budget_spent", "account_blocked", "daily_limit", "not_permitted"})
"""Refusals of the account, not of what was sent: held, shown, and tried again by itself."""


def carry_out(delivery_id: str, ports: PublishingPorts) -> Delivery:
    """
    Bring a delivery as far as it will go now: out and read back, or visibly held with its reason.

    Manual 2.5, 4.3 and the policy on corrections. Safe to repeat, in parallel, late or early: whoever does not get the
    claim leaves the delivery as it is.

    Raises:
        NotFoundError: no delivery has this id.
        RecordConflictError: another worker went on with it.
    """
    records, clock = ports.records, ports.clock
    delivery = fetch(records, delivery_id, Delivery)
    if not _is_ours_to_do(delivery, clock.now(), ports.queues):
        return delivery
    if delivery.network is Network.MANUAL:
        return store(records, delivery.held(texts_es.MANUAL_MEDIUM, clock.now()))
    try:
        account = ports.accounts(delivery.network)
    except CredentialsRejectedError:
        # The secret is missing or malformed: nothing can be sent, nor read.
        return store(records, _without_account(delivery, clock.now()))
    try:
        result = _next_step(delivery, sending_for(delivery, account, ports), records, clock)
    finally:
        note_answers(delivery, account, ports, clock.now())
    _ask_again_soon(result, clock.now(), ports.queues)
    return result


def _without_account(delivery: Delivery, now: datetime) -> Delivery:
    """Hold what nothing is out of; of what may be out, look again later."""
    if delivery.sent_after or delivery.network_id:
        return delivery.looked(now)
    return delivery.held_until(now + _RENEWED_TOKEN_CHECK, texts_es.CREDENTIALS_REJECTED, now)


def _is_ours_to_do(delivery: Delivery, now: datetime, queues: WorkQueues) -> bool:
    """Leave alone what is finished, waits for a person, belongs to another worker, or is not due yet (P14, P27)."""
    if delivery.is_finished or delivery.duty is not Duty.PUBLISH or delivery.is_leased(now):
        return False
    if delivery.due_at and delivery.due_at > now:
        _ask_again_soon(delivery, now, queues)
        return False
    return True


def _next_step(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    match delivery.state:
        case DeliveryState.ACCEPTED:
            return _confirm(delivery, sending, records, clock)
        case DeliveryState.INTENT | DeliveryState.UNKNOWN:
            return _reconcile(delivery, sending, records, clock)
        case _:
            return _attempt(delivery, sending, records, clock)


def _attempt(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Claim, check, write the intent down, make the one call."""
    try:
        take_turn(delivery, sending.ports, clock.now())
    except NotToBeSent as decision:
        return store(records, decision.outcome)
    claimed = store(records, delivery.claimed(clock.now()))
    try:
        staged = sending.stage(claimed, clock.now())
    except NotToBeSent as decision:
        return store(records, decision.outcome)
    except NotFoundError:
        return store(records, claimed.held(texts_es.MEDIA_GONE, clock.now()))
    except (TransientServiceError, OutcomeUnknownError, RejectedByServiceError, CredentialsRejectedError) as error:
        # Nothing staged is visible to anyone: whatever became of it, the post itself was certainly not made.
        return store(records, _nothing_happened(claimed, error, clock.now()))
    if staged != claimed:
        staged = store(records, staged)
    if not staged.staged.is_ready:
        return store(records, staged.try_again(staged.retry_at(clock.now()), texts_es.STILL_PREPARING))
    return _go_out(staged, sending, records, clock)


def _go_out(staged: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Look first if it was in doubt once (P18); then write the intent down and make the one call."""
    now = clock.now()
    try:
        found = _found(staged, sending, now) if staged.was_uncertain else None
    except (TransientServiceError, CredentialsRejectedError):
        return store(records, staged.try_again(staged.retry_at(now), texts_es.NETWORK_UNREACHABLE))
    if found is not None:
        return _go_on_with(found, sending, records, clock)
    try:
        fingerprint = sending.check_again(staged, clock.now())
        passed = pass_gate(staged, sending.ports, clock.now())
        intent = store(records, passed.intended(fingerprint, clock.now()))
    except NotToBeSent as decision:
        return store(records, decision.outcome)
    return _call(intent, sending, records, clock)


def _call(intent: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    try:
        network_id = sending.send(intent)
    except OutcomeUnknownError:
        unknown = store(records, intent.unknown(texts_es.OUTCOME_UNKNOWN, clock.now()))
        return _reconcile(unknown, sending, records, clock)
    except NotThereError:
        return store(records, sending.target_gone(intent, clock.now()))
    except RateLimitedError as error:
        # A network can accept a post and answer that the limit is reached.
        return store(records, _nothing_happened(intent.doubted(), error, clock.now()))
    except (TransientServiceError, RejectedByServiceError, CredentialsRejectedError) as error:
        return store(records, _nothing_happened(intent, error, clock.now()))
    return _confirm(store(records, intent.accepted(network_id, clock.now())), sending, records, clock)


def _nothing_happened(delivery: Delivery, error: Exception, now: datetime) -> Delivery:
    """Translate an error after which certainly nothing is on the network."""
    match error:
        case RateLimitedError():
            return delivery.postponed(now + timedelta(seconds=error.retry_after_seconds))
        case RejectedByServiceError() if error.code in PASSING_REFUSALS:
            reason = texts_es.network_refused(error.code, str(error))
            return delivery.held_until(now + _BLOCKED_ACCOUNT_CHECK, reason, now)
        case RejectedByServiceError():
            return delivery.refused(texts_es.network_refused(error.code, str(error)), error.code, now)
        case CredentialsRejectedError():
            return delivery.held_until(now + _RENEWED_TOKEN_CHECK, texts_es.CREDENTIALS_REJECTED, now)
        case _:
            return delivery.try_again(delivery.retry_at(now), texts_es.NETWORK_UNREACHABLE)


def _reconcile(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Find out by reading whether the network accepted what was sent; send nothing (P03, P06, P07, P11)."""
    now = clock.now()
    if delivery.state is DeliveryState.INTENT:
        delivery = store(records, delivery.unknown(texts_es.OUTCOME_UNKNOWN, now))
    try:
        found = _found(delivery, sending, now)
    except (TransientServiceError, CredentialsRejectedError):
        return store(records, delivery.looked(now))
    if found is not None:
        return _go_on_with(found, sending, records, clock)
    if not delivery.has_settled(sending.settle_seconds, now):
        return store(records, delivery.looked(now))
    return store(records, delivery.try_again(delivery.retry_at(now)))


def _found(delivery: Delivery, sending: Sending, now: datetime) -> Delivery | None:
    """
    Read what the account shows of a delivery: one match is adopted, several are held; None when there is none.

    Raises:
        TransientServiceError, CredentialsRejectedError: the account could not be read.
    """
    try:
        matches = sending.find(delivery)
    except NotThereError:
        return sending.target_gone(delivery, now)
    if len(matches) > 1:
        return delivery.held(texts_es.SEVERAL_MATCHES, now)
    return delivery.accepted(matches[0].network_id, now, is_adopted=True) if matches else None


def _go_on_with(found: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Store what the account showed; what was adopted is read back like any other."""
    stored = store(records, found)
    return _confirm(stored, sending, records, clock) if stored.state is DeliveryState.ACCEPTED else stored


def _confirm(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
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
            _ask_again_soon(following, now, sending.ports.queues)
    return done


def _ask_again_soon(delivery: Delivery, now: datetime, queues: WorkQueues) -> None:
    """Ask for the next step by message when it is near; the dispatcher finds what is farther off, or was lost."""
    if delivery.duty is Duty.PUBLISH and delivery.due_at and delivery.due_at - now <= SOON:
        queues.publish(delivery.id, delay_seconds=max(0, math.ceil((delivery.due_at - now).total_seconds())))
