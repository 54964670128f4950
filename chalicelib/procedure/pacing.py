"""
Whose turn it is on an account, and how much may still be written: shared by all workers (2.5; limits of the networks).

Nothing is called inside a block that the network stated, whoever was told of it. A post that goes out costs two readings
and one writing of the account's record; one that must wait, one of each more.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib import texts_es
from chalicelib.domain.account import AccountState, account_id, new_account
from chalicelib.domain.call_budgets import BUDGETS, WriteKind, kind_of
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import Action, DeliveryState
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.turns import Answer, Hold, Pace, Turn, ask_turn
from chalicelib.domain.turns import take_turn as count_turn
from chalicelib.ports import Catalogue, NetworkAccount, NetworkStrategy, Records
from chalicelib.procedure.asking import LIVE
from chalicelib.procedure.sending.base import NotToBeSent, PublishingPorts

BREAKER_LOOK_AGAIN = timedelta(minutes=10)
"""How often what an open breaker holds looks whether a person reset it."""

LONG_WAIT = timedelta(minutes=30)
"""Whoever waits longer than this for a turn is shown to a person."""

HOLD_CODES = frozenset(Hold)
_RANKS = {LIVE: 0, "high": 1}
_ATTEMPTS = 8

Decide = Callable[[AccountState, Turn, Pace, datetime], Answer]


def take_turn(delivery: Delivery, ports: PublishingPorts, now: datetime) -> None:
    """
    Ask for the account before anything is prepared; whoever must keep a distance to other posts gets a slot.

    Raises:
        NotToBeSent: not yet; it is left ready for later with the reason, and no try is counted. Or held: the breaker is open.
    """
    _decide(ask_turn, delivery, ports, now)


def would_get_turn(delivery: Delivery, ports: PublishingPorts, now: datetime) -> bool:
    """Say whether the account would let a delivery go on at this instant; no slot is taken and nothing is counted."""
    state = _known(delivery.network, ports.records, now)
    return ask_turn(state, _turn_of(delivery), _pace(delivery.network, ports.catalogue), now).hold is None


def use_turn(delivery: Delivery, account: NetworkAccount, ports: PublishingPorts, now: datetime) -> Delivery:
    """
    Take the turn right before the write, counting it: of two workers the account's fence lets one pass. Gives the delivery.

    Raises:
        NotToBeSent: as in `take_turn`, or the network's answers just asked for patience.
    """
    if account.asked_to_wait_seconds:
        until = now + timedelta(seconds=account.asked_to_wait_seconds)
        raise NotToBeSent(_waiting(delivery, Hold.BLOCKED, until, now))
    _decide(count_turn, delivery, ports, now)
    return delivery.evolve(reason=None, reason_code=None) if delivery.reason_code in HOLD_CODES else delivery


def resting(delivery: Delivery, ports: PublishingPorts, now: datetime) -> Delivery | None:
    """
    Put a look at the account off while the network asked for rest; None when there is nothing to look for, or no rest.

    What is about to be sent asks for its turn instead.
    """
    if delivery.state not in {DeliveryState.INTENT, DeliveryState.ACCEPTED, DeliveryState.UNKNOWN}:
        return None
    state = _known(delivery.network, ports.records, now)
    if not state.is_blocked(now):
        return None
    reason = delivery.reason or texts_es.waits_for_turn(Hold.BLOCKED, delivery.network)
    return delivery.evolve(due_at=state.blocked_until, reason=reason, reason_code=Hold.BLOCKED)


def note_answers(delivery: Delivery, account: NetworkAccount, ports: PublishingPorts, now: datetime) -> None:
    """Tell all workers what the network's answers asked of this one. Nothing is read when they asked for nothing."""
    seconds = account.asked_to_wait_seconds
    if not seconds:
        return
    until = now + timedelta(seconds=seconds)
    for _ in range(_ATTEMPTS):
        known = _known(delivery.network, ports.records, now)
        if known.is_blocked(until):
            return
        try:
            _store(known.blocked(until, texts_es.network_asked_to_rest(delivery.network)), ports.records)
        except RecordConflictError:
            continue
        return


def pace_of(strategy: NetworkStrategy, network: Network) -> Pace:
    """Put together how fast an account may write: what the municipality decides, and what the network allows."""
    return Pace(
        spacing=timedelta(minutes=strategy.spacing_minutes),
        most_per_hour={
            WriteKind.POST: strategy.max_posts_per_hour,
            WriteKind.REPLY: strategy.max_replies_per_hour,
        },
        budgets=tuple(budget.with_pictures(strategy.max_images) for budget in BUDGETS.get(network, ())),
    )


def _decide(decide: Decide, delivery: Delivery, ports: PublishingPorts, now: datetime) -> None:
    """Decide over the account as it is, and store what was decided over the very same; if others moved it, anew."""
    turn, pace = _turn_of(delivery), _pace(delivery.network, ports.catalogue)
    for _ in range(_ATTEMPTS):
        known = _known(delivery.network, ports.records, now)
        answer = decide(known, turn, pace, now)
        try:
            if answer.state is not known:
                _store(answer.state, ports.records)
        except RecordConflictError:
            continue
        if answer.hold is not None:
            raise NotToBeSent(_waiting(delivery, answer.hold, answer.until, now))
        return
    raise RecordConflictError(texts_es.CONFLICT)


def _turn_of(delivery: Delivery) -> Turn:
    """Posts keep a distance; live coverage, the rest of a thread, replies, edits and take-downs take no part in it."""
    is_spaced = delivery.action is Action.PUBLISH and delivery.part == 1 and delivery.priority != LIVE
    rank = (_RANKS.get(delivery.priority, len(_RANKS)), delivery.not_before)
    return Turn(delivery.id, kind_of(delivery.action), rank, is_spaced=is_spaced)


def _pace(network: Network, catalogue: Catalogue) -> Pace:
    return Pace() if network is Network.MANUAL else pace_of(catalogue.strategy(network), network)


def _waiting(delivery: Delivery, hold: Hold, until: datetime | None, now: datetime) -> Delivery:
    """Leave a delivery ready for later, with the reason; a long wait, and an open breaker, are shown to a person."""
    reason = texts_es.waits_for_turn(hold, delivery.network)
    if hold is Hold.BREAKER or until is None:
        held = delivery.held_until(now + BREAKER_LOOK_AGAIN, reason, now)
    elif until - delivery.not_before > LONG_WAIT:
        held = delivery.held_until(until, reason, now)
    else:
        held = delivery.postponed(until)
    is_claimed = delivery.state is DeliveryState.CLAIMED
    return held.evolve(reason=reason, reason_code=hold, tries=max(0, delivery.tries - is_claimed))


def _known(network: Network, records: Records, now: datetime) -> AccountState:
    state = records.find(account_id(network))
    return state if isinstance(state, AccountState) else new_account(network, now)


def _store(state: AccountState, records: Records) -> None:
    if state.revision == 0:
        records.commit(insert=[state])
    else:
        records.commit(replace=[state])
