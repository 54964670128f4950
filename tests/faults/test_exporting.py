"""A smaller number of what `python -m tests.faults.exporting` does with 100,000."""

from pathlib import Path

from tests.faults.exporting import run


def test_a_large_day_is_exported_whole_in_bounded_memory(tmp_path: Path) -> None:
    assert run(500, 7, tmp_path) == []
