"""P7: a report equals the recount of its records by every cut, whatever changed when, and whoever died while counting."""

from tests.faults.reporting import try_months


def test_P7_a_report_of_random_months_equals_the_recount_of_their_records() -> None:
    outcome = try_months(10, seed=7)
    assert outcome.differences == []
    assert min(outcome.counted[name] for name in ("deaths", "stored_days", "folded_days")) > 0
    assert outcome.counted["figures"] > 5_000


def test_where_nobody_is_told_of_changes_the_recount_shows_it() -> None:
    assert try_months(4, seed=7, is_deaf=True).differences
