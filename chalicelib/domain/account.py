"""
What all workers share about one account on a network: how much may still be written, and until when it must rest.

One record for each account, in the partition `state`: `ACCT-x`. It is the machine's own mark, not an official record.
"""

from datetime import datetime
from typing import ClassVar

from pydantic import AwareDatetime

from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record, RecordKind


def account_id(network: Network) -> str:
    """Name the record of an account."""
    return f"ACCT-{network}"


class AccountState(Record):
    """
    One account as its workers left it.

    `blocked_until` is what the network asked, in the words of `blocked_because`: before it nobody calls. `writes` are the
    instants of the writes of the last hour, the oldest first.
    """

    kind: ClassVar[RecordKind] = RecordKind.ACCOUNT

    network: Network
    blocked_until: AwareDatetime | None = None
    blocked_because: str = ""
    writes: tuple[AwareDatetime, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Nobody needs to look at it: it only says what is."""
        return True

    def is_blocked(self, now: datetime) -> bool:
        """Say whether the network asked to wait longer than until now."""
        return self.blocked_until is not None and now < self.blocked_until


def new_account(network: Network, now: datetime) -> AccountState:
    """Begin to keep the state of an account."""
    return AccountState(id=account_id(network), created_at=now, network=network)
