"""What every trial by seeded schedules does alike: seeds in pieces, on several processes, and the command around them."""

import argparse
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from typing import Any, Protocol, TypeVar

MOST_SEEDS_SHOWN = 20

OutcomeT_contra = TypeVar("OutcomeT_contra", contravariant=True)
WithoutT = TypeVar("WithoutT", bound=StrEnum)
PartT = TypeVar("PartT")


class Tally(Protocol[OutcomeT_contra]):
    """What came of many schedules."""

    failing: list[int]

    def add(self, outcome: OutcomeT_contra) -> None:
        """Count one schedule."""
        ...

    def told(self, seconds: float) -> dict[str, Any]:
        """Give the count as JSON tells it."""
        ...


def counted(
    count: Callable[[range, WithoutT | None], PartT],
    schedules: int,
    seed: int,
    without: WithoutT | None,
    *,
    at_once: int,
    processes: int | None,
) -> Iterator[PartT]:
    """Count so many schedules from a seed on, piece by piece, on so many processes; their order is of no consequence."""
    first = seed * 1_000_000
    pieces = [range(at, min(at + at_once, first + schedules)) for at in range(first, first + schedules, at_once)]
    if (processes or os.cpu_count() or 1) == 1 or len(pieces) == 1:
        yield from (count(piece, without) for piece in pieces)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(count, pieces, [without] * len(pieces))


def add_all(tally: Tally[OutcomeT_contra], seeds: Iterable[int], attempt: Callable[[int], OutcomeT_contra]) -> None:
    """Count a piece of seeds. What is raised names the schedule."""
    # Towns are rings of objects, each thrown away whole: to look for rings all the time costs a tenth.
    gc.disable()
    for seed in seeds:
        try:
            tally.add(attempt(seed))
        except BaseException as error:
            error.add_note(f"schedule {seed}")
            raise
    gc.enable()
    gc.collect()
    # What survives (caches, the last of each error raised) is not gone through again.
    gc.freeze()


def say(line: str) -> None:
    """Write one line. A citizen's text may hold what no terminal can write (C18)."""
    sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")


def murmur(line: str) -> None:
    """Tell who waits how far it is, where the result itself is not written."""
    sys.stderr.write(f"  · {line}\n")
    sys.stderr.flush()


def run_command(
    program: str,
    description: str,
    *,
    schedules: int,
    guards: type[WithoutT],
    count: Callable[[int, int, WithoutT | None, int | None], Tally[Any]],
    replay: Callable[[int, WithoutT | None], int],
) -> int:
    """Run a trial's command, `schedules` being its usual number; 1 when a promise was broken though nothing was taken away."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("--schedules", type=int, default=schedules)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--replay", type=int, metavar="SEED")
    parser.add_argument("--without", type=guards, choices=list(guards))
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    if asked.replay is not None:
        return replay(asked.replay, asked.without)
    began = time.monotonic()
    tally = count(asked.schedules, asked.seed, asked.without, asked.processes)
    told = tally.told(time.monotonic() - began)
    say(json.dumps(told, ensure_ascii=False, indent=None if asked.json else 2))
    return 1 if tally.failing and asked.without is None else 0
