"""
Real deaths (P2): a worker's process ends at each step it takes to the outside, and others take over.

On the emulator of AWS and the simulated networks, with the product's own adapters: for each network, each step, before and
after it takes effect, and each time the networks take to show a post. At the end each post must be live exactly once.

    python -m tests.faults.deaths --json
"""

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from chalicelib.domain.delivery_state import DeliveryState
from chalicelib.domain.networks import SOCIAL_NETWORKS, Network
from tests.faults.death_town import Town, is_left, text_of, town
from tests.faults.death_worker import DIED, Errand, work

LAGS_SECONDS = (0, 2, 10)
MOST_ROUNDS = 1000


@dataclass(frozen=True)
class Case:
    """One worker that is to die: at which turn of a delivery and which step of it (from 1), before or after it takes effect."""

    network: Network
    lag_seconds: int
    turn: int
    die_at: int
    step: str
    is_after: bool

    @property
    def slug(self) -> str:
        """Name it, so that its text is like no other's."""
        when = "after" if self.is_after else "before"
        return f"{self.network}-lag{self.lag_seconds}-{self.turn}.{self.die_at}-{self.step}-{when}"


@dataclass
class Result:
    """What became of all cases."""

    cases: int = 0
    died: int = 0
    survived: list[str] = field(default_factory=list)
    live_once: int = 0
    duplicated: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    turns: dict[str, list[list[str]]] = field(default_factory=dict)
    seconds: float = 0

    @property
    def is_good(self) -> bool:
        """Say whether every worker died and every post is live once."""
        return self.cases == self.died == self.live_once


def rehearse(place: Town, network: Network, folder: Path) -> list[list[str]]:
    """Let workers live, and give the names of their steps, turn by turn, to the end of the delivery."""
    slug, names = f"{network}-rehearsal", folder / network
    delivery, turns = place.release(slug, network), []
    while is_left(delivery):
        place.wait_for(delivery)
        work(Errand(delivery.id, place.shift_seconds, names_file=str(names)))
        turns.append(json.loads(names.read_text(encoding="utf-8")))
        delivery = place.delivery(slug, network)
    return turns


def cases_of(network: Network, turns: Sequence[Sequence[str]], lags: Sequence[int], only: Sequence[str]) -> list[Case]:
    """List the cases of a network; `only` names the steps to die at, when not at all."""
    return [
        Case(network, lag, turn, number, step, is_after)
        for lag in lags
        for turn, steps in enumerate(turns, 1)
        for number, step in enumerate(steps, 1)
        for is_after in (False, True)
        if not only or step in only
    ]


def trial(
    lags: Sequence[int] = LAGS_SECONDS,
    only: Sequence[str] = (),
    networks: Sequence[Network] = SOCIAL_NETWORKS,
) -> Result:
    """Kill a worker in every case, let others take over until nothing is left to do, and count."""
    began, result = time.monotonic(), Result()
    with tempfile.TemporaryDirectory() as name, town(Path(name)) as place:
        for network in networks:
            result.turns[network] = rehearse(place, network, Path(name))
        every = [case for network in networks for case in cases_of(network, result.turns[network], lags, only)]
        result.cases = len(every)
        for lag in lags:
            same_lag = [case for case in every if case.lag_seconds == lag]
            place.control.clear_faults()
            if lag:
                place.control.fail("read_back_lag", "*", times=None, seconds=lag)
            survivors = _kill(place, same_lag)
            result.survived += [case.slug for case in survivors]
            result.died += len(same_lag) - len(survivors)
            _take_over(place, same_lag)
        _count(place, every, result)
    result.seconds = round(time.monotonic() - began, 1)
    return result


def _kill(place: Town, cases: Sequence[Case]) -> list[Case]:
    """Bring every delivery to the turn at which its worker is to die, and let it die; give the cases where it did not."""
    errands = []
    for case in cases:
        delivery = place.release(case.slug, case.network)
        for _ in range(1, case.turn):
            work(Errand(delivery.id, place.shift_seconds))
            place.wait_for(place.delivery(case.slug, case.network))
        errands.append(Errand(delivery.id, 0, case.die_at, case.is_after))
    ended = place.run(replace(errand, shift_seconds=place.shift_seconds) for errand in errands)
    return [case for case, errand in zip(cases, errands, strict=True) if ended[errand.delivery] != DIED]


def _take_over(place: Town, cases: Sequence[Case]) -> None:
    """Let time pass to the next thing that is due, and have it done, until nobody but a person is asked."""
    for _ in range(MOST_ROUNDS):
        left = [delivery for case in cases if is_left(delivery := place.delivery(case.slug, case.network))]
        if not left:
            return
        place.wait_for(min(left, key=lambda delivery: delivery.due_at or delivery.created_at))
        now = place.clock.now()
        for delivery in left:
            if delivery.due_at and delivery.due_at <= now:
                work(Errand(delivery.id, place.shift_seconds))


def _count(place: Town, cases: Sequence[Case], result: Result) -> None:
    posts = place.control.state()["posts"]
    live = Counter(post["text"] for network in posts.values() for post in network if post["is_live"])
    for case in cases:
        delivery, count = place.delivery(case.slug, case.network), live[text_of(case.slug)]
        if count > 1:
            result.duplicated.append(case.slug)
        elif delivery.state is not DeliveryState.DONE:
            result.held[case.slug] = delivery.reason or delivery.state
        elif count == 0:
            result.lost.append(case.slug)
        else:
            result.live_once += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trial and print what became of it; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lags", type=int, nargs="+", default=list(LAGS_SECONDS))
    parser.add_argument("--steps", nargs="*", default=[], help="only these: commit, stage, publish, read_back")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    result = trial(asked.lags, asked.steps)
    print(json.dumps(vars(result), ensure_ascii=False) if asked.json else _told(result))
    return 0 if result.is_good else 1


def _told(result: Result) -> str:
    return (
        f"{result.cases} muertes en {result.seconds} s: {result.live_once} publicaciones vivas una sola vez, "
        f"{len(result.duplicated)} dobles, {len(result.lost)} perdidas, {len(result.held)} detenidas"
    )


if __name__ == "__main__":
    sys.exit(main())
