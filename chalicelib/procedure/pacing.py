"""
Whose turn it is on an account, and how much may still be written: shared by all workers (2.5; limits of the networks).

Nothing is called inside a block that the network stated, whoever was told of it.
"""

from datetime import datetime, timedelta

from chalicelib.domain.account import AccountState, account_id, new_account
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.errors import RecordConflictError
from chalicelib.ports import NetworkAccount
from chalicelib.procedure.sending.base import NotToBeSent, PublishingPorts


def take_turn(delivery: Delivery, ports: PublishingPorts, now: datetime) -> None:
    """
    Let a delivery have the account now.

    Raises:
        NotToBeSent: not yet; it is left ready for later, and no try is counted.
    """
    state = ports.records.find(account_id(delivery.network))
    if isinstance(state, AccountState) and state.is_blocked(now) and state.blocked_until:
        raise NotToBeSent(delivery.postponed(state.blocked_until))


def note_answers(delivery: Delivery, account: NetworkAccount, ports: PublishingPorts, now: datetime) -> None:
    """Tell all workers what the network's answers asked of this one."""
    seconds = account.asked_to_wait_seconds
    if not seconds:
        return
    known = ports.records.find(account_id(delivery.network))
    state = known if isinstance(known, AccountState) else new_account(delivery.network, now)
    until = now + timedelta(seconds=seconds)
    if state.is_blocked(until):
        return
    noted = state.evolve(blocked_until=until)
    try:
        if known is None:
            ports.records.commit(insert=[noted])
        else:
            ports.records.commit(replace=[noted])
    except RecordConflictError:
        # Another worker told it at the same moment; whoever calls next is told again.
        return
