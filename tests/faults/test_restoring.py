"""A smaller number of what `python -m tests.faults.restoring` counts."""

from tests.faults.restoring import WRONG, run


def test_R05_tables_taken_back_at_any_moment_are_put_right_whoever_wrote_to_them_since() -> None:
    outcome = run(count=8, seed=7)
    assert {one: outcome[one] for one in WRONG} == dict.fromkeys(WRONG, 0)
    assert outcome["forked"] > 0
    assert outcome["forwarded"] > 0
