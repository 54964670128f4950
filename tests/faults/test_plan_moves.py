"""P1, P2: moves on the plan; a small number of what `tests.faults.plan_moves` plays."""

from tests.faults.plan_moves import run


def test_P27_whatever_is_moved_goes_out_once_at_the_last_time_that_was_accepted() -> None:
    played = run(40, 1)
    assert played["failing"] == []
    assert set(played["moves"]) == {"met a worker", "moved", "refused"}
