"""
What reading costs on a network that sells it (X), and in which order its budget is spent: mentions, search, looking again.

X bills each post it shows, each once in a day of UTC. Every bookmark counts what it was shown, in the write that moves it, so
that all workers see it and none writes more for it. Where it is not known whether X bills a post again, it is counted again.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.prices import Usd

DAYS_KEPT = 62
"""For how many days a bookmark keeps its counts: this month, and the one before for whoever checks the bill."""


class Purpose(StrEnum):
    """What is read for; the first goes before the others."""

    MENTIONS = "mentions"
    SEARCH = "search"
    LOOKS = "looks"


_SHARES: Mapping[Purpose, Decimal] = {Purpose.SEARCH: Decimal("0.8"), Purpose.LOOKS: Decimal("0.6")}
"""How much of the budget may be gone, for the days of the month that are begun, before each of these waits."""


class ReadPrices(BaseModel):
    """What a network asks for a post it shows, in US dollars, and what may be spent on that in a month."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    mention: Usd
    post: Usd
    monthly_budget: Annotated[Decimal, Field(ge=0, le=100_000, max_digits=8, decimal_places=2)]

    def of(self, purpose: Purpose) -> Decimal:
        """Give the price of one post read for a purpose: what mentions us is sold cheaper."""
        return self.mention if purpose is Purpose.MENTIONS else self.post

    def spent(self, counts: Mapping[Purpose, Mapping[str, int]], now: datetime) -> Decimal:
        """Give what this month's reads cost, from each purpose's counts by day."""
        return sum(
            (self.of(purpose) * reads_of_month(by_day, now) for purpose, by_day in counts.items()), start=Decimal(0)
        )

    def left_for(self, purpose: Purpose, spent: Decimal, now: datetime) -> Decimal:
        """
        Give how much may still be spent for a purpose; zero or less is nothing.

        Mentions may use up the month's budget. The others have their share of it by the days of the month, so that neither
        is spent in its first week, and what is left over serves the mentions.
        """
        today = billing_day(now)
        if purpose is Purpose.MENTIONS:
            return self.monthly_budget - spent
        days_in_month = monthrange(today.year, today.month)[1]
        return self.monthly_budget * _SHARES[purpose] * today.day / days_in_month - spent

    def affordable(self, purpose: Purpose, spent: Decimal, now: datetime) -> int | None:
        """Give how many posts may still be read for a purpose; None without end, where they cost nothing."""
        price = self.of(purpose)
        return max(0, int(self.left_for(purpose, spent, now) / price)) if price else None


def billing_day(now: datetime) -> date:
    """Give the day by which X bills."""
    return now.astimezone(UTC).date()


def reads_of_month(by_day: Mapping[str, int], now: datetime) -> int:
    """Count the reads of the month."""
    month = f"{billing_day(now):%Y-%m}-"
    return sum(reads for day, reads in by_day.items() if day.startswith(month))


def reads_of_day(by_day: Mapping[str, int], now: datetime) -> int:
    """Count the reads of the day."""
    return by_day.get(billing_day(now).isoformat(), 0)


def counted(by_day: Mapping[str, int], reads: int, now: datetime) -> dict[str, int]:
    """Add reads to a day's count, and forget the days that no longer matter."""
    day = billing_day(now).isoformat()
    known = {**by_day, day: by_day.get(day, 0) + reads}
    return {one: known[one] for one in sorted(known)[-DAYS_KEPT:]}


def newly_billed(
    shown: Iterable[str], unseen: Iterable[str], read_up_to: str | None, *, is_first_today: bool
) -> set[str]:
    """
    Tell which of the ids shown are billed today and were not before.

    A listing that looks back shows the same again and again. Ids grow: what lies beyond the newest that was counted is new,
    and so is what was never seen. At the first reading of a day everything is.
    """
    ids = set(shown)
    if is_first_today or read_up_to is None:
        return ids
    return {one for one in ids if int(one) > int(read_up_to)} | (ids & set(unseen))
