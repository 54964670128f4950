"""A smaller number of what `python -m tests.faults.rebuilding` counts."""

from tests.faults.rebuilding import run


def test_a_table_of_hundreds_of_records_comes_back_equal_item_by_item() -> None:
    outcome = run(items=400, seed=7)
    assert (outcome["items"], outcome["differing"], outcome["folios_lost"]) == (400, 0, 0)
    assert outcome["objects"] > 400
