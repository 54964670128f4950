"""
Retention: every publication day of ten years, a hold at every step of a disposal, a death at every step.

Days: the work of disposal runs one second before, at and after the end of each term, which is told here without the product: the
same day of the calendar three years later (1 March for 29 February), until midnight at León, six hours behind UTC.

    python -m tests.faults.retention --days 3653 --json
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from chalicelib.domain import ids
from chalicelib.domain.day_figures import DayFigures, day_figures_of
from chalicelib.domain.disposal import Disposal, DisposalState
from chalicelib.domain.hold import HeldMatter, HoldScope
from chalicelib.domain.networks import Network
from chalicelib.domain.service_times import usual_calendar
from chalicelib.procedure.report import stored_figures
from tests.builders import PUBLICATION, a_post
from tests.disposal_town import DAY, Town
from tests.mortality import Death, Steps

FIRST_DAY = date(2023, 1, 1)
ALL_DAYS = 3653
DAYS_OF_A_TOWN = 122
SECOND = timedelta(seconds=1)

MATTERS = (
    HeldMatter(scope=HoldScope.RECORD, value="COM-20261123-facebook-c2"),
    HeldMatter(scope=HoldScope.DAYS, first=DAY, last=DAY),
    HeldMatter(scope=HoldScope.PUBLICATION, value=PUBLICATION),
    HeldMatter(scope=HoldScope.DEPARTMENT, value="sapal"),
    HeldMatter(scope=HoldScope.CAMPAIGN, value="Parques"),
    HeldMatter(scope=HoldScope.PERSON, value="@Vecina1"),
)
"""A hold of each scope, over things of the town's day."""


# The days ---------------------------------------------------------------------------------------------------------


def border_of(day: date) -> datetime:
    """Tell when the term of a day is over, without the product."""
    is_leap_day = (day.month, day.day) == (2, 29)
    last = date(day.year + 3, 3, 1) if is_leap_day else date(day.year + 3, day.month, day.day)
    return datetime(last.year, last.month, last.day, 6, tzinfo=UTC) + timedelta(days=1)


def count_days(days: int, first: date = FIRST_DAY) -> dict[str, Any]:
    """Let each day's term end; gives how many were listed a second early, and how many not at the instant."""
    town = Town(since=first)
    wanted = [first + timedelta(days=ahead) for ahead in range(days)]
    for day in wanted:
        _publish(day, town)
    early, late = 0, 0
    # 29 February and 1 March end together: three years later both are the first of March.
    for border, ending in groupby(wanted, border_of):
        together = list(ending)
        town.clock.set(border - SECOND)
        town.run_daily()
        early += sum(_is_listed(day, town) for day in together)
        for moment in (border, border + SECOND):
            town.clock.set(moment)
            town.run_daily()
        late += sum(not _is_listed(day, town) for day in together)
        for day in together:
            _dispose(day, town)
    return {"days": days, "early": early, "late": late, "left": len(town.there), "erased": len(town.archive.erased)}


def count_all_days(days: int) -> dict[str, Any]:
    """Count so many days from 2023 on, a town for each four months: a table in memory is read whole."""
    total: Counter[str] = Counter()
    for at in range(0, days, DAYS_OF_A_TOWN):
        total.update(count_days(min(DAYS_OF_A_TOWN, days - at), FIRST_DAY + timedelta(days=at)))
    return {name: total[name] for name in ("days", "early", "late", "left", "erased")}


def _publish(day: date, town: Town) -> None:
    """Put a post at the last second of its local day: in UTC it is the next day already."""
    at = datetime(day.year, day.month, day.day, 6, tzinfo=UTC) + timedelta(days=1) - SECOND
    post = a_post(Network.X).evolve(id=ids.post_id(day, Network.X, "1"), created_at=at, published_at=at)
    town.put(post)


def _is_listed(day: date, town: Town) -> bool:
    found = town.stored.find(ids.disposal_id(day))
    return found is not None and getattr(found, "state", None) is DisposalState.LISTED


def _dispose(day: date, town: Town) -> None:
    """Carry the list out, so that the town holds no more than what is still to come."""
    if _is_listed(day, town):
        town.approve(day)
        town.order(day)
        town.carry_out()
        town.run_daily()


# The holds --------------------------------------------------------------------------------------------------------


@dataclass
class Interrupted(Steps):
    """Steps of which one is preceded, or followed, by a hold that somebody places."""

    town: Town | None = None
    matter: HeldMatter | None = None
    at: int = 0
    there: frozenset[str] = frozenset()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Mark one step; around the chosen one the hold is placed."""
        self.names.append(name)
        is_chosen = len(self.names) == self.at
        if is_chosen and not self.is_after:
            self._place()
        yield
        if is_chosen and self.is_after:
            self._place()

    def _place(self) -> None:
        if self.town and self.matter:
            self.town.hold(self.matter)
            self.there = self.town.there


def steps_of_a_disposal() -> list[str]:
    """Name the steps of a disposal that nobody disturbs."""
    town = Town()
    town.put_a_day()
    town.steps.arm(None)
    _all_of_it(town)
    return town.steps.names


def _all_of_it(town: Town) -> None:
    """Let the work of disposal run, and persons approve and order whatever is listed."""
    town.run_daily()
    for state, act in ((DisposalState.LISTED, town.approve), (DisposalState.APPROVED, town.order)):
        found = town.stored.find(ids.disposal_id(DAY))
        if isinstance(found, Disposal) and found.state is state:
            act()
    town.carry_out()
    town.run_daily()


def covered(matter: HeldMatter) -> frozenset[str]:
    """Tell what of the town's day a hold is over, from a town that nobody disposes of anything in, by its names alone."""
    town = Town()
    town.put_a_day()
    case, comments = "LEO-20261123-000001", [f"COM-20261123-facebook-c{at}" for at in (1, 2, 3)]
    publication = {PUBLICATION, "POS-20261123-x-p1", *comments, case}
    own: dict[HoldScope, set[str]] = {
        HoldScope.RECORD: {comments[1]},
        HoldScope.DAYS: set(town.there),
        HoldScope.PUBLICATION: publication,
        HoldScope.DEPARTMENT: {case},
        HoldScope.CAMPAIGN: publication,
        HoldScope.PERSON: {comments[0], case},
    }
    names = own[matter.scope]
    return frozenset(key for key in town.there if key in names or any(f"/{_quoted(name)}/" in key for name in names))


def _quoted(name: str) -> str:
    return name.replace("#", "%23")


def hold_at(step: int, matter: HeldMatter, *, is_after: bool) -> int:
    """Place a hold around a step; gives how many held things that were there when the placing returned are gone."""
    steps = Interrupted(matter=matter, at=step, is_after=is_after)
    town = Town(steps=steps)
    steps.town = town
    town.put_a_day()
    _all_of_it(town)
    for _ in range(3):
        town.clock.advance(days=8)
        _all_of_it(town)
    return len((covered(matter) & steps.there) - town.there)


def count_holds() -> dict[str, Any]:
    """Place a hold of every scope before and after every step."""
    steps = len(steps_of_a_disposal())
    touched = [
        hold_at(step, matter, is_after=is_after)
        for step in range(1, steps + 1)
        for matter in MATTERS
        for is_after in (False, True)
    ]
    return {"holds": len(touched), "held_touched": sum(touched)}


# The deaths -------------------------------------------------------------------------------------------------------


def death_at(step: int, *, is_after: bool) -> list[str]:
    """Die around a step and go on; gives what was wrong."""
    town = Town()
    town.put_a_day()
    before, figures = town.there, figures_told(town)
    town.steps.arm(step, is_after=is_after)
    with suppress(Death):
        _all_of_it(town)
    wrong = [f"gone without an inventory: {name}" for name in before - town.there - _inventoried(town)]
    wrong += [] if figures_told(town) == figures else ["other figures after a death"]
    kept = {key for key, _ in town.archive.kept}
    wrong += [
        f"no key any more: {key}" for name, key in town.opens.items() if key in kept and not town.envelopes.find(name)
    ]
    town.steps.arm(None)
    for _ in range(3):
        _all_of_it(town)
    wrong += [] if figures_told(town) == figures else ["other figures in the end"]
    wrong += [f"a key is left: {name}" for name in town.envelopes.keys]
    inventoried = [entry.name for page in town.pages if page.executed_at for entry in page.entries]
    wrong += [f"still there: {name}" for name in town.there]
    wrong += [f"not exactly once: {name}" for name in before if inventoried.count(name) != 1]
    wrong += ["erased twice"] if len(set(town.archive.erased)) != len(town.archive.erased) else []
    return wrong + ([] if town.disposal().is_finished else ["never finished"])


def figures_told(town: Town) -> DayFigures:
    """Tell the figures of the day as a report would: what is stored where it stands, or else counted anew."""
    stored = stored_figures([DAY], town.clock.now(), town.stored).get(DAY)
    return stored or day_figures_of(town.stored.of_day(DAY), usual_calendar, is_over=True)


def _inventoried(town: Town) -> set[str]:
    return {entry.name for page in town.pages for entry in page.entries}


def count_deaths() -> dict[str, Any]:
    """Die before and after every step."""
    steps = len(steps_of_a_disposal())
    wrong = [death_at(step, is_after=is_after) for step in range(1, steps + 1) for is_after in (False, True)]
    return {"deaths": len(wrong), "wrong": sorted({line for lines in wrong for line in lines})}


def main() -> None:
    """Count, and say what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=ALL_DAYS)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    began = time.perf_counter()
    counts: dict[str, Any] = {"borders": count_all_days(asked.days), "holds": count_holds(), "deaths": count_deaths()}
    counts["seconds"] = round(time.perf_counter() - began, 1)
    sys.stdout.write(json.dumps(counts, ensure_ascii=False, indent=None if asked.json else 2) + "\n")
    is_broken = counts["borders"]["early"] or counts["borders"]["late"] or counts["borders"]["left"]
    raise SystemExit(bool(is_broken or counts["holds"]["held_touched"] or counts["deaths"]["wrong"]))


if __name__ == "__main__":
    main()
