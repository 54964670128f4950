"""
Notices: any histories of what Meta tells, twice, late, unreadable, with workers that die at any step and cancellations meanwhile.

At the end of each history, without the product: every delivery that Meta was told is kept lies once in the archive, to the byte,
or is opened by nobody when it may name a cancelled comment; every object is in one manifest; nothing is left where it landed.

    python -m tests.faults.notices --histories 2000 --seed 1
"""

import argparse
import json
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from chalicelib.domain.comment import Comment
from chalicelib.domain.errors import ExternalServiceError
from chalicelib.domain.networks import Network
from chalicelib.domain.post import reading_of
from chalicelib.domain.records import retention_end
from chalicelib.meta_notices import notices_in
from chalicelib.procedure.destroying_notices import destroy_late_notices_of, destroy_notices_of, left_open
from chalicelib.procedure.destroying_pages import DestroyingPorts
from chalicelib.procedure.landing import NoticePorts, ask_again, keep_notice, work_on
from chalicelib.procedure.manifests import seal_days
from chalicelib.procedure.raw_notices import opened
from chalicelib.procedure.sealing import SealingPorts
from tests.builders import NOW, TODAY, a_comment, a_network_comment, a_post
from tests.fakes import Work
from tests.fakes.signing import InMemorySigner
from tests.meta_webhook import FACEBOOK_POST, a_delivery_of, a_feed_change
from tests.mortal_files import MortalArchive, MortalEnvelopes, MortalNotices
from tests.mortality import Death
from tests.world import World

COMMENTS = ("7", "8", "9")
EVENTS = 40
MOST_NIGHTS = 10
"""A day is looked at for fifteen nights: on each of these the nightly work may die before it comes to what is late."""

A_REACTION = {"field": "feed", "value": {"item": "reaction", "post_id": FACEBOOK_POST}}


@dataclass
class History:
    """One history: what Meta tells, who works, what was cancelled."""

    random: Random
    world: World = field(default_factory=World)
    told: dict[bytes, frozenset[str] | None] = field(default_factory=dict)
    again: list[bytes] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    cancelled: list[Comment] = field(default_factory=list)
    wanted: list[Comment] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    names: dict[bytes, frozenset[str] | None] = field(default_factory=dict)
    nights: int = 0

    def __post_init__(self) -> None:
        """Begin with one post, where every write may be the last."""
        world = self.world
        world.notices = MortalNotices(world.clock.now, world.steps)
        world.archive, world.envelopes = MortalArchive(world.steps), MortalEnvelopes(world.steps)
        # The chain of the days begins with the first thing that was ever kept, which no notice is.
        world.archive.keep("2026/11/23/post/a/000001.json", b"{}", retention_end(TODAY))
        post = a_post(Network.FACEBOOK, FACEBOOK_POST)
        world.put(post, reading_of(post, NOW))
        self.notices = NoticePorts(
            world.notices, world.archive, world.envelopes, world.records, world.queues, world.clock
        )
        self.destroying = DestroyingPorts(world.stored, world.envelopes, world.archive, world.notices, world.clock)
        self.sealing = SealingPorts(world.stored, world.archive, world.archive, InMemorySigner(), None, world.clock)

    def live(self) -> None:
        """Let things happen, then let everything be ended by who does not die."""
        for _ in range(EVENTS):
            events = (self.tell, self.tell, self.tell, self.work, self.work, self.cancel, self.night)
            event = self.random.choice(events[: None if self.nights < MOST_NIGHTS else -1])
            self.world.steps.arm(self.random.choice((None, 1, 2, 3, 4, 5)), is_after=self.random.random() < 0.5)
            self.world.records.failing_writes = self.random.random() < 0.1
            with suppress(Death, ExternalServiceError):
                event()
            self.world.clock.advance(seconds=self.random.choice((1, 60, 4000)))
        self.end()

    def end(self) -> None:
        """Three nights without a death: what Meta was not told is kept is told again, what is left is asked for."""
        self.world.steps.arm(None)
        self.world.records.failing_writes = 0
        for _ in range(3):
            for body in list(self.again):
                self._tell(body)
            self.work()
            self.night()
            self.work()

    def tell(self) -> None:
        """Have Meta tell of something new, or once more of something old."""
        if self.told and self.random.random() < 0.4:
            self._tell(self.random.choice([*self.told, *self.again]))
            return
        named = self.random.sample(COMMENTS, self.random.choice((0, 1, 1, 1, 2)))
        message = str(self.random.random())
        changes = [a_feed_change(comment_id=f"1001_{one}", message=message) for one in named] or [A_REACTION]
        body = a_delivery_of(*changes, at=self.world.clock.now() - timedelta(seconds=self.random.randint(0, 9)))
        is_readable = self.random.random() < 0.9
        self._tell(body if is_readable else body[:-1], frozenset(named) if is_readable else None)

    def _tell(self, body: bytes, named: frozenset[str] | None = frozenset()) -> None:
        self.names.setdefault(body, named)
        if body not in self.again:
            self.again.append(body)
        keep_notice(body, files=self.world.notices, queues=self.world.queues)
        self.again.remove(body)
        self.told[body] = self.names[body]

    def work(self) -> None:
        """Work on what is asked for, in any order, some of it twice. Who dies leaves the message to be given again."""
        self.asked += [one.record_id for one in self.world.queues.take() if one.work is Work.HEED]
        self.random.shuffle(self.asked)
        while self.asked:
            work_on(self.asked[0], hear=notices_in, ports=self.notices)
            if self.random.random() < 0.8:
                self.asked.pop(0)

    def cancel(self) -> None:
        """Have a comment's cancellation agreed on."""
        comment = a_comment(a_network_comment(f"1001_{self.random.choice(COMMENTS)}"))
        if comment.id not in {one.id for one in (*self.cancelled, *self.wanted)} and len(self.cancelled) < 2:
            self.wanted.append(comment)

    def night(self) -> None:
        """Do the nightly work: ask again, prove, destroy; a message may have been lost before."""
        self.nights += 1
        if self.asked and self.random.random() < 0.3:
            self.asked.pop()
        today = self.world.clock.now()
        self.world.clock.set(datetime(today.year, today.month, today.day, 6, 15, tzinfo=UTC) + timedelta(days=1))
        ask_again(files=self.world.notices, queues=self.world.queues, clock=self.world.clock)
        seal_days(ports=self.sealing, until=self.world.clock.now() + timedelta(hours=1))
        destroy_late_notices_of(self.cancelled, self.destroying)
        for comment in list(self.wanted):
            destroy_notices_of([comment], self.destroying)
            if left_open([comment], self.destroying) is None:
                self.wanted.remove(comment)
                self.cancelled.append(comment)
                self._check_done(comment)

    def _check_done(self, comment: Comment) -> None:
        """Whatever came more than an hour before must be beyond everybody's reach by now."""
        for name in self.world.notices.left(self.world.clock.now() - timedelta(hours=1)):
            self.wrong.append(f"{comment.id} is done and {name} lies open")
        self._check_closed([comment])

    def _check_closed(self, comments: list[Comment]) -> None:
        parts = {one.network_id.rpartition("_")[2] for one in comments}
        for body in self._open():
            named = self.names[body]
            if named is None or parts & named:
                self.wrong.append(f"still open: {body!r}")

    def _open(self) -> list[bytes]:
        kept = [one.content for key, one in self.world.archive.kept.items() if "/notices/" in key]
        return [body for content in kept if (body := opened(content, self.world.envelopes)) is not None]

    def check(self) -> list[str]:
        """Give what is not as it must be at the end."""
        kept = self.world.archive.kept
        keys = [key for key in kept if "/notices/" in key]
        parts = {one.network_id.rpartition("_")[2] for one in self.cancelled}
        wanted = [body for body, named in self.told.items() if not parts or (named is not None and not parts & named)]
        if sorted(self._open()) != sorted(wanted):
            self.wrong.append(f"open: {len(self._open())}, wanted: {len(wanted)}")
        if len(keys) != len(self.told):
            self.wrong.append(f"kept: {len(keys)}, told: {len(self.told)}")
        if self.wanted or any(self.world.notices.landed.values()):
            self.wrong.append("something is left")
        manifests = [json.loads(one.content) for key, one in kept.items() if key.startswith("manifests/")]
        listed = Counter(leaf for manifest in manifests for leaf in _keys_in(manifest))
        self.wrong += [f"{key}: in {listed[key]} manifests" for key in keys if listed[key] != 1]
        return self.wrong


def _keys_in(node: Any) -> list[str]:
    """Give every text in a manifest that is the key of a notice."""
    if isinstance(node, dict):
        node = [*node, *node.values()]
    if isinstance(node, list):
        return [key for part in node for key in _keys_in(part)]
    return [node] if isinstance(node, str) and "/notices/" in node else []


def count_histories(histories: int, seed: int) -> dict[str, Any]:
    """Live through so many histories; gives what was told, kept, cancelled, and what was wrong."""
    totals: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(histories):
        history = History(Random(f"{seed}-{number}"))
        history.live()
        wrong += [f"history {number}: {one}" for one in history.check()]
        totals.update(told=len(history.told), cancelled=len(history.cancelled))
        totals.update(objects=sum("/notices/" in key for key in history.world.archive.kept))
    return {"histories": histories, **totals, "wrong": wrong}


def main() -> int:
    """Count, print, and say by the exit code whether anything was wrong."""
    parser = argparse.ArgumentParser(description="Notices under deaths, repetitions and cancellations.")
    parser.add_argument("--histories", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    counts = count_histories(wanted.histories, wanted.seed)
    print(json.dumps(counts | {"wrong": counts["wrong"][:20], "wrongs": len(counts["wrong"])}, indent=2))
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
