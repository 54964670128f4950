"""R01, R04: a small number of what `tests.faults.retention` counts, and that it finds what it looks for."""

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from chalicelib.domain.disposal import Disposal
from chalicelib.domain.hold import HeldMatter, HoldRegister, HoldScope
from chalicelib.ports import Clock, Records
from chalicelib.procedure import erasing
from chalicelib.procedure.amending import store
from tests.disposal_town import DAY, SteppedErasing
from tests.faults import retention
from tests.faults.retention import count_days, count_deaths, hold_at, steps_of_a_disposal


@pytest.mark.parametrize("first", [date(2024, 2, 25), date(2028, 12, 28)])
def test_R01_no_day_is_listed_a_second_early_and_every_day_is_listed_at_its_end(first: date) -> None:
    counts = count_days(10, first)
    assert (counts["early"], counts["late"], counts["left"], counts["erased"]) == (0, 0, 0, 10)


@pytest.mark.parametrize("matter", retention.MATTERS, ids=lambda matter: matter.scope)
def test_R04_a_hold_placed_at_any_step_of_a_disposal_wins(matter: HeldMatter) -> None:
    steps = range(1, len(steps_of_a_disposal()) + 1)
    assert sum(hold_at(step, matter, is_after=False) for step in steps) == 0


def test_R04_the_count_finds_a_disposal_that_does_not_depend_on_the_register(monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(self: SteppedErasing, records: list[Any], *, while_unmoved: HoldRegister) -> None:
        del while_unmoved
        with self.steps.step("dispose") if records else nullcontext():
            self.inner.dispose(records, while_unmoved=records[0] if records else None)  # type: ignore[arg-type]

    monkeypatch.setattr(SteppedErasing, "dispose", deaf)
    everything = HeldMatter(scope=HoldScope.DAYS, first=DAY, last=DAY)
    touched = [hold_at(step, everything, is_after=False) for step in range(1, len(steps_of_a_disposal()) + 1)]
    assert max(touched) > 0


def test_R09_a_death_at_any_step_leaves_nothing_gone_unlisted_and_the_rest_goes_exactly_once() -> None:
    assert count_deaths()["wrong"] == []


def test_P7_the_count_finds_a_disposal_that_settles_no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    def settled(disposal: Disposal, *, records: Records, clock: Clock, **_: object) -> Disposal:
        return disposal if disposal.has_begun else store(records, disposal.settled(clock.now()))

    monkeypatch.setattr(erasing, "settle_figures", settled)
    assert "other figures in the end" in count_deaths()["wrong"]
