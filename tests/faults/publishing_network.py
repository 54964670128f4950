"""
A network as it truly is, for schedules of faults: what it accepts, refuses, merges, shows late, and never tells.

X refuses the same words twice, Facebook the same post (506) but not the same answer, Instagram publishes a container once but
takes the same answer twice. What is known here, the product can only find out by reading.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import (
    ExternalServiceError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.networks import Network
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost, RawAnswer
from tests.fakes import FakeClock
from tests.mortality import Steps

REFUSED_TWICE = {
    Network.X: frozenset(Action),
    Network.FACEBOOK: frozenset(Action) - {Action.REPLY},
    Network.INSTAGRAM: frozenset(Action) - {Action.REPLY},
    Network.MANUAL: frozenset(Action),
}
REFUSED_TWICE_ANYWHERE = frozenset({Action.TAKE_DOWN, Action.EDIT})
"""What is gone is gone, and what says so says so: done twice it is the same."""
NOBODY: Callable[[str, str], None] = lambda _call, _content: None  # noqa: E731 - the place of a listener


@dataclass(frozen=True)
class Fate:
    """What becomes of one write: whether it is carried out, whether it then vanishes, and the error that is answered."""

    is_done: bool = True
    error: ExternalServiceError | None = None
    vanishes: bool = False


@dataclass
class Item:
    """Something that was accepted. `live_from` and `removed_at` are true time; `published_at` is what the network says."""

    network_id: str
    content: str
    live_from: datetime
    visible_from: datetime
    published_at: datetime
    answers_to: str | None = None
    removed_at: datetime | None = None
    is_ours: bool = True
    vanished: bool = False

    def is_live(self, at: datetime) -> bool:
        return self.live_from <= at and (self.removed_at is None or at < self.removed_at)


@dataclass
class Container:
    """What Instagram prepares: how many looks until it is ready, and what it became."""

    content: str
    looks_left: int = 0
    status: str = "FINISHED"


@dataclass
class TrueNetwork:
    """`ports.NetworkAccount` over the truth. `fates` says what becomes of the next writes; after them all goes well."""

    clock: FakeClock
    steps: Steps
    network: Network
    settle_seconds: int = 60
    lag_seconds: float = 0
    skew: timedelta = timedelta()
    refused_twice: frozenset[Action] = frozenset(Action)
    claims_to_refuse: frozenset[Action] | None = None
    fates: list[Fate] = field(default_factory=list)
    stagings: list[Staged | ExternalServiceError | str] = field(default_factory=list)
    read_errors: list[ExternalServiceError] = field(default_factory=list)
    out_of_order: ExternalServiceError | None = None
    items: list[Item] = field(default_factory=list)
    containers: dict[str, Container] = field(default_factory=dict)
    when_called: Callable[[str, str], None] = NOBODY
    last_look: tuple[RawAnswer, ...] = ()
    when_met: Callable[[str], None] = lambda _what: None  # noqa: E731, RUF100

    @property
    def asked_to_wait_seconds(self) -> int:
        return 0

    def refuses_repeats(self, action: Action) -> bool:
        claimed = self.refused_twice if self.claims_to_refuse is None else self.claims_to_refuse
        return action in claimed

    # Staging ------------------------------------------------------------------------------------------------------

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        with self.steps.step(f"{self.network} stage"):
            self._check_order()
            following = self.stagings.pop(0) if self.stagings else None
            if following is not None:
                self.when_met("stage")
            if isinstance(following, ExternalServiceError):
                raise following.with_traceback(None)
            if isinstance(following, Staged):
                return following
            if self.network is Network.INSTAGRAM:
                return self._container(post, staged, following)
            media = tuple(f"m{number}" for number, _ in enumerate(post.media))
            return staged.model_copy(update={"media_ids": media, "is_ready": True})

    def _container(self, post: OutgoingPost, staged: Staged, status: str | None) -> Staged:
        known = self.containers.get(staged.container_id or "")
        if known is not None and status and known.status != "PUBLISHED":
            known.status = status
        if known is None or known.status in {"ERROR", "EXPIRED"}:
            container_id = f"c{len(self.containers) + 1}"
            self.containers[container_id] = Container(content_of(post))
            return Staged(container_id=container_id)
        if known.status == "PUBLISHED":
            raise RejectedByServiceError("published before", code="already_published")
        return staged.model_copy(update={"is_ready": known.status == "FINISHED"})

    # Writing ------------------------------------------------------------------------------------------------------

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        container = self.containers.get(staged.container_id or "")
        if self.network is Network.INSTAGRAM and Action.PUBLISH in self.refused_twice:
            if container is None:
                raise TransientServiceError("there is no container")
            return self._write("publish", Action.PUBLISH, content_of(post), None, container)
        return self._write("publish", Action.PUBLISH, content_of(post), None, None)

    def reply(self, comment_id: str, text: str) -> str:
        return self._write("reply", Action.REPLY, text, comment_id, None)

    def edit(self, network_id: str, text: str) -> None:
        with self.steps.step(f"{self.network} edit"):
            fate = self._fate()
            for item in self._up() if fate.is_done else ():
                if item.network_id == network_id:
                    item.content = text
            _answer(fate)

    def take_down(self, network_id: str) -> None:
        with self.steps.step(f"{self.network} take_down"):
            fate = self._fate()
            for item in self._up() if fate.is_done else ():
                if item.network_id == network_id:
                    item.removed_at = self.clock.now()
            _answer(fate)

    def _write(self, call: str, action: Action, content: str, answers_to: str | None, box: Container | None) -> str:
        with self.steps.step(f"{self.network} {call}"):
            fate = self._fate()
            if fate.is_done and self._is_repeated(action, content, answers_to, box):
                raise OutcomeUnknownError("duplicate content")
            network_id = f"{self.network}{len(self.items) + 1}"
            if fate.is_done:
                self.when_called(call, content)
                self._accept(network_id, content, answers_to, vanishes=fate.vanishes)
            if fate.is_done and box:
                box.status = "PUBLISHED"
            _answer(fate)
        return network_id

    def _is_repeated(self, action: Action, content: str, answers_to: str | None, box: Container | None) -> bool:
        if action not in self.refused_twice:
            return False
        if box is not None:
            return box.status == "PUBLISHED"
        return any((item.content, item.answers_to) == (content, answers_to) for item in self._up())

    def _accept(self, network_id: str, content: str, answers_to: str | None, *, vanishes: bool) -> None:
        now = self.clock.now()
        visible = now + timedelta(seconds=self.lag_seconds)
        removed = now if vanishes else None
        said_at = now + self.skew
        self.items.append(Item(network_id, content, now, visible, said_at, answers_to, removed, vanished=vanishes))

    def _fate(self) -> Fate:
        self._check_order()
        if not self.fates:
            return Fate()
        self.when_met("fate")
        return self.fates.pop(0)

    # Reading ------------------------------------------------------------------------------------------------------

    def read_back(self, network_id: str) -> PublishedPost | None:
        self._read()
        seen = next((_shown(item) for item in self.seen() if item.network_id == network_id), None)
        self.last_look = (RawAnswer(200 if seen else 404, b"{}"),)
        return seen

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        found = self._find(content_of(post), None, since)
        container = self.containers.get(staged.container_id or "")
        if not found and container and container.status == "PUBLISHED":
            raise TransientServiceError("it was published and is not listed yet")
        return found

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        return self._find(text, comment_id, since)

    def locate(self, address: str) -> PublishedPost | None:
        self._read()
        return next((post for post in map(_shown, self.seen()) if post.permalink == address), None)

    def seen(self) -> list[Item]:
        """Give what a reader sees now."""
        return [item for item in self._up() if item.visible_from <= self.clock.now()]

    def _find(self, content: str, answers_to: str | None, since: datetime) -> tuple[PublishedPost, ...]:
        self._read()
        same = (item for item in self.seen() if (item.content, item.answers_to) == (content, answers_to))
        return tuple(_shown(item) for item in same if item.published_at >= since - CLOCK_SKEW)

    def _up(self) -> list[Item]:
        return [item for item in self.items if item.is_live(self.clock.now())]

    def _read(self) -> None:
        self._check_order()
        if self.read_errors:
            self.when_met("read")
            raise self.read_errors.pop(0).with_traceback(None)

    def _check_order(self) -> None:
        if self.out_of_order is not None:
            self.when_met("out of order")
            raise self.out_of_order.with_traceback(None)


def content_of(post: OutgoingPost) -> str:
    """Give what makes two posts the same: words and pictures."""
    return "\x1f".join([post.text, *(item.sha256 for item in post.media)])


def _shown(item: Item) -> PublishedPost:
    return PublishedPost(item.network_id, f"https://red.example/{item.network_id}", item.published_at)


def _answer(fate: Fate) -> None:
    if fate.error is not None:
        raise fate.error.with_traceback(None)
