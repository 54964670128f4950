"""What reading costs is counted at least as X bills it, and the mentions go before everything else."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from chalicelib.domain.read_budget import (
    DAYS_KEPT,
    Purpose,
    ReadPrices,
    counted,
    newly_billed,
    reads_of_day,
    reads_of_month,
)

PRICES = ReadPrices(mention=Decimal("0.001"), post=Decimal("0.005"), monthly_budget=Decimal(30))
TENTH = datetime(2026, 11, 10, 12, tzinfo=UTC)
TENTH_DAY, LAST_MONTH = "2026-11-10", "2026-10-31"


def test_a_month_costs_what_its_days_counted() -> None:
    counts = {Purpose.MENTIONS: {LAST_MONTH: 9_000, TENTH_DAY: 1_000}, Purpose.SEARCH: {"2026-11-01": 100}}
    assert PRICES.spent(counts, TENTH) == Decimal("1.5")


def test_the_day_of_billing_is_of_UTC_not_of_leon() -> None:
    late_in_leon = datetime(2026, 11, 30, 23, tzinfo=UTC) + timedelta(hours=2)
    assert counted({}, 3, late_in_leon) == {"2026-12-01": 3}
    assert reads_of_month({"2026-11-30": 5}, late_in_leon) == 0


def test_counts_are_kept_for_two_months_and_no_longer() -> None:
    known: dict[str, int] = {}
    for day in range(100):
        known = counted(known, 1, TENTH + timedelta(days=day))
    assert len(known) == DAYS_KEPT
    assert reads_of_day(known, TENTH + timedelta(days=99)) == 1


@pytest.mark.parametrize(
    ("spent", "may"),
    [
        # A third of November is begun: ten dollars, of which looking again may take six, the search eight.
        ("5.99", {Purpose.MENTIONS, Purpose.SEARCH, Purpose.LOOKS}),
        ("6", {Purpose.MENTIONS, Purpose.SEARCH}),
        ("8", {Purpose.MENTIONS}),
        ("29.99", {Purpose.MENTIONS}),
        ("30", set()),
    ],
)
def test_what_is_less_urgent_stops_first(spent: str, may: set[Purpose]) -> None:
    assert {purpose for purpose in Purpose if PRICES.affordable(purpose, Decimal(spent), TENTH)} == may


def test_the_share_of_a_purpose_grows_by_the_day() -> None:
    left = [PRICES.affordable(Purpose.LOOKS, Decimal(6), TENTH + timedelta(days=days)) for days in range(3)]
    assert left == [0, 120, 240]


def test_where_reading_costs_nothing_there_is_no_end() -> None:
    free = ReadPrices(mention=Decimal(0), post=Decimal(0), monthly_budget=Decimal(0))
    assert free.affordable(Purpose.MENTIONS, Decimal(100), TENTH) is None


def test_what_a_reading_shows_again_the_same_day_is_billed_once() -> None:
    assert newly_billed(["5", "6", "7"], [], "6", is_first_today=False) == {"7"}
    assert newly_billed(["5", "6", "7"], [], "6", is_first_today=True) == {"5", "6", "7"}


def test_what_came_late_below_the_newest_is_billed_too() -> None:
    assert newly_billed(["4", "5", "9"], ["4", "1"], "9", is_first_today=False) == {"4"}


@pytest.mark.parametrize("changed", [{"mention": -1}, {"monthly_budget": -1}, {"monthly_budget": 10**7}, {"extra": 1}])
def test_a_price_out_of_bounds_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ReadPrices.model_validate({**PRICES.model_dump(), **changed})
