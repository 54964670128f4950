"""
Lives months with departments that answer late, twice, out of order, on closed cases, or never, and counts what may not be.

    python -m tests.faults.departments --days 30 --seed 1 --json
    python -m tests.faults.departments --replay 1000071
    python -m tests.faults.departments --without silence --schedules 20
    python -m tests.faults.departments --poison 1000
    python -m tests.faults.departments --folios 10000

Promised: every case once, in its department's queue until somebody pulled it (Q04); every reminder, deadline and escalation on
time; the citizen told once, and not before the department's queue has the case (Q14). With `--poison`, batches of news with one
message that nobody can do; with `--folios`, sixteen writers that take folios at once.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from tests.faults.departments_folios import take_folios
from tests.faults.departments_poison import try_poison
from tests.faults.departments_schedules import BROKEN, Outcome, try_schedule
from tests.faults.departments_town import Without
from tests.faults.running import MOST_SEEDS_SHOWN, add_all, counted, say

DAYS = 30
WRITERS = 16
_AT_ONCE = 10


@dataclass
class Count:
    """What came of many months: in how many each promise was broken, and how much happened in them."""

    schedules: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    failing: list[int] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one month."""
        self.schedules += 1
        self.broken.update(name for name in BROKEN if getattr(outcome, name))
        self.figures.update(outcome.figures)
        if not outcome.is_as_promised:
            self.failing.append(outcome.seed)

    def join(self, other: "Count") -> None:
        """Count what another process counted."""
        self.schedules += other.schedules
        self.broken.update(other.broken)
        self.figures.update(other.figures)
        self.failing.extend(other.failing)

    def told(self, seconds: float) -> dict[str, Any]:
        """Give the count as JSON tells it."""
        return {
            "schedules": self.schedules,
            "seconds": round(seconds, 1),
            **{name: self.broken[name] for name in BROKEN},
            "figures": dict(self.figures),
            "failing_seeds": sorted(self.failing)[:MOST_SEEDS_SHOWN],
        }


def count_schedules(
    schedules: int, seed: int, without: Without | None = None, processes: int | None = None, *, days: int = DAYS
) -> Count:
    """Live as many months as asked, from a seed on, on so many processes; their order is of no consequence."""
    total = Count()
    one = partial(_count, days=days)
    for part in counted(one, schedules, seed, without, at_once=_AT_ONCE, processes=processes):
        total.join(part)
    return total


def _count(seeds: range, without: Without | None, *, days: int) -> Count:
    count = Count()
    add_all(count, seeds, lambda seed: try_schedule(seed, without, days=days))
    return count


def replay(seed: int, without: Without | None, days: int) -> int:
    """Tell what was broken in one month; 1 when anything was."""
    outcome = try_schedule(seed, without, days=days)
    for name in BROKEN:
        for found in getattr(outcome, name):
            say(f"{name.upper()}: {found}")
    say(f"at the end: {dict(outcome.figures)}")
    return 0 if outcome.is_as_promised else 1


def main() -> int:
    """Run the command; 1 when a promise was broken though nothing was taken away."""
    parser = argparse.ArgumentParser(prog="tests.faults.departments", description="Faults on what is referred.")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--schedules", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--replay", type=int, metavar="SEED")
    parser.add_argument("--without", type=Without, choices=list(Without))
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--poison", type=int, metavar="BATCHES")
    parser.add_argument("--folios", type=int, metavar="FOLIOS")
    asked = parser.parse_args()
    if asked.replay is not None:
        return replay(asked.replay, asked.without, asked.days)
    began = time.monotonic()
    told, is_as_promised = _tried(asked, began)
    say(json.dumps(told, ensure_ascii=False, indent=None if asked.json else 2))
    return 0 if is_as_promised or asked.without is not None else 1


def _tried(asked: argparse.Namespace, began: float) -> tuple[dict[str, Any], bool]:
    if asked.poison is not None:
        poison = try_poison(asked.poison, asked.seed)
        return {"seconds": round(time.monotonic() - began, 1), **asdict(poison)}, poison.is_as_promised
    if asked.folios is not None:
        folios = take_folios(asked.folios, WRITERS)
        return {"seconds": round(time.monotonic() - began, 1), **asdict(folios)}, folios.is_as_promised
    count = count_schedules(asked.schedules, asked.seed, asked.without, asked.processes, days=asked.days)
    return count.told(time.monotonic() - began), not count.failing


if __name__ == "__main__":
    sys.exit(main())
