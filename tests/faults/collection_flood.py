"""
A flood (C20): tens of thousands of comments in ten minutes, over many posts and the X account, read by few workers.

Workers take messages in order, at most `workers` at a time (`infra/functions.py`: collect_comments), and are busy as long as
their requests take. The ideal is one invocation per bookmark and minute in which it has something new, and one more for each
further `MAX_PAGES` pages of new comments: fewer cannot read every minute.
"""

import heapq
import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from chalicelib.domain.comment import Comment
from chalicelib.domain.networks import Network
from chalicelib.procedure import dispatching
from chalicelib.procedure.monitoring import MAX_PAGES
from infra.functions import FUNCTIONS
from tests.builders import NOW
from tests.fakes import Work
from tests.faults.collection_network import Said, snowflake
from tests.faults.collection_town import POSTS, Town

MINUTES = 10
PAGE_SIZES = {Network.X: 100, Network.FACEBOOK: 100, Network.INSTAGRAM: 50}
META = (Network.FACEBOOK, Network.INSTAGRAM)
ON_X = POSTS[Network.X]
PAGE_SECONDS = 0.3
WRITE_SECONDS = 0.01
_QUIET_MINUTES = 6
_X_SHARE = 10


@dataclass
class FloodOutcome:
    """What came of a flood: comments, how many are not recorded, invocations beside the ideal, what they asked for."""

    said: int = 0
    lost: int = 0
    invocations: int = 0
    idle: int = 0
    ideal: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    slowest_seconds: float = 0
    last_recorded_after: timedelta = timedelta()

    @property
    def requests_per_thousand(self) -> float:
        """How many requests to the table a thousand comments took, re-reading and all."""
        return 1000 * self.asked.total() / self.said

    @property
    def ratio(self) -> float:
        return self.invocations / self.ideal


class Flood:
    """A town with many posts under a flood."""

    def __init__(self, comments: int, posts: int, workers: int, seed: int = 1) -> None:
        self._rng = Random(seed)
        ids = {network: [f"{network}{number}" for number in range(posts // 2)] for network in META}
        self._town = Town(self._rng, posts={**ids, Network.X: ON_X})
        for network, net in self._town.nets.items():
            net.page_size = PAGE_SIZES[network]
        self._posts = [(network, post_id) for network in META for post_id in ids[network]]
        self._ideal: Counter[tuple[str, int]] = Counter()
        self._free_at = [NOW] * workers
        self.outcome = FloodOutcome(said=comments)
        for number in range(comments):
            self._write(number)

    def _write(self, number: int) -> None:
        at = NOW + timedelta(seconds=self._rng.random() * MINUTES * 60)
        network, post_id = self._rng.choice(self._posts)
        if number % _X_SHARE == 0:
            network, post_id = Network.X, ON_X[0]
        network_id = str(snowflake(at, number)) if network is Network.X else str(17 * 10**15 + number)
        text = f"{self._rng.choice(('gracias', 'queja: no hay agua', 'pregunta'))} {number}"
        said = Said(network_id, post_id, None, at, at, [(at, text, network_id)])
        self._town.nets[network].add(said)
        self._ideal[post_id, int((at - NOW).total_seconds() // 60)] += 1

    def run(self) -> FloodOutcome:
        """Let the minutes pass until everything is recorded, or long after it should be, and count."""
        for minute in range(1, MINUTES + _QUIET_MINUTES + 1):
            self._minute(NOW + timedelta(minutes=minute))
            if minute >= MINUTES and len(self._town.watched.comments) == self.outcome.said:
                break
        town, outcome = self._town, self.outcome
        recorded = [record for record in town.watched.of_type(Comment) if isinstance(record, Comment)]
        outcome.lost = len({said.network_id for _, said in town.all_said()} - {r.network_id for r in recorded})
        outcome.last_recorded_after = max(record.created_at - record.written_at for record in recorded)
        sizes = {post_id: PAGE_SIZES[network] for network, post_id in self._posts}
        outcome.ideal = sum(
            math.ceil(new / (MAX_PAGES * sizes.get(post, PAGE_SIZES[Network.X])))
            for (post, _), new in self._ideal.items()
        )
        return outcome

    def _minute(self, at: datetime) -> None:
        """Ask, then let whoever is free take the next message until the minute is over."""
        town = self._town
        town.clock.set(at)
        dispatching.dispatch_collection(records=town.watched, queues=town.queues, clock=town.clock)
        self.outcome.asked["due"] += 2
        ends = at + timedelta(minutes=1)
        waiting = [request for request in town.queues.take() if request.work is Work.READ_COMMENTS]
        while waiting and self._free_at[0] < ends:
            begins = max(heapq.heappop(self._free_at), at)
            town.clock.set(begins)
            heapq.heappush(self._free_at, begins + timedelta(seconds=self._read(waiting.pop(0).record_id)))
        town.queues.requests = waiting + town.queues.requests

    def _read(self, reading_id: str) -> float:
        """Read once; give how long the worker was busy."""
        town = self._town
        pages = sum(net.requests for net in town.nets.values())
        town.steps.arm(None)
        town.read_once(reading_id)
        pages = sum(net.requests for net in town.nets.values()) - pages
        self.outcome.invocations += 1
        self.outcome.idle += not pages
        self.outcome.asked.update(name for name in town.steps.names if name == "commit")
        # The town itself looks at the bookmark once more than the product does.
        self.outcome.asked["find"] = town.watched.finds - self.outcome.invocations
        self.outcome.asked["batch"] = town.watched.batches
        seconds = pages * PAGE_SECONDS + len(town.steps.names) * WRITE_SECONDS
        self.outcome.slowest_seconds = max(self.outcome.slowest_seconds, seconds)
        return seconds


def workers_at_once() -> int:
    """Tell how many readers the template allows at the same time."""
    return next(function.at_once or 0 for function in FUNCTIONS if function.name == "collect_comments")


def flood_of(comments: int, posts: int, workers: int) -> FloodOutcome:
    """Run one flood."""
    return Flood(comments, posts, workers).run()
