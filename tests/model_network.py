"""
A network in memory that can do what real ones do: accept and lose the answer, show late, refuse, ask for patience.

`answers` says what happens to the next writes, one each; after them every write is accepted and answered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import (
    CredentialsRejectedError,
    ExternalServiceError,
    NotThereError,
    OutcomeUnknownError,
    RateLimitedError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.staged import Staged
from chalicelib.ports import (
    AccountStanding,
    CommentPage,
    CountedPost,
    LookedUp,
    OutgoingPost,
    PublishedPost,
    RawAnswer,
)
from tests.fakes import FakeClock
from tests.mortality import Steps


class Answer(StrEnum):
    """What a network does with one write."""

    ACCEPTED = "accepted"
    ACCEPTED_AND_LOST = "accepted, the answer is lost"
    NOTHING_AND_LOST = "not accepted, the answer is lost"
    TRANSIENT = "certainly nothing was done"
    PATIENCE = "rate limited"
    REFUSED = "refused"
    DEAD_TOKEN = "dead token"
    GONE = "what was named is gone"


_ERRORS: dict[Answer, ExternalServiceError] = {
    Answer.ACCEPTED_AND_LOST: OutcomeUnknownError("connection reset"),
    Answer.NOTHING_AND_LOST: OutcomeUnknownError("connection reset"),
    Answer.TRANSIENT: TransientServiceError("connection refused"),
    Answer.PATIENCE: RateLimitedError("too many", retry_after_seconds=900),
    Answer.REFUSED: RejectedByServiceError("the text is not allowed", code="refused"),
    Answer.DEAD_TOKEN: CredentialsRejectedError("expired"),
    Answer.GONE: NotThereError("gone"),
}


@dataclass
class Shown:
    """Something of ours that a network accepted. `answers_to` is the comment a reply answers."""

    network_id: str
    content: str
    published_at: datetime
    visible_from: datetime
    answers_to: str | None = None
    removed_at: datetime | None = None


@dataclass
class ModelAccount:
    """`ports.NetworkAccount`. A network that `refuses_duplicates` (X) will not show the same text twice."""

    clock: FakeClock
    steps: Steps
    name: str = "x"
    settle_seconds: int = 60
    lag_seconds: int = 0
    patience_seconds: int = 0
    clock_error: timedelta = timedelta()
    refuses_duplicates: bool = False
    answers: list[Answer] = field(default_factory=list)
    read_errors: list[ExternalServiceError | None] = field(default_factory=list)
    stagings: list[Staged | ExternalServiceError] = field(default_factory=list)
    everything: list[Shown] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    last_look: tuple[RawAnswer, ...] = ()

    @property
    def live(self) -> list[Shown]:
        """What is up now, whether a reader sees it already or not."""
        return [shown for shown in self.everything if shown.removed_at is None]

    @property
    def asked_to_wait_seconds(self) -> int:
        return self.patience_seconds

    def refuses_repeats(self, action: Action) -> bool:
        return self.refuses_duplicates or action is not Action.REPLY

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        del post
        with self.steps.step("stage"):
            following = self.stagings.pop(0) if self.stagings else staged.model_copy(update={"is_ready": True})
            if isinstance(following, ExternalServiceError):
                raise following.with_traceback(None)
            return following

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        del staged
        content = _content_of(post)
        if self.refuses_duplicates and any(shown.content == content for shown in self.live):
            self.calls.append("publish")
            raise OutcomeUnknownError("403 duplicate content")
        if post.answers and all(shown.network_id != post.answers for shown in self.live):
            self.calls.append("publish")
            raise NotThereError(post.answers)
        return self._write("publish", content, post.answers)

    def reply(self, comment_id: str, text: str) -> str:
        return self._write("reply", text, comment_id)

    def edit(self, network_id: str, text: str) -> None:
        with self.steps.step("edit"):
            self.calls.append("edit")
            answer = self._following()
            if answer in {Answer.ACCEPTED, Answer.ACCEPTED_AND_LOST}:
                for shown in self.live:
                    if shown.network_id == network_id:
                        _, *media = shown.content.split("\x1f")
                        shown.content = "\x1f".join([text, *media])
            _raise_for(answer)

    def take_down(self, network_id: str) -> None:
        with self.steps.step("take_down"):
            self.calls.append("take_down")
            answer = self._following()
            if answer in {Answer.ACCEPTED, Answer.ACCEPTED_AND_LOST}:
                for shown in self.live:
                    if shown.network_id == network_id:
                        shown.removed_at = self.clock.now()
            _raise_for(answer)

    def read_back(self, network_id: str) -> PublishedPost | None:
        self._read()
        seen = next((post for shown, post in self._shown() if shown.network_id == network_id), None)
        self.last_look = (RawAnswer(200, b'{"id":"%s"}' % network_id.encode()) if seen else RawAnswer(404, b"{}"),)
        return seen

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        del staged
        return self._find(_content_of(post), post.answers, since)

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        return self._find(text, comment_id, since)

    def locate(self, address: str) -> PublishedPost | None:
        self._read()
        return next((post for _, post in self._shown() if post.permalink == address), None)

    def _find(self, content: str, answers_to: str | None, since: datetime) -> tuple[PublishedPost, ...]:
        self._read()
        return tuple(
            post
            for shown, post in self._shown()
            if (shown.content, shown.answers_to) == (content, answers_to) and shown.published_at >= since - CLOCK_SKEW
        )

    def _write(self, call: str, content: str, answers_to: str | None) -> str:
        now = self.clock.now()
        network_id = f"{self.name}{len(self.everything) + 1}"
        with self.steps.step(call):
            self.calls.append(call)
            answer = self._following()
            if answer in {Answer.ACCEPTED, Answer.ACCEPTED_AND_LOST}:
                visible = now + timedelta(seconds=self.lag_seconds)
                self.everything.append(Shown(network_id, content, now + self.clock_error, visible, answers_to))
            _raise_for(answer)
        return network_id

    def _following(self) -> Answer:
        return self.answers.pop(0) if self.answers else Answer.ACCEPTED

    def _read(self) -> None:
        error = self.read_errors.pop(0) if self.read_errors else None
        if error is not None:
            raise error.with_traceback(None)

    def _shown(self) -> Iterable[tuple[Shown, PublishedPost]]:
        for shown in self.live:
            if shown.visible_from <= self.clock.now():
                link = f"https://{self.name}.example/{shown.network_id}"
                text = shown.content.split("\x1f")[0]
                yield shown, PublishedPost(shown.network_id, link, shown.published_at, text)


def _raise_for(answer: Answer) -> None:
    if answer in _ERRORS:
        raise _ERRORS[answer].with_traceback(None)


def _content_of(post: OutgoingPost) -> str:
    return "\x1f".join([post.text, *(item.sha256 for item in post.media)])


@dataclass
class ModelProbe:
    """`ports.AccountProbe` that finds what `standing` says, or fails with it."""

    standing: AccountStanding | ExternalServiceError = field(
        default_factory=lambda: AccountStanding("7", "@municipio", frozenset({"read", "write"}), frozenset(), None)
    )
    requests: int = 0

    def probe(self) -> AccountStanding:
        self.requests += 1
        if isinstance(self.standing, ExternalServiceError):
            raise self.standing
        return self.standing


@dataclass
class ModelSource:
    """`ports.CommentSource` whose readings are lists of pages, one list per reading; an error may stand for a page."""

    readings: list[list[CommentPage | ExternalServiceError]] = field(default_factory=list)
    cursors: list[str | None] = field(default_factory=list)
    requests: int = 0
    _pages: list[CommentPage | ExternalServiceError] = field(default_factory=list)

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        del network_post_id
        self.requests += 1
        if page is None:
            self.cursors.append(cursor)
            self._pages = self.readings.pop(0) if len(self.readings) > 1 else list(self.readings[0])
        following = self._pages.pop(0)
        if isinstance(following, ExternalServiceError):
            raise following.with_traceback(None)
        return following


@dataclass
class ModelCounts:
    """`ports.AnswerCounts`: what the network counts of each post, or why it does not tell."""

    counts: dict[str, int] = field(default_factory=dict)
    reactions: dict[str, Reactions] = field(default_factory=dict)
    error: ExternalServiceError | None = None
    asked_since: list[datetime] = field(default_factory=list)

    def since(self, earliest: datetime) -> dict[str, CountedPost]:
        self.asked_since.append(earliest)
        if self.error:
            raise self.error.with_traceback(None)
        return {name: CountedPost(count, self.reactions.get(name, Reactions())) for name, count in self.counts.items()}


@dataclass
class ModelReactions:
    """`ports.ReactionCounts`: what the network counts of each post, or why it does not tell."""

    reactions: dict[str, Reactions] = field(default_factory=dict)
    error: ExternalServiceError | None = None
    asked: list[str] = field(default_factory=list)

    def of(self, network_post_id: str) -> Reactions:
        self.asked.append(network_post_id)
        if self.error:
            raise self.error.with_traceback(None)
        return self.reactions.get(network_post_id, Reactions())


@dataclass
class ModelLookup:
    """`ports.CommentLookup` over comments that are there, hidden or gone; what is in none of them is not answered."""

    there: dict[str, NetworkComment] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    unanswered: set[str] = field(default_factory=set)
    error: ExternalServiceError | None = None
    asked: list[list[str]] = field(default_factory=list)

    def look_up(self, network_ids: Sequence[str]) -> LookedUp:
        self.asked.append(list(network_ids))
        if self.error is not None:
            raise self.error
        ids = set(network_ids) - self.unanswered
        visible = ids & set(self.there) - self.gone - self.hidden
        shown = tuple(self.there[one] for one in network_ids if one in visible)
        return LookedUp(
            shown, frozenset(self.gone & ids), frozenset(self.hidden & ids), tuple(one.answer_id for one in shown)
        )

    def written_at(self, network_id: str) -> datetime | None:
        return self.there[network_id].created_at if network_id in self.there else None
