"""P7: medians, money and cuts of a sum are those of everything in it."""

import math
from collections import Counter
from decimal import Decimal
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.cells import Measure, Place, place_of, summed
from chalicelib.domain.summing import cost_of, spread_of

SECONDS = st.lists(st.integers(0, 10_000_000), max_size=40)


def amounts(values: list[int]) -> dict[str, int]:
    return {str(value): times for value, times in Counter(values).items()}


@given(parts=st.lists(SECONDS, max_size=5))
def test_P7_the_median_of_several_days_is_that_of_their_cases_and_not_of_their_medians(parts: list[list[int]]) -> None:
    everything = sorted(value for part in parts for value in part)
    found = spread_of(summed({"m": amounts(part)} for part in parts).get("m", {}))
    assert found.count == len(everything)
    if everything:
        assert found.median_hours == round(median(everything) / 3600, 2)
        assert found.p90_hours == round(everything[math.ceil(0.9 * len(everything)) - 1] / 3600, 2)
    else:
        assert found.median_hours is found.p90_hours is None


@given(prices=st.lists(st.decimals(0, 1, places=4), max_size=30))
def test_P7_money_is_added_to_the_last_digit(prices: list[Decimal]) -> None:
    counted: Counter[str] = Counter(map(str, prices))
    assert cost_of({Measure.COST: dict(counted)}) == sum(prices, Decimal(0))


@given(st.text(alphabet="PUB-0", max_size=8), st.sampled_from(["", "x"]), st.text(alphabet="a|b", max_size=6))
def test_a_place_comes_back_whatever_a_department_is_called(publication: str, network: str, department: str) -> None:
    place = Place(publication, network, department)
    assert place_of(place.key) == place


def test_adding_up_leaves_what_was_added_as_it_was() -> None:
    one = {"m": {"a": 1}}
    assert summed([one, one, {"m": {"a": 1, "b": 2}}]) == {"m": {"a": 3, "b": 2}}
    assert one == {"m": {"a": 1}}
