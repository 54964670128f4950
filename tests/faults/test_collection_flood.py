"""C20: a flood is read by the few readers there are; `make bench` runs the whole of fifty thousand (tests/bench)."""

from tests.faults.collection_flood import flood_of, workers_at_once


def test_C20_nothing_of_a_flood_is_lost_and_no_invocation_is_wasted() -> None:
    flood = flood_of(3_000, 10, workers_at_once())
    assert flood.lost == 0
    assert flood.idle == 0
    assert flood.ratio <= 1.2


def test_C20_with_a_single_slow_reader_everything_is_recorded_too_only_later() -> None:
    one, enough = flood_of(1_500, 40, 1), flood_of(1_500, 40, 8)
    assert (one.lost, enough.lost) == (0, 0)
    assert one.last_recorded_after > enough.last_recorded_after
