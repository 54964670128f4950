"""1.1: whatever the order in which the events of a set come, it is the same set, and the same publication."""

import tempfile
from random import Random

import pytest

from tests.faults.intake_orders import MEMORY, ORDERS_OF_A_SET, Run, differences
from tests.faults.material_sets import Act, random_set

SETS = 100


@pytest.fixture(autouse=True)
def _files_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read thousands of files, each in a folder of its own, without a disk."""
    if MEMORY.is_dir():
        monkeypatch.setattr(tempfile, "tempdir", str(MEMORY))


@pytest.mark.parametrize("tenth", range(10))
def test_I01_I02_I03_I04_I14_I19_every_order_of_a_sets_events_ends_as_the_order_in_which_they_happened(
    tenth: int,
) -> None:
    seeds = [f"test-{number}" for number in range(tenth, SETS, 10)]
    assert {seed: differences(seed) for seed in seeds} == dict.fromkeys(seeds, 0)


def test_the_sets_have_everything_that_offices_do() -> None:
    sets = [random_set(Random(f"test-{number}")) for number in range(SETS)]
    happenings = [happening for each in sets for happening in each]
    assert {happening.act for happening in happenings} == set(Act)
    assert any(happening.is_lost for happening in happenings)
    assert any(
        happening.key.isascii() is False and len({h.key for h in each}) > 1 for each in sets for happening in each
    )
    assert len({len(happening.sequencer) for happening in happenings}) >= 4
    assert max(map(len, sets)) > 12
    assert SETS * ORDERS_OF_A_SET >= 1_000


def test_a_good_part_of_the_sets_becomes_a_publication() -> None:
    prepared = 0
    for number in range(SETS):
        happenings = random_set(Random(f"test-{number}"))
        result = Run(happenings, None, [0] * len(happenings)).result()
        prepared += any(result["publications"].values())
    assert prepared > SETS / 4
