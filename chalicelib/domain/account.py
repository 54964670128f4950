"""
What all workers share about one account on a network: how much may still be written, and until when it must rest.

One record for each account, in the partition `state`: `ACCT-x`. It is the machine's own mark, not an official record.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.domain.call_budgets import BUDGETS, WriteKind
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record, RecordKind

HOUR = timedelta(hours=1)
STRAIN_NOTED_EVERY = timedelta(minutes=5)
"""So often at the most the record is written because a limit is strained, however many readings are told so."""


def account_id(network: Network) -> str:
    """Name the record of an account."""
    return f"ACCT-{network}"


class Write(BaseModel):
    """A write that was begun: when, of what kind, by which delivery, and whether others keep their distance from it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime
    kind: WriteKind
    delivery: str
    is_spaced: bool = False


class Slot(BaseModel):
    """A turn kept for a delivery that must wait. `rank` orders those who wait: the smaller goes first."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime
    delivery: str
    rank: tuple[int, AwareDatetime]


class Trip(BaseModel):
    """A breaker that is open: since when, and after how many writes within an hour."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    at: AwareDatetime
    writes: int


class BreakerReset(BaseModel):
    """A person's word that an account may write again."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    by: str
    at: AwareDatetime
    why: str


class AccountState(Record):
    """One account as its workers left it."""

    kind: ClassVar[RecordKind] = RecordKind.ACCOUNT

    network: Network

    # The network's own word: before `blocked_until` nobody calls, in the words of `blocked_because`.
    blocked_until: AwareDatetime | None = None
    blocked_because: str = ""

    # Reading (`strain`): until when only what is hot is read, and until when nothing is.
    reads_strained_until: AwareDatetime | None = None
    reads_rest_until: AwareDatetime | None = None

    # The turns: the writes that still count for something, the oldest first, and those who wait.
    writes: tuple[Write, ...] = ()
    slots: tuple[Slot, ...] = ()

    # The breaker: by kind of write, what tripped it; writes before the last reset no longer count against it.
    trips: dict[WriteKind, Trip] = Field(default_factory=dict)
    last_reset: BreakerReset | None = None

    @property
    def is_finished(self) -> bool:
        """Nobody needs to look at it: it only says what is."""
        return True

    def is_blocked(self, now: datetime) -> bool:
        """Say whether the network asked to wait longer than until now."""
        return self.blocked_until is not None and now < self.blocked_until

    def blocked(self, until: datetime, because: str) -> "AccountState":
        """Note that the network asked to wait; the longest wait stands."""
        return self if self.is_blocked(until) else self.evolve(blocked_until=until, blocked_because=because)

    def strained(self, until: datetime) -> "AccountState":
        """Note that little is left of a limit: what can wait is read later. Nothing changes where nearly so long is known."""
        known = self.reads_strained_until
        return (
            self
            if known is not None and until - known < STRAIN_NOTED_EVERY
            else self.evolve(reads_strained_until=until)
        )

    def resting_from_reads(self, until: datetime) -> "AccountState":
        """Note that the network refused a reading until then; the longest wait stands."""
        known = self.reads_rest_until
        return self if known is not None and until <= known else self.evolve(reads_rest_until=until)

    def written(self, write: Write) -> "AccountState":
        """Count a write, give its delivery's slot back, and forget what no longer counts."""
        kept = [one for one in self.writes if one.at > write.at - _remembered(self.network, one.kind)]
        return self.evolve(
            writes=(*kept, write), slots=tuple(slot for slot in self.slots if slot.delivery != write.delivery)
        )

    def writes_of_last_hour(self, kind: WriteKind, now: datetime) -> int:
        """Count the writes of a kind within the last hour, since a person last reset the breaker."""
        since = now - HOUR
        if self.last_reset is not None:
            since = max(since, self.last_reset.at)
        return sum(one.kind is kind and one.at > since for one in self.writes)

    def tripped(self, kind: WriteKind, trip: Trip) -> "AccountState":
        """Open the breaker for a kind of write, until a person resets it."""
        return self.evolve(trips={**self.trips, kind: trip})

    def reset(self, by: str, why: str, now: datetime) -> "AccountState":
        """Close the breaker: a person looked, and answers for it."""
        return self.evolve(trips={}, last_reset=BreakerReset(by=by, at=now, why=why))


def _remembered(network: Network, kind: WriteKind) -> timedelta:
    """How long a write of a kind counts for something."""
    return max([HOUR, *(budget.window for budget in BUDGETS.get(network, ()) if kind in budget.kinds)])


def new_account(network: Network, now: datetime) -> AccountState:
    """Begin to keep the state of an account."""
    return AccountState(id=account_id(network), created_at=now, network=network)
