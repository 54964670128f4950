"""
One message in ten that cannot be done, through the function itself: the nine others are done at once (Q02, Q03, Q05, Q06).

The queue is SQS as the template sets it up: ten messages to a batch, what a function names goes back alone, and what was
received so many times goes to the dead-letter queue, from where it can be moved back.
"""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from random import Random
from typing import Any

from aws_lambda_powertools.utilities.batch.exceptions import BatchProcessingError

from chalicelib.domain.referral import NewsAct, Referral
from functions import receive_department_news
from infra.queues import TRIES
from tests.builders import NOW, a_comment, a_referral, some_news
from tests.functions.events import Context, failures, messages, ports_of
from tests.world import World

BATCH = 10
QUEUE = "portavoz-news-sapal"


@dataclass
class Message:
    """A message and how often it was received. `is_poison` says that nobody can do it as things are."""

    body: str
    is_poison: bool = False
    received: int = 0


@dataclass
class Queue:
    """The queue of a department's news, and the dead-letter queue behind it."""

    world: World
    waiting: list[Message] = field(default_factory=list)
    set_aside: list[Message] = field(default_factory=list)
    done: list[Message] = field(default_factory=list)
    batches: int = 0

    def drain(self) -> None:
        """Give the function batches until nothing waits; what goes back comes after what is there."""
        while self.waiting:
            batch, self.waiting = self.waiting[:BATCH], self.waiting[BATCH:]
            self.give(batch)

    def give(self, batch: list[Message]) -> None:
        """Give the function one batch."""
        self.batches += 1
        for message in batch:
            message.received += 1
        back = set(_called(self.world, [message.body for message in batch]))
        for number, message in enumerate(batch):
            if f"m{number}" not in back:
                self.done.append(message)
            elif message.received < TRIES:
                self.waiting.append(message)
            else:
                self.set_aside.append(message)

    def redrive(self) -> None:
        """Move back what was set aside; SQS counts anew."""
        for message in self.set_aside:
            message.received = 0
        self.waiting, self.set_aside = self.waiting + self.set_aside, []


def _called(world: World, bodies: list[str]) -> list[str]:
    receive_department_news.metrics.namespace = "Portavoz"
    with ports_of(world), redirect_stdout(io.StringIO()):
        try:
            return failures(receive_department_news.lambda_handler(messages(*bodies, queue=QUEUE), Context()))
        except BatchProcessingError:
            # Nothing of it could be done: Lambda ends with an error, and all of it goes back.
            return [f"m{number}" for number in range(len(bodies))]


@dataclass
class PoisonCount:
    """What came of many batches with one poison message each, and of moving back what was set aside."""

    batches: int
    done_at_first_try: int
    others_not_done_at_first_try: int
    set_aside_after_its_tries: int
    set_aside_otherwise: int
    moved_back: int
    mended_and_done: int
    set_aside_again: int
    lost: int

    @property
    def is_as_promised(self) -> bool:
        return not (self.others_not_done_at_first_try or self.set_aside_otherwise or self.lost)


def try_poison(batches: int, seed: int) -> PoisonCount:
    """Give the function so many batches with one poison message each, then mend what can be mended and redrive."""
    level = receive_department_news.logger.log_level
    receive_department_news.logger.setLevel("CRITICAL")
    try:
        return _try(batches, Random(seed))
    finally:
        receive_department_news.logger.setLevel(level)


def _try(batches: int, rng: Random) -> PoisonCount:
    world = World()
    queue, missing = Queue(world), []
    for batch in range(batches):
        numbers = range(batch * BATCH + 1, (batch + 1) * BATCH + 1)
        chosen, kind = rng.choice(numbers), _MENDED if rng.random() < 0.5 else rng.choice(tuple(_POISON))
        bodies = []
        for number in numbers:
            case, news = _case(number), _closing(number)
            is_poison = number == chosen
            if is_poison and kind == _MENDED:
                missing.append(case)
            else:
                world.put(case)
            bodies.append(Message(_POISON[kind](news) if is_poison else json.dumps(news), is_poison))
        queue.give(bodies)
    queue.drain()
    return _counted(queue, missing, batches)


def _counted(queue: Queue, missing: list[Referral], batches: int) -> PoisonCount:
    at_first_try = sum(one.received == 1 for one in queue.done)
    set_aside = len(queue.set_aside)
    after_tries = sum(one.is_poison and one.received == TRIES for one in queue.set_aside)
    queue.world.put(*missing)
    queue.redrive()
    moved_back = len(queue.waiting)
    queue.drain()
    mended = sum(one.is_poison for one in queue.done)
    again = sum(one.received == TRIES for one in queue.set_aside)
    return PoisonCount(
        batches=batches,
        done_at_first_try=at_first_try,
        others_not_done_at_first_try=batches * (BATCH - 1) - at_first_try,
        set_aside_after_its_tries=after_tries,
        set_aside_otherwise=set_aside - after_tries,
        moved_back=moved_back,
        mended_and_done=mended,
        set_aside_again=again,
        lost=abs(batches - moved_back) + abs(len(missing) - mended) + abs(batches - mended - again),
    )


def _case(number: int) -> Referral:
    return a_referral(a_comment(), number=number).delivered(NOW)


def _closing(number: int) -> dict[str, Any]:
    folio = f"LEO-20261123-{number:06}"
    return some_news(NewsAct.CLOSED, folio=folio, news_id=f"n{number}").model_dump(mode="json")


_MENDED = "not there yet"
_POISON: dict[str, Callable[[dict[str, Any]], str]] = {
    _MENDED: json.dumps,
    "no JSON": lambda news: json.dumps(news)[:-1],
    "deep": lambda _: "[" * 100_000,
    "another's name": lambda news: json.dumps(news | {"department_id": "deporte"}),
    "a version to come": lambda news: json.dumps(news | {"version": 2}),
    "a folio that is a path": lambda news: json.dumps(news | {"folio": "../../etc/passwd"}),
    "too long": lambda news: json.dumps(news | {"note": "á" * 200_000}),
    "half a character": lambda news: json.dumps(news | {"note": "\ud83d"}),
    "no reason": lambda news: json.dumps(news | {"outcome": "cannot_attend", "note": " "}),
}
"""What a department may write that nobody can do: the first is mended by what is missing, the others by nobody."""
