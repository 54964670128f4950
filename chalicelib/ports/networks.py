"""The municipality's accounts: writing, reading, counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Protocol

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.ids import sha256_hex, sha256_of_file
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.reactions import Reactions
from chalicelib.domain.staged import Staged


@dataclass(frozen=True)
class OutgoingMedia:
    """
    A graphic or a video to send: its bytes, an address where a network can fetch them, its type and alt text.

    A video's bytes lie in `file`, which was hashed as it lies there, and `content` is empty: it may be half a gigabyte.
    With `known_sha256` there are no bytes at all: the network fetched them before, and this is what they were.
    """

    content: bytes
    url: str
    mime_type: str
    alt_text: str
    file: Path | None = None
    seconds: float | None = None
    known_sha256: str | None = None

    @property
    def is_video(self) -> bool:
        """Say whether it plays."""
        return self.mime_type.startswith("video/")

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes that go out, read once, a piece at a time where they lie in a file (P1)."""
        return self.known_sha256 or (sha256_of_file(self.file) if self.file else sha256_hex(self.content))


@dataclass(frozen=True)
class OutgoingPost:
    """
    Exactly what goes out in one write.

    `answers` is the network's id of our own post that this one follows in a thread.
    """

    text: str
    media: tuple[OutgoingMedia, ...] = ()
    format: PostFormat = PostFormat.FEED
    answers: str | None = None


@dataclass(frozen=True)
class PublishedPost:
    """What a network shows of ours: its id, its address, when it was published (aware UTC), and its text where it tells."""

    network_id: str
    permalink: str | None
    published_at: datetime
    text: str | None = None


class NetworkAccount(Protocol):
    """
    The municipality's account on one network. No method repeats a write by itself, at any layer.

    `publish`, `reply`, `edit` and `take_down` raise one of: TransientServiceError or RateLimitedError (certainly nothing was
    done), OutcomeUnknownError (perhaps it was), RejectedByServiceError, CredentialsRejectedError. Reading raises
    TransientServiceError, RateLimitedError or CredentialsRejectedError when it could not read.
    """

    @property
    def settle_seconds(self) -> int:
        """How long the network may take to show what it accepted."""
        ...

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long the network's answers so far ask to make no call: by its headers, or 0."""
        ...

    @property
    def last_look(self) -> tuple["RawAnswer", ...]:
        """What the network answered when a post was last read back, as received: the proof of what is live, or is not."""
        ...

    def refuses_repeats(self, action: Action) -> bool:
        """
        Say whether the network itself would refuse, or merge, the same write a second time.

        Where it does not, what may have been accepted is never sent again unless a person says so (P18).
        """
        ...

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Upload what the post needs and is not there yet; nothing becomes visible. `is_ready` when it can go out."""
        ...

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Make the one call that publishes. Returns the network's id."""
        ...

    def reply(self, comment_id: str, text: str) -> str:
        """Answer a comment, in one call. Returns the reply's id."""
        ...

    def edit(self, network_id: str, text: str) -> None:
        """Write another text over a post of ours, in one call. Code `edit_unsupported` where the network has no edits."""
        ...

    def take_down(self, network_id: str) -> None:
        """Remove a post, in one call. A post that is gone already counts as removed."""
        ...

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Give what the network shows under an id of ours, or None when it shows nothing."""
        ...

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find posts of ours with this content since an instant, by reading the account."""
        ...

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find answers of ours with this text to a comment since an instant."""
        ...

    def locate(self, address: str) -> PublishedPost | None:
        """Find the post of ours that a person saw at an address; None when there is none, or it is not ours."""
        ...


@dataclass(frozen=True)
class AccountStanding:
    """
    How the municipality stands with a network today.

    `identity` is the account's id there; `missing` what the token may not do and should; `expires_at` (aware UTC) None for
    a token that does not expire.
    """

    identity: str
    account_name: str | None
    scopes: frozenset[str]
    missing: frozenset[str]
    expires_at: datetime | None


class AccountProbe(Protocol):
    """Looks, without writing anything, whether an account can be reached and what its token may do."""

    def probe(self) -> AccountStanding:
        """
        Ask the network who we are there.

        Raises:
            CredentialsRejectedError: the token is dead, or belongs to another account.
            RejectedByServiceError: `account_blocked`, the network suspended the account.
            TransientServiceError, RateLimitedError: it could not be found out now.
        """
        ...


@dataclass(frozen=True)
class RawAnswer:
    """One answer of a network: its HTTP status, and its bytes as received, without our own credentials in them."""

    status: int
    body: bytes


class RawAnswers(Protocol):
    """The answers of which something was read, for whoever keeps them: refusals too, in the order they came."""

    @property
    def answers(self) -> tuple[RawAnswer, ...]:
        """Give them; what costs time is done only now."""
        ...


@dataclass(frozen=True)
class CommentPage:
    """
    Comments read in one request.

    `next_page` continues this reading; `cursor` is what the next reading starts from, once everything is stored.
    `is_whole` says that the pages of this reading together list every comment there is now, so that one which is
    missing was deleted. `network_count` is the network's own count of the post's comments, where this answer tells it;
    `own_ids` are those of ours that were listed and left out; `reactions` how the post was received, where this answer tells
    it along. `shown` are the ids of all that a network that sells reading showed, comments or not; `usage` is how much of its
    limits is used, as its answer told. `raw` are the answers it was read out of (R12); None where no network was asked.
    """

    comments: tuple[NetworkComment, ...]
    next_page: str | None = None
    cursor: str | None = None
    is_whole: bool = False
    network_count: int | None = None
    own_ids: tuple[str, ...] = ()
    reactions: Reactions | None = None
    shown: tuple[str, ...] = ()
    usage: "NetworkUsage | None" = None
    raw: RawAnswers | None = field(default=None, compare=False)


@dataclass(frozen=True)
class NetworkUsage:
    """How much of a limit on reading is used, in percent, and in how many seconds it is free again, where that is told."""

    percent: float
    free_in_seconds: int | None = None


class CommentSource(Protocol):
    """Where a network's comments are read."""

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """
        Read one page of the comments of a post, or of all that answers the account when `network_post_id` is None.

        Raises:
            NotThereError: the post is gone from the network.
            RejectedByServiceError: the network no longer knows the page, or will not answer; begin again, tell a person.
            RateLimitedError, TransientServiceError, CredentialsRejectedError: nothing could be read.
        """
        ...


@dataclass(frozen=True)
class CountedPost:
    """What a network counts of one post: its direct answers, and how it was received."""

    answers: int
    reactions: Reactions


class AnswerCounts(Protocol):
    """What a network that is read for the whole account counts below each post of ours (X)."""

    def since(self, earliest: datetime) -> Mapping[str, CountedPost]:
        """
        Give what the network counts of our posts since an instant, by the network's ids of the posts.

        Raises:
            RateLimitedError, TransientServiceError, CredentialsRejectedError, RejectedByServiceError: it does not tell now.
        """
        ...


class ReactionCounts(Protocol):
    """How a post was received, where reading its comments does not tell it along (Facebook)."""

    def of(self, network_post_id: str) -> Reactions:
        """
        Give what the network counts of a post.

        Raises:
            NotThereError: the post is gone from the network.
            RateLimitedError, TransientServiceError, CredentialsRejectedError, RejectedByServiceError: it does not tell now.
        """
        ...


@dataclass(frozen=True)
class LookedUp:
    """
    What became of some comments: those shown now, the ids the network says are not there, those it may not show us.

    An id that is in none of them was left unanswered, which says nothing.
    """

    comments: tuple[NetworkComment, ...] = ()
    gone: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    shown: tuple[str, ...] = ()
    usage: NetworkUsage | None = None
    raw: RawAnswers | None = field(default=None, compare=False)


class CommentLookup(Protocol):
    """Looks at comments by their ids."""

    def look_up(self, network_ids: Sequence[str]) -> LookedUp:
        """Look at up to a hundred comments, in one request. Raises as `CommentSource.read`."""
        ...

    def written_at(self, network_id: str) -> datetime | None:
        """Tell when a comment was written by its id alone; None where the id does not tell."""
        ...
