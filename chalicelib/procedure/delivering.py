"""
2.5 Every write to a network: posts, replies and take-downs take this one path (P1, P2).

Top to bottom: take the delivery or leave it to whoever has it; check what is about to go out; write the intent down; make
one call. `reconciling` finds out what became of it, and reads it back.
"""

from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    NotFoundError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
    UploadGoneError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Duty
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import fetch, store
from chalicelib.procedure.asking import ask_if_soon, is_worth_preparing
from chalicelib.procedure.gates import look_at_gate_first, pass_gate
from chalicelib.procedure.listening import ListeningAccount
from chalicelib.procedure.pacing import note_answers, resting, take_turn, use_turn
from chalicelib.procedure.preparing_ahead import prepare_ahead
from chalicelib.procedure.reconciling import confirm, go_on_with, look_for, reconcile
from chalicelib.procedure.sending import NotToBeSent, PublishingPorts, Sending, sending_for
from chalicelib.procedure.tasks import hand_over

_RENEWED_TOKEN_CHECK = timedelta(minutes=10)
_BLOCKED_ACCOUNT_CHECK = timedelta(hours=1)
MANUAL_TAKE_DOWN = "manual_take_down"
"""The refusal of a network that lets no app take this post down: a person does it."""

PASSING_REFUSALS = frozenset({"budget_spent", "account_blocked", "daily_limit", "not_permitted"})
"""Refusals of the account, not of what was sent: held, shown, and tried again by itself."""
ALREADY_PUBLISHED = "already_published"
"""Instagram's word that this very container is out: evidence of acceptance, to be found by looking (P18, P23)."""


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
    if is_worth_preparing(delivery, clock.now()):
        return prepare_ahead(delivery, ports)
    if not _is_ours_to_do(delivery, clock.now(), ports.queues):
        return delivery
    if delivery.network is Network.MANUAL:
        return hand_over(delivery, ports)
    rested = resting(delivery, ports, clock.now())
    if rested is not None:
        return store(records, rested)
    try:
        account = ListeningAccount(ports.accounts(delivery.network), clock)
    except CredentialsRejectedError:
        # The secret is missing or malformed: nothing can be sent, nor read.
        return store(records, _without_account(delivery, clock.now()))
    try:
        with sending_for(delivery, account, ports) as sending:
            result = _next_step(delivery, sending, records, clock)
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
            return confirm(delivery, sending, records, clock)
        case DeliveryState.INTENT | DeliveryState.UNKNOWN:
            return reconcile(delivery, sending, records, clock)
        case _:
            return _attempt(delivery, sending, records, clock)


def _attempt(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Claim, check and upload, look once more, write the intent down, make the one call; or store why not."""
    try:
        staged = _staged(_claimed(delivery, sending, records, clock), sending, records, clock)
        found = _found_before(staged, sending, clock.now())
        if found is not None:
            return go_on_with(found, sending, records, clock)
        intent = _intended(staged, sending, records, clock)
    except NotToBeSent as decision:
        return store(records, decision.outcome)
    if not intent.is_leased(clock.now()):
        # It slept since it wrote the intent down: somebody else may be at it already, and reads the account (P15).
        return intent
    return _call(intent, sending, records, clock)


def _claimed(delivery: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Take the delivery, if it is still worth publishing and it is its turn on the account."""
    if delivery.is_stale(clock.now()):
        raise NotToBeSent(delivery.expired(clock.now()))
    look_at_gate_first(delivery, sending.ports, clock.now())
    take_turn(delivery, sending.ports, clock.now())
    return store(records, delivery.claimed(clock.now()))


def _staged(claimed: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Check what is about to go out, and keep what the network holds of it; nothing staged is visible to anyone."""
    try:
        staged = sending.stage(claimed, clock.now())
    except NotFoundError as exc:
        raise NotToBeSent(claimed.held(texts_es.MEDIA_GONE, clock.now())) from exc
    except (TransientServiceError, OutcomeUnknownError, RejectedByServiceError, CredentialsRejectedError) as error:
        raise NotToBeSent(_after(error, claimed, clock.now())) from error
    if _lost_its_container(claimed, staged):
        raise NotToBeSent(claimed.held(texts_es.MAY_BE_OUT, clock.now()))
    if staged != claimed:
        staged = store(records, staged)
    if not staged.staged.is_ready:
        raise NotToBeSent(staged.still_preparing(claimed.staged, clock.now()))
    return staged


def _lost_its_container(before: Delivery, after: Delivery) -> bool:
    """Say whether what would merge a repeat with what may be out already is gone: a new container would be a new post."""
    kept = before.staged.container_id
    return before.was_uncertain and kept is not None and kept != after.staged.container_id


def _found_before(staged: Delivery, sending: Sending, now: datetime) -> Delivery | None:
    """Look first for what was in doubt once; where the network would not refuse it a second time, that is all (P18)."""
    if not staged.was_uncertain:
        return None
    try:
        found = look_for(staged, sending, now)
    except (TransientServiceError, CredentialsRejectedError) as exc:
        raise NotToBeSent(staged.try_again(staged.retry_at(now), texts_es.NETWORK_UNREACHABLE)) from exc
    if found is None and not sending.refuses_repeats(staged):
        raise NotToBeSent(staged.held(texts_es.MAY_BE_OUT, now))
    return found


def _intended(staged: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    """Check for the last time, and write down what is about to be sent, before the socket opens."""
    if staged.is_stale(clock.now()):
        raise NotToBeSent(staged.expired(clock.now()))
    # The turn is a write to the account's record and takes time: what was authorised and what is allowed are asked last.
    in_turn = use_turn(staged, sending.account, sending.ports, clock.now())
    fingerprint = sending.check_again(in_turn, clock.now())
    passed = pass_gate(in_turn, sending.ports, clock.now())
    return store(records, passed.intended(fingerprint, clock.now()))


def _call(intent: Delivery, sending: Sending, records: Records, clock: Clock) -> Delivery:
    try:
        network_id = sending.send(intent)
    except OutcomeUnknownError:
        unknown = store(records, intent.unknown(texts_es.OUTCOME_UNKNOWN, clock.now()))
        return reconcile(unknown, sending, records, clock)
    except NotThereError:
        return store(records, sending.target_gone(intent, clock.now()))
    except RateLimitedError as error:
        # A network can accept a post and answer that the limit is reached.
        return store(records, _after(error, intent.doubted(), clock.now()))
    except (TransientServiceError, RejectedByServiceError, CredentialsRejectedError) as error:
        return store(records, _after(error, intent, clock.now()))
    accepted = store(records, sending.priced(intent.accepted(network_id, clock.now())))
    return confirm(accepted, sending, records, clock)


def _after(error: Exception, delivery: Delivery, now: datetime) -> Delivery:
    """Translate an error after which nothing new is on the network."""
    match error:
        case RateLimitedError():
            return delivery.postponed(now + timedelta(seconds=error.retry_after_seconds))
        case RejectedByServiceError():
            return _after_refusal(error, delivery, now)
        case CredentialsRejectedError():
            return delivery.held_until(now + _RENEWED_TOKEN_CHECK, texts_es.CREDENTIALS_REJECTED, now)
        case UploadGoneError():
            return delivery.without_uploads().try_again(delivery.retry_at(now), texts_es.UPLOAD_GONE)
        case _:
            return delivery.try_again(delivery.retry_at(now), texts_es.NETWORK_UNREACHABLE)


def _after_refusal(error: RejectedByServiceError, delivery: Delivery, now: datetime) -> Delivery:
    """Tell a refusal that passes, or that a person can carry out, from one that asks for another content."""
    reason = texts_es.network_refused(error.code, str(error))
    if error.code == ALREADY_PUBLISHED:
        return delivery.unknown(texts_es.OUTCOME_UNKNOWN, now)
    if error.code in PASSING_REFUSALS:
        return delivery.held_until(now + _BLOCKED_ACCOUNT_CHECK, reason, now)
    if error.code == MANUAL_TAKE_DOWN:
        return delivery.asked(texts_es.take_down_by_hand(texts_es.network_name(delivery.network), None), now)
    return delivery.refused(reason, error.code, now)


def _ask_again_soon(delivery: Delivery, now: datetime, queues: WorkQueues) -> None:
    """Ask for the next step by message when it is near; the dispatcher finds what is farther off, or was lost."""
    if delivery.duty is Duty.PUBLISH:
        ask_if_soon(delivery, now, queues)
