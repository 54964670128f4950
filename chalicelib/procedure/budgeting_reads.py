"""What was read this month on X, and what may still be: mentions first, then the search, then looking again (3.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

from chalicelib import texts_es
from chalicelib.domain.post import X_ACCOUNT_READING, X_LOOKS_READING, X_SEARCH_READING, Reading
from chalicelib.domain.read_budget import Purpose, ReadPrices, reads_of_day
from chalicelib.domain.records import Attention
from chalicelib.domain.strain import stretched
from chalicelib.ports import Records

READINGS: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.MENTIONS: X_ACCOUNT_READING,
        Purpose.SEARCH: X_SEARCH_READING,
        Purpose.LOOKS: X_LOOKS_READING,
    }
)
"""The bookmark that counts what is read for each purpose."""

SPENT_EVERY = timedelta(minutes=30)
"""How often the mentions are read once the month's budget is spent: slower, never not at all."""


@dataclass(frozen=True)
class Ledger:
    """The counts of this month by purpose and day, and what the network asks; `prices` None where it asks nothing."""

    prices: ReadPrices | None
    counts: Mapping[Purpose, Mapping[str, int]]

    def spent(self, now: datetime) -> Decimal:
        """Give the US dollars of this month."""
        return self.prices.spent(self.counts, now) if self.prices else Decimal(0)

    def reads_today(self, now: datetime) -> int:
        """Count the posts read today."""
        return sum(reads_of_day(by_day, now) for by_day in self.counts.values())

    def affordable(self, purpose: Purpose, now: datetime) -> int | None:
        """Give how many posts may still be read for a purpose; None without end."""
        return self.prices.affordable(purpose, self.spent(now), now) if self.prices else None

    def is_spent(self, now: datetime) -> bool:
        """Say whether the month's budget is gone."""
        return self.affordable(Purpose.MENTIONS, now) == 0

    def with_counts(self, purpose: Purpose, by_day: Mapping[str, int]) -> "Ledger":
        """Give the ledger with a purpose's counts as they are now."""
        return Ledger(self.prices, {**self.counts, purpose: by_day})


def ledger_of(records: Records, prices: ReadPrices | None, known: Reading | None = None) -> Ledger:
    """Add up what the bookmarks counted; `known` is one of them, read already."""
    found = {
        purpose: known if known is not None and known.id == reading_id else records.find(reading_id)
        for purpose, reading_id in READINGS.items()
    }
    counts = {purpose: one.reads_by_day for purpose, one in found.items() if isinstance(one, Reading)}
    return Ledger(prices, counts)


def slowed_when_spent(moved: Reading, before: Reading, ledger: Ledger, now: datetime) -> Reading:
    """Let the mentions be read more slowly once the month's budget is gone, and show it to a person until it is not."""
    known = ledger.with_counts(Purpose.MENTIONS, moved.reads_by_day)
    if moved.attention is not None or not known.is_spent(now):
        return moved
    reason = texts_es.READS_SPENT
    is_known = before.attention is not None and before.attention.reason == reason
    since = before.attention.since if before.attention is not None and is_known else now
    return stretched(moved, SPENT_EVERY, now).evolve(attention=Attention(reason=reason, since=since))
