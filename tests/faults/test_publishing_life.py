"""P1, P2, P6 over whole lives of publications: a small number of what `tests.faults.publishing_life` tries."""

from tests.faults.publishing_life import SEEN, run


def test_P1_P2_P6_P27_P29_P30_P32_the_promises_hold_after_every_step_of_forty_lives() -> None:
    run(40, 40, 0, derandomize=True)
    assert SEEN["calls"] > 20
    assert SEEN["publish done"] > 20
    assert SEEN["take_down done"]
    assert SEEN["publish held"]
    assert SEEN["publish cancelled"]
