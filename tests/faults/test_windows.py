"""P29: windows to the second; a small number of what `tests.faults.windows` plays."""

from random import Random

from tests.faults.windows import Play, Rule, random_case, run


def test_P29_what_may_not_go_out_does_not_what_may_does_and_what_was_held_goes_out_by_itself() -> None:
    played = run(200, 1)
    assert played["failing_seeds"] == []
    assert set(played["ends"]) >= {
        "exempt and out at its hour",
        "held, and out by itself",
        "out at its hour",
        "refused when scheduled",
        "stale, and waits for a person",
    }


class _Deaf(Play):
    """A municipality where what persons declare reaches nobody."""

    def _begin(self, number: int, rule: Rule) -> None:
        del number, rule

    def _lift(self, number: int, rule: Rule) -> None:
        del number, rule


def test_P29_the_cases_find_a_publisher_that_hears_of_no_order() -> None:
    results = [_Deaf(random_case(Random(f"1-{number}"))).result() for number in range(100)]
    assert sum(result.startswith("WRONG") for result in results) > 10
