"""
Reading gives way to publishing where a network's limits are shared (3.1, C11): whoever is told tells all workers.

What is told stands in the account's record, which one reading in many writes and each reads once. X counts per endpoint, and
each of its endpoints has one bookmark, so that there the bookmark's own due time is what all workers share.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.domain.account import AccountState, account_id, new_account
from chalicelib.domain.errors import RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import Reading
from chalicelib.domain.strain import STRAINED_PERCENT, free_after, may_wait, postponed
from chalicelib.ports import NetworkUsage, Records

_ATTEMPTS = 5


def held_back(reading: Reading, records: Records, now: datetime) -> Reading | None:
    """Give the bookmark with the time from which it may be read; None where it may be now."""
    if reading.network is Network.X:
        return None
    state = _known(reading.network, records, now)
    rest_until = max((until for until in (state.reads_rest_until, state.blocked_until) if until), default=now)
    if rest_until > now:
        return reading.delayed(rest_until)
    strained_until = state.reads_strained_until
    if strained_until is not None and strained_until > now and may_wait(reading, now):
        return postponed(reading, strained_until, now)
    return None


def note_usage(network: Network, usage: NetworkUsage, records: Records, now: datetime) -> None:
    """Tell all workers that a limit is strained. Once in some minutes; a reading that is told what they know writes nothing."""
    if network is Network.X or usage.percent < STRAINED_PERCENT:
        return
    until = now + free_after(usage.free_in_seconds)
    _amend(network, records, now, lambda state: state.strained(until))


def note_refusal(network: Network, retry_after_seconds: int, records: Records, now: datetime) -> None:
    """Tell all workers that the network refused a reading for its limit, and until when, whether it told or we guess."""
    if network is Network.X:
        return
    until = now + timedelta(seconds=retry_after_seconds)
    _amend(network, records, now, lambda state: state.resting_from_reads(until))


def _amend(network: Network, records: Records, now: datetime, change: Callable[[AccountState], AccountState]) -> None:
    for _ in range(_ATTEMPTS):
        known = _known(network, records, now)
        changed = change(known)
        if changed is known:
            return
        try:
            records.commit(**({"replace": [changed]} if changed.revision else {"insert": [changed]}))
        except RecordConflictError:
            continue
        return


def _known(network: Network, records: Records, now: datetime) -> AccountState:
    state = records.find(account_id(network))
    return state if isinstance(state, AccountState) else new_account(network, now)
