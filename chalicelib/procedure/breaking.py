"""
2.5 Las cuentas detenidas: an account that wrote too often in an hour stands still until a person looks and says go on.

What the open breaker held is asked for again at once; what is not found here resumes by itself within minutes.
"""

from datetime import datetime

from chalicelib import texts_es
from chalicelib.domain.account import AccountState, account_id, new_account
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from chalicelib.domain.people import Person
from chalicelib.domain.turns import Hold
from chalicelib.ports import Clock, Records, WorkQueues
from chalicelib.procedure.amending import amend, store
from chalicelib.procedure.asking import ask_for


def accounts_now(records: Records, now: datetime) -> list[AccountState]:
    """Give the state of every account; one that nobody has used yet is as new."""
    found = (records.find(account_id(network)) for network in SOCIAL_NETWORKS)
    return [
        state if isinstance(state, AccountState) else new_account(network, now)
        for network, state in zip(SOCIAL_NETWORKS, found, strict=True)
    ]


def reset_breaker(
    network: Network, *, why: str, by: Person, records: Records, queues: WorkQueues, clock: Clock
) -> AccountState:
    """
    Let an account write again, and ask for what was held. What it wrote before no longer counts against it.

    Raises:
        NotFoundError: nothing was ever written there.
        InvalidInputError: its breaker is not open.
        RecordConflictError: its workers kept changing it; ask again.
    """
    now = clock.now()

    def close(state: AccountState) -> AccountState:
        if not state.trips:
            raise InvalidInputError(texts_es.BREAKER_NOT_OPEN)
        return state.reset(by.username, why, now)

    state = amend(records, account_id(network), AccountState, close)
    for delivery in _held_on(network, records):
        _resume(delivery, now, records, queues)
    return state


def _held_on(network: Network, records: Records) -> list[Delivery]:
    held = (record for record in records.waiting() if isinstance(record, Delivery))
    return [
        delivery
        for delivery in held
        if (delivery.network, delivery.state, delivery.reason_code) == (network, DeliveryState.HELD, Hold.BREAKER)
    ]


def _resume(delivery: Delivery, now: datetime, records: Records, queues: WorkQueues) -> None:
    try:
        ask_for(store(records, delivery.evolve(due_at=now)), now, queues)
    except RecordConflictError:
        # A worker is looking at it this very moment, and finds the account free.
        return
