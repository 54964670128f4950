"""
Random moves while the clock runs, workers work, die and race: what is moved goes out once, at the last time that was accepted.

Each case plans one publication for two networks and moves it again and again, backwards and forwards, while messages for the old
hours lie in the queues; some moves are refused because it began, some meet a worker at the same moment. Of every network what it
shows is looked at afterwards: exactly one post, not before the time that stood, not later than two minutes after it.

    python -m tests.faults.plan_moves --count 10000 --seed 1
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from chalicelib.domain import ids
from chalicelib.domain.calendar import LOCAL_ZONE
from chalicelib.domain.errors import InvalidInputError, RecordConflictError
from chalicelib.domain.networks import Network
from chalicelib.domain.records import Record
from chalicelib.procedure.moving import move
from chalicelib.procedure.plan_checks import PlanningPorts
from tests.builders import PUBLICATION, later, the_image_office
from tests.mortality import MortalRecords
from tests.world import World

NETWORKS = (Network.X, Network.FACEBOOK)
LATEST = timedelta(minutes=2)
_RACES = 0.2


class _Racing(MortalRecords):
    """Records over which a worker begins right before something is stored."""

    def __init__(self, world: World, network: Network) -> None:
        super().__init__(world.stored, world.steps)
        self._world, self._network = world, network

    def commit(self, *, insert: Sequence[Record] = (), replace: Sequence[Record] = ()) -> tuple[Record, ...]:
        """Let the worker go first."""
        self._world.records = MortalRecords(self._world.stored, self._world.steps)
        self._world.carry_out(ids.delivery_id(PUBLICATION, self._network))
        return super().commit(insert=insert, replace=replace)


def play(random: Random) -> tuple[list[str], str | None]:
    """Play one case: what became of its moves, and what is wrong in the end, if anything."""
    world = World()
    world.prepared(*NETWORKS)
    world.authorise()
    planned = later(minutes=random.randint(2, 40))
    world.schedule(planned)
    ends = []
    for _ in range(random.randint(1, 6)):
        world.pass_time(world.clock.now() + timedelta(seconds=random.randint(0, 1500)))
        races = random.random() < _RACES
        if races and planned > world.clock.now():
            # The hour strikes, and who moves it is as fast as the worker.
            world.clock.set(planned)
        wanted = world.clock.now() + timedelta(seconds=random.randint(-60, 2400))
        end = _move(world, wanted, random.choice(NETWORKS) if races else None)
        planned = wanted if end == "moved" else planned
        ends.append(end)
    world.run()
    return ends, _wrong(world, planned)


def _move(world: World, wanted: datetime, worker_at: Network | None) -> str:
    if worker_at is not None:
        world.records = _Racing(world, worker_at)
    local = wanted.astimezone(LOCAL_ZONE)
    ports = PlanningPorts(world.records, world.counter, world.catalogue, world.queues, world.clock)
    try:
        move(PUBLICATION, local.date(), local.time(), by=the_image_office("moves"), ports=ports)
    except InvalidInputError:
        return "refused"
    except RecordConflictError:
        return "met a worker"
    finally:
        world.records = MortalRecords(world.stored, world.steps)
    return "moved"


def _wrong(world: World, planned: datetime) -> str | None:
    for network in NETWORKS:
        shown = [post.published_at for post in world.accounts[network].everything]
        if len(shown) != 1:
            return f"{network} shows {len(shown)} posts"
        if not planned <= shown[0] <= planned + LATEST:
            return f"{network} shows it at {shown[0]}, planned for {planned}"
    return None


def run(count: int, seed: int) -> dict[str, Any]:
    """Play so many cases. The same seed plays the same."""
    began = time.monotonic()
    ends: Counter[str] = Counter()
    failing = []
    for number in range(count):
        moves, wrong = play(Random(f"{seed}-{number}"))
        ends.update(moves)
        if wrong:
            failing.append(f"{seed}-{number}: {wrong}")
    return {
        "cases": count,
        "moves": dict(sorted(ends.items())),
        "wrong": len(failing),
        "failing": failing[:20],
        "seconds": round(time.monotonic() - began, 1),
    }


def main() -> None:
    """Play as asked on the command line, and tell the count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counts = run(asked.count, asked.seed)
    sys.stdout.write(json.dumps(counts, ensure_ascii=False) + "\n")
    raise SystemExit(bool(counts["wrong"]))


if __name__ == "__main__":
    main()
