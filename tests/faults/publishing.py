"""
Tries schedules of faults on everything that is published, and counts what may not be.

    python -m tests.faults --schedules 100000 --seed 1 --json
    python -m tests.faults --replay 4711
    python -m tests.faults --schedules 20000 --seed 1 --without settle

Promised: nothing twice, nothing lost, nothing stuck, nothing out that was not authorised. A seed that breaks a promise is
printed, and is the same schedule whenever it is replayed.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.faults.publishing_faults import FAULTS
from tests.faults.publishing_schedules import Outcome, try_schedule
from tests.faults.publishing_town import Without
from tests.faults.running import MOST_SEEDS_SHOWN, add_all, counted, run_command, say

_AT_ONCE = 250


@dataclass
class Count:
    """What came of many schedules: in how many each promise was broken, and what else they met."""

    schedules: int = 0
    duplicated: int = 0
    lost: int = 0
    stuck: int = 0
    unauthorised: int = 0
    done: int = 0
    cancelled: int = 0
    held: Counter[str] = field(default_factory=Counter)
    faults_met: Counter[str] = field(default_factory=Counter)
    failing: list[int] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one schedule."""
        self.schedules += 1
        self.duplicated += bool(outcome.duplicated)
        self.lost += bool(outcome.lost)
        self.stuck += bool(outcome.stuck)
        self.unauthorised += bool(outcome.unauthorised)
        self.done += outcome.states["done"]
        self.cancelled += outcome.states["cancelled"]
        self.held.update({_without_details(reason): times for reason, times in outcome.held.items()})
        self.faults_met.update(outcome.met)
        if not outcome.is_as_promised:
            self.failing.append(outcome.seed)

    def join(self, other: "Count") -> None:
        """Count what another process counted."""
        for name in ("schedules", "duplicated", "lost", "stuck", "unauthorised", "done", "cancelled"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.held.update(other.held)
        self.faults_met.update(other.faults_met)
        self.failing.extend(other.failing)

    def told(self, seconds: float) -> dict[str, Any]:
        """Give the count as JSON tells it."""
        return {
            "schedules": self.schedules,
            "seconds": round(seconds, 1),
            "duplicated": self.duplicated,
            "lost": self.lost,
            "stuck": self.stuck,
            "unauthorised": self.unauthorised,
            "held": {"total": self.held.total(), "by_reason": dict(self.held.most_common())},
            "done": self.done,
            "cancelled": self.cancelled,
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


def _without_details(reason: str) -> str:
    """A reason that names a window or a network is counted with the others of its kind."""
    return reason.partition(":")[0] if len(reason.partition(":")[2]) > 1 else reason


def replay(seed: int, without: Without | None = None) -> int:
    """Tell one schedule step by step; 1 when it broke a promise."""
    outcome = try_schedule(seed, without, tells=True)
    say(f"{outcome.seed}: {outcome.errand}, {' and '.join(outcome.faults)}")
    for line in outcome.story:
        say(line)
    for name in ("duplicated", "lost", "stuck", "unauthorised"):
        for found in getattr(outcome, name):
            say(f"{name.upper()}: {found}")
    say(f"at the end: {dict(outcome.states)}")
    return 0 if outcome.is_as_promised else 1


def main() -> int:
    """Run the command; 1 when a promise was broken though nothing was taken away."""
    return run_command(
        "tests.faults",
        "Schedules of faults on what is published.",
        schedules=100_000,
        guards=Without,
        count=count_schedules,
        replay=replay,
    )
