"""Round steps along an axis: 0, 20, 40, 60, as a person would rule them."""

import math

STEPS = (1, 2, 2.5, 5, 10)
MOST_STEPS = 5


def ruled(largest: float, *, are_whole: bool = True) -> list[float]:
    """Give the values to rule from 0 to the first one that is not below the largest; whole numbers for what is counted."""
    if largest <= 0:
        return [0, 1]
    rough = largest / MOST_STEPS
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * step for step in STEPS if power * step >= rough * (1 - 1e-9))
    if are_whole:
        step = max(1, math.ceil(step))
    count = math.ceil(largest / step - 1e-9)
    return [step * number for number in range(count + 1)]


def thinned(count: int, room_for: int) -> list[int]:
    """Say which of so many labels are written, when there is room for so many: evenly, always the first."""
    step = max(1, math.ceil(count / max(1, room_for)))
    return list(range(0, count, step))
