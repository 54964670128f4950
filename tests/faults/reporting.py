"""
Random months of records, reported and recounted by every cut (4.4; P7): the two are to be the same, figure by figure.

    python -m tests.faults.reporting --months 1000 --seed 1
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network
from chalicelib.domain.period_report import NO_CAMPAIGN, NO_PUBLICATION, Cut, PeriodReport, Step
from chalicelib.domain.publication import Publication
from chalicelib.domain.records import Record
from chalicelib.domain.totals import Totals
from chalicelib.procedure.report import report
from tests.faults.reporting_flat import flat
from tests.faults.reporting_recount import ANY, Wanted, recount
from tests.faults.reporting_town import Town

MOST_SHOWN = 20


class Outcome:
    """What came of some months."""

    def __init__(self) -> None:
        """Begin with none."""
        self.differences: list[str] = []
        self.counted: Counter[str] = Counter()

    def compare(self, where: str, said: Totals, counted: dict[str, Any]) -> None:
        """Hold one set of figures against its recount."""
        self.counted["figure_sets"] += 1
        figures = flat(said)
        self.counted["figures"] += len(figures)
        if figures != counted:
            wrong = {key for key in figures.keys() | counted.keys() if figures.get(key) != counted.get(key)}
            told = {key: (figures.get(key), counted.get(key)) for key in sorted(wrong)}
            self.differences.append(f"{where}: {told}")


def try_month(seed: int, outcome: Outcome, *, is_deaf: bool = False) -> None:
    """Live a month, and compare every figure of several reports about it."""
    town = Town(seed, is_deaf=is_deaf)
    town.live()
    outcome.counted.update(months=1, nights=town.nights, deaths=town.deaths, records=len(town.world.stored.all))
    today = local_day(town.world.clock.now())
    first = town.first + timedelta(days=town.random.randint(-2, 5))
    last = max(first, today - timedelta(days=town.random.randint(0, 4)))
    for by, cut in zip(_steps(town), _cuts(town), strict=False):
        found = report(
            first, last, by, cut, records=town.world.stored, catalogue=town.world.catalogue, clock=town.world.clock
        )
        outcome.counted.update(stored_days=found.days.stored, folded_days=found.days.folded)
        for where, said, counted in _pairs(found, town.world.stored.all, today):
            outcome.compare(f"seed {seed}, {by} {cut.model_dump(exclude_none=True)}, {where}", said, counted)


def _steps(town: Town) -> Iterator[Step]:
    while True:
        yield town.random.choice(tuple(Step))


def _cuts(town: Town) -> Iterator[Cut]:
    publications = [record for record in town.world.stored.all if isinstance(record, Publication)]
    yield Cut()
    yield Cut(network=town.random.choice(tuple(Network)))
    yield Cut(department=town.random.choice(("sapal", "que|no|existe")))
    yield Cut(campaign=town.random.choice(("Parques", "none")))
    if publications:
        chosen = town.random.choice(publications)
        yield Cut(publication=chosen.id, network=Network.FACEBOOK)


def _pairs(found: PeriodReport, records: list[Record], today: date) -> Iterator[tuple[str, Totals, dict[str, Any]]]:
    """Give every set of figures of a report beside its recount; rows that are not there are counted too."""
    campaigns = {one.id: one.campaign or "" for one in records if isinstance(one, Publication)}
    cut = found.cut
    base = Wanted(cut.publication or ANY, cut.campaign or ANY, cut.network or ANY, cut.department or ANY)
    inside = _between(records, found.first, found.last)

    def counted(some: list[Record], **more: str) -> dict[str, Any]:
        wanted = {**base.__dict__, **more}
        # A row within a cut of the same kind is the cut itself, or nothing.
        clash = any(getattr(base, name) not in {ANY, value} for name, value in more.items())
        return {} if clash else recount(some, Wanted(**wanted), campaigns, today)

    yield "whole", found.total, counted(inside)
    for step in found.steps:
        yield step.key, step.totals, counted(_between(records, step.first, step.last))
    for name, rows, keys in (
        ("network", found.networks, tuple(Network)),
        ("campaign", found.campaigns, {*campaigns.values(), NO_CAMPAIGN}),
        ("publication", found.publications, {*campaigns, NO_PUBLICATION}),
        ("department", found.departments, ("sapal", "deporte", "vinculacion", "que|no|existe")),
    ):
        totals = {row.key: row.totals for row in rows}
        for key in {*keys, *totals}:
            value = "" if key == NO_PUBLICATION and name == "publication" else str(key)
            yield f"{name} {key}", totals.get(key, Totals()), counted(inside, **{name: value})


def _between(records: Iterable[Record], first: date, last: date) -> list[Record]:
    days = f"{first}", f"{last}"
    return [record for record in records if days[0] <= record.partition <= days[1] and record.partition != "state"]


def try_months(months: int, seed: int, *, is_deaf: bool = False) -> Outcome:
    """Try so many months from a seed on."""
    outcome = Outcome()
    for number in range(months):
        try_month(seed * 1_000_000 + number, outcome, is_deaf=is_deaf)
    return outcome


def main() -> int:
    """Try months, tell what came of them, and fail where anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    typed = parser.parse_args()
    began = time.monotonic()
    outcome = try_months(typed.months, typed.seed)
    told = {**outcome.counted, "differences": len(outcome.differences), "seconds": round(time.monotonic() - began)}
    print(json.dumps(told))
    for line in outcome.differences[:MOST_SHOWN]:
        print(line, file=sys.stderr)
    return bool(outcome.differences)


if __name__ == "__main__":
    sys.exit(main())
