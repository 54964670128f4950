"""What the kinds of delivery — post, reply, take-down, edit — have in common on their one path (2.5)."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from chalicelib import texts_es
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.networks import Network
from chalicelib.domain.read_back import ReadAnswer, answer_of
from chalicelib.domain.records import Record
from chalicelib.ports import (
    Catalogue,
    Clock,
    MediaFiles,
    NetworkAccount,
    PersonalDataFinder,
    PublishedPost,
    Records,
    TextCounter,
    WorkQueues,
)

Accounts = Callable[[Network], NetworkAccount]


@dataclass(frozen=True)
class PublishingPorts:
    """What carrying out a delivery needs from outside."""

    records: Records
    accounts: Accounts
    media: MediaFiles
    catalogue: Catalogue
    counter: TextCounter
    personal_data: PersonalDataFinder
    queues: WorkQueues
    clock: Clock


class NotToBeSent(Exception):  # noqa: N818 - a decision, not an error
    """What is about to go out may not, or not yet. `outcome` is the delivery with that decision."""

    def __init__(self, outcome: Delivery) -> None:
        """Take the delivery as it is to be stored."""
        super().__init__(outcome.reason or outcome.state)
        self.outcome = outcome


WAIT_FOR_ANOTHER = timedelta(seconds=90)
"""How long to leave a delivery alone that cannot go on before another has; the dispatcher brings it up again."""

WAIT_FOR_A_PERSON = timedelta(minutes=15)
"""How often to see whether a person has decided of the delivery that this one waits for; both are shown meanwhile (P6)."""


def first_sent(delivery: Delivery) -> datetime:
    """Since when this delivery may have left something on the network."""
    return delivery.first_sent_after or delivery.created_at


class Sending(ABC):
    """One kind of delivery on one network."""

    not_confirmed = texts_es.NOT_SHOWN

    def __init__(self, account: NetworkAccount, ports: PublishingPorts) -> None:
        """Take the account it writes to, and what it needs to check what goes out."""
        self.account = account
        self.ports = ports
        self.records = ports.records

    def __enter__(self) -> Self:
        """Begin to carry a delivery out."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of what was fetched for it."""
        self.close()

    def close(self) -> None:  # noqa: B027 - most kinds of sending fetch nothing
        """Let go of what was fetched to be sent."""

    @property
    def settle_seconds(self) -> int:
        """How long the network may take to show what it accepted."""
        return self.account.settle_seconds

    def refuses_repeats(self, delivery: Delivery) -> bool:
        """Say whether the network itself would refuse, or merge, this write a second time (P18)."""
        return self.account.refuses_repeats(delivery.action)

    @abstractmethod
    def stage(self, delivery: Delivery, now: datetime) -> Delivery:
        """Check what is about to go out and upload what it needs. Raises NotToBeSent when it may not go out."""

    @abstractmethod
    def check_again(self, delivery: Delivery, now: datetime) -> str:
        """Check once more, right before the call, and give the fingerprint of what goes out. Raises NotToBeSent."""

    @abstractmethod
    def send(self, delivery: Delivery) -> str:
        """Make the one call. Gives the network's id of the result."""

    @abstractmethod
    def find(self, delivery: Delivery) -> tuple[PublishedPost, ...]:
        """Find by reading what the network accepted of this delivery."""

    def priced(self, accepted: Delivery) -> Delivery:
        """Note what the network asked for the write it accepted, where it asks anything (X)."""
        is_manual = accepted.network is Network.MANUAL
        prices = None if is_manual else self.ports.catalogue.strategy(accepted.network).prices
        if prices is None:
            return accepted
        return accepted.evolve(price_usd=prices.of(accepted.action, self.written_text(accepted)))

    def written_text(self, delivery: Delivery) -> str:
        """Give the text that is written, by which a network may set its price; empty where none is."""
        del delivery
        return ""

    def confirm(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Read back what was accepted; None when the network does not show it."""
        seen = self.account.read_back(delivery.network_id or "")
        if seen is None:
            return None
        return delivery.done(
            permalink=seen.permalink, published_at=seen.published_at, now=now, read_back=self.last_look
        )

    @property
    def last_look(self) -> tuple[ReadAnswer, ...]:
        """What the network answered when the result was read back: the proof that goes into the delivery's own record."""
        return tuple(answer_of(answer.status, answer.body) for answer in self.account.last_look)

    def records_of(self, done: Delivery, now: datetime) -> tuple[Sequence[Record], Sequence[Record]]:
        """Give the official records to insert and to replace with the end of the delivery."""
        del done, now
        return (), ()

    def target_gone(self, delivery: Delivery, now: datetime) -> Delivery:
        """Decide what it means that the network no longer has what the delivery names."""
        del now
        return delivery.cancelled(texts_es.NOTHING_TO_TAKE_DOWN)
