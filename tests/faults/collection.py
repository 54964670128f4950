"""
Tries schedules of faults on everything that is collected, and counts what may not be.

    python -m tests.faults.collection --schedules 2000 --seed 1 --json
    python -m tests.faults.collection --replay 1000071
    python -m tests.faults.collection --schedules 300 --seed 1 --without order

Promised: every comment that can be reached once, with every version a reader that lived was shown; tombstones for what was
deleted and for nothing else; one classification for one text; nothing overdue; a case for each that needs one.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.faults.collection_faults import FAULTS
from tests.faults.collection_schedules import BROKEN, Outcome, try_schedule
from tests.faults.collection_town import Without

_AT_ONCE = 50
_MOST_SEEDS_SHOWN = 20


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
            "failing_seeds": sorted(self.failing)[:_MOST_SEEDS_SHOWN],
        }


def count_schedules(schedules: int, seed: int, without: Without | None = None, processes: int | None = None) -> Count:
    """Try as many schedules as asked, from a seed on, on so many processes; their order is of no consequence."""
    first = seed * 1_000_000
    pieces = [range(at, min(at + _AT_ONCE, first + schedules)) for at in range(first, first + schedules, _AT_ONCE)]
    total = Count()
    if (processes or os.cpu_count()) == 1 or len(pieces) == 1:
        for piece in pieces:
            total.join(_count(piece, without))
        return total
    with ProcessPoolExecutor(processes) as pool:
        for part in pool.map(_count, pieces, [without] * len(pieces)):
            total.join(part)
    return total


def _count(seeds: Iterable[int], without: Without | None) -> Count:
    count = Count()
    for seed in seeds:
        try:
            count.add(try_schedule(seed, without))
        except BaseException as error:
            error.add_note(f"schedule {seed}")
            raise
    return count


def replay(seed: int, without: Without | None = None) -> int:
    """Tell one schedule step by step; 1 when it broke a promise."""
    outcome = try_schedule(seed, without, tells=True)
    _say(f"{outcome.seed}: {' and '.join(outcome.faults)}")
    for line in outcome.story:
        _say(line)
    for name in BROKEN:
        for found in getattr(outcome, name):
            _say(f"{name.upper()}: {found}")
    _say(f"at the end: {dict(outcome.figures)}")
    return 0 if outcome.is_as_promised else 1


def _say(line: str) -> None:
    # A citizen's text may hold what no terminal can write (C18).
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")


def main() -> int:
    """Run the command; 1 when a promise was broken though nothing was taken away."""
    parser = argparse.ArgumentParser(prog="tests.faults.collection", description="Faults on what is collected.")
    parser.add_argument("--schedules", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--replay", type=int, metavar="SEED")
    parser.add_argument("--without", type=Without, choices=list(Without))
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    if asked.replay is not None:
        return replay(asked.replay, asked.without)
    began = time.monotonic()
    count = count_schedules(asked.schedules, asked.seed, asked.without, asked.processes)
    told = count.told(time.monotonic() - began)
    _say(json.dumps(told, ensure_ascii=False, indent=None if asked.json else 2))
    return 1 if count.failing and asked.without is None else 0


if __name__ == "__main__":
    sys.exit(main())
