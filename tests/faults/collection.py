"""
Tries schedules of faults on everything that is collected, and counts what may not be.

    python -m tests.faults.collection --schedules 2000 --seed 1 --json
    python -m tests.faults.collection --replay 1000071
    python -m tests.faults.collection --schedules 300 --seed 1 --without order

Promised: every comment that can be reached once, with every version a reader that lived was shown; tombstones for what was
deleted and for nothing else; one classification for one text; nothing overdue; a case for each that needs one; and no post said
to be complete while something that can be reached is missing.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.faults.collection_faults import FAULTS
from tests.faults.collection_schedules import BROKEN, Outcome, try_schedule
from tests.faults.collection_town import Without
from tests.faults.running import MOST_SEEDS_SHOWN, add_all, counted, run_command, say

_AT_ONCE = 50


@dataclass
class Count:
    """What came of many schedules: in how many each promise was broken, how many comments, which faults."""

    schedules: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    comments_lost: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    faults_met: Counter[str] = field(default_factory=Counter)
    failing: list[int] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one schedule."""
        self.schedules += 1
        self.broken.update(name for name in BROKEN if getattr(outcome, name))
        self.comments_lost += len(outcome.lost)
        self.figures.update(outcome.figures)
        self.faults_met.update(outcome.faults)
        if not outcome.is_as_promised:
            self.failing.append(outcome.seed)

    def join(self, other: "Count") -> None:
        """Count what another process counted."""
        self.schedules += other.schedules
        self.comments_lost += other.comments_lost
        self.broken.update(other.broken)
        self.figures.update(other.figures)
        self.faults_met.update(other.faults_met)
        self.failing.extend(other.failing)

    def told(self, seconds: float) -> dict[str, Any]:
        """Give the count as JSON tells it."""
        return {
            "schedules": self.schedules,
            "seconds": round(seconds, 1),
            **{name: self.broken[name] for name in BROKEN},
            "comments_lost": self.comments_lost,
            "figures": dict(self.figures),
            "faults_met": {fault.id: self.faults_met[fault.id] for fault in FAULTS},
            "failing_seeds": sorted(self.failing)[:MOST_SEEDS_SHOWN],
        }


def count_schedules(schedules: int, seed: int, without: Without | None = None, processes: int | None = None) -> Count:
    """Try as many schedules as asked, from a seed on, on so many processes; their order is of no consequence."""
    total = Count()
    for part in counted(_count, schedules, seed, without, at_once=_AT_ONCE, processes=processes):
        total.join(part)
    return total


def _count(seeds: range, without: Without | None) -> Count:
    count = Count()
    add_all(count, seeds, lambda seed: try_schedule(seed, without))
    return count


def replay(seed: int, without: Without | None = None) -> int:
    """Tell one schedule step by step; 1 when it broke a promise."""
    outcome = try_schedule(seed, without, tells=True)
    say(f"{outcome.seed}: {' and '.join(outcome.faults)}")
    for line in outcome.story:
        say(line)
    for name in BROKEN:
        for found in getattr(outcome, name):
            say(f"{name.upper()}: {found}")
    say(f"at the end: {dict(outcome.figures)}")
    return 0 if outcome.is_as_promised else 1


def main() -> int:
    """Run the command; 1 when a promise was broken though nothing was taken away."""
    return run_command(
        "tests.faults.collection",
        "Faults on what is collected.",
        schedules=2_000,
        guards=Without,
        count=count_schedules,
        replay=replay,
    )


if __name__ == "__main__":
    sys.exit(main())
