"""A network in memory: our account, its citizens, and what can go wrong with every call."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from chalicelib.domain.delivery_state import Action
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import ExternalServiceError, NotThereError
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.domain.staged import Staged
from chalicelib.ports import CommentPage, OutgoingPost, PublishedPost, RawAnswer
from tests.fakes.clock import FakeClock

US = "municipio"


@dataclass(frozen=True)
class DoneAllTheSame:
    """An outcome: the call is carried out, then the error is raised, and readers see the result only after a while."""

    error: ExternalServiceError | None = None
    shown_after: timedelta = timedelta()


Outcome = ExternalServiceError | DoneAllTheSame
"""An error alone is raised and nothing is done."""


@dataclass
class Entry:
    """A post or a comment, whoever wrote it; `parent_id` is what it answers, `post_id` the post it belongs to."""

    network_id: str
    author: str | None
    text: str
    written_at: datetime
    shown_from: datetime
    post_id: str
    parent_id: str | None = None
    version: int = 1
    is_removed: bool = False

    @property
    def is_post(self) -> bool:
        return self.parent_id is None


@dataclass
class InMemoryNetwork:
    """
    `ports.NetworkAccount` and `ports.CommentSource`. On X readings are incremental, elsewhere whole.

    `will` says what happens to the next calls of a method; `calls` lists the methods that were called.
    """

    clock: FakeClock
    network: Network = Network.FACEBOOK
    settle_seconds: int = 60
    page_size: int = 25
    entries: list[Entry] = field(default_factory=list)
    lists_part: bool = False
    calls: list[str] = field(default_factory=list)
    _outcomes: dict[str, deque[Outcome]] = field(default_factory=dict)
    _looked: tuple[RawAnswer, ...] = ()
    _numbers: "count[int]" = field(default_factory=lambda: count(1_860_000_000_000_000_001))

    # What a test does -------------------------------------------------------------------------------------------

    def will(self, method: str, *outcomes: Outcome) -> None:
        """Set what happens to the next calls of a method, one each; then all goes well again."""
        self._outcomes.setdefault(method, deque()).extend(outcomes)

    def citizen_comments(self, on: str, text: str, author: str | None = "lupita") -> str:
        """Comment on a post or on a comment; without `author`, somebody the network hides."""
        return self._write(author, text, on).network_id

    def citizen_edits(self, comment_id: str, text: str) -> None:
        """Change a comment's text."""
        entry = self._entry(comment_id)
        entry.text, entry.version = text, entry.version + 1

    def citizen_deletes(self, comment_id: str) -> None:
        """Delete a comment."""
        self._entry(comment_id).is_removed = True

    @property
    def live(self) -> list[Entry]:
        """Our posts that are up, whether or not a reader sees them already."""
        return [entry for entry in self.entries if entry.author == US and entry.is_post and not entry.is_removed]

    @property
    def replies(self) -> list[Entry]:
        """Our answers that are up."""
        return [entry for entry in self.entries if entry.author == US and not entry.is_post and not entry.is_removed]

    # NetworkAccount ---------------------------------------------------------------------------------------------

    @property
    def asked_to_wait_seconds(self) -> int:
        return 0

    @property
    def last_look(self) -> tuple[RawAnswer, ...]:
        return self._looked

    def refuses_repeats(self, action: Action) -> bool:
        return self.network is Network.X or action is not Action.REPLY

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        _raise_after(self._outcome("stage"))
        media_ids = staged.media_ids or tuple(str(next(self._numbers)) for _ in post.media)
        return Staged(media_ids=media_ids, is_ready=True)

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        del staged
        outcome = self._outcome("publish")
        entry = self._write(US, post.text, None, outcome.shown_after)
        _raise_after(outcome)
        return entry.network_id

    def reply(self, comment_id: str, text: str) -> str:
        outcome = self._outcome("reply")
        if self._entry(comment_id).is_removed:
            raise NotThereError(comment_id)
        entry = self._write(US, text, comment_id, outcome.shown_after)
        _raise_after(outcome)
        return entry.network_id

    def edit(self, network_id: str, text: str) -> None:
        outcome = self._outcome("edit")
        self._entry(network_id).text = text
        _raise_after(outcome)

    def take_down(self, network_id: str) -> None:
        outcome = self._outcome("take_down")
        self._entry(network_id).is_removed = True
        _raise_after(outcome)

    def read_back(self, network_id: str) -> PublishedPost | None:
        _raise_after(self._outcome("read_back"))
        shown = next((_published(entry) for entry in self._shown() if entry.network_id == network_id), None)
        self._looked = (RawAnswer(200, f'{{"id":"{network_id}"}}'.encode()) if shown else RawAnswer(404, b"{}"),)
        return shown

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        del staged
        _raise_after(self._outcome("find_posts"))
        return self._find(post.text, None, since)

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        _raise_after(self._outcome("find_replies"))
        return self._find(text, comment_id, since)

    def locate(self, address: str) -> PublishedPost | None:
        _raise_after(self._outcome("locate"))
        return next((post for post in map(_published, self._shown()) if post.permalink == address), None)

    # CommentSource ----------------------------------------------------------------------------------------------

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        _raise_after(self._outcome("read"))
        is_whole = self.network is not Network.X
        if network_post_id and self._entry(network_post_id).is_removed:
            raise NotThereError(network_post_id)
        found = [comment for comment in self._comments(network_post_id) if is_whole or _is_after(comment, cursor)]
        found = found if is_whole else found[::-1]
        ours = [entry for entry in self.replies if entry.post_id == network_post_id and entry in self._shown()]
        count = len(found) + len(ours)
        found = found[::2] if self.lists_part else found
        start = int(page or 0)
        newest = max((comment.answer_id for comment in found), default=None)
        return CommentPage(
            comments=tuple(found[start : start + self.page_size]),
            next_page=str(start + self.page_size) if start + self.page_size < len(found) else None,
            cursor=newest if page is None and not is_whole else None,
            is_whole=is_whole,
            network_count=count if page is None and is_whole else None,
            own_ids=tuple(entry.network_id for entry in ours) if page is None and is_whole else (),
        )

    def _comments(self, post_id: str | None) -> list[NetworkComment]:
        theirs = [entry for entry in self._shown() if entry.author != US and not entry.is_post]
        return [self._comment(entry) for entry in theirs if post_id in {None, entry.post_id}]

    def _comment(self, entry: Entry) -> NetworkComment:
        """Show a comment; on X each version has an id of its own, newer than all before."""
        version_id = str(int(entry.network_id) + (entry.version - 1) * 10**15)
        answer_id = version_id if self.network is Network.X else entry.network_id
        return NetworkComment(
            network=self.network,
            network_id=entry.network_id,
            answer_id=answer_id,
            version_id=version_id,
            network_post_id=entry.post_id,
            network_post_at=self._entry(entry.post_id).written_at,
            parent_id=entry.parent_id if entry.parent_id != entry.post_id else None,
            author_handle=entry.author,
            author_id=entry.author and f"id of {entry.author}",
            text=entry.text,
            created_at=entry.written_at,
        )

    def _write(
        self, author: str | None, text: str, parent_id: str | None, shown_after: timedelta = timedelta()
    ) -> Entry:
        number, now = str(next(self._numbers)), self.clock.now()
        post_id = self._entry(parent_id).post_id if parent_id else number
        self.entries.append(Entry(number, author, text, now, now + shown_after, post_id, parent_id))
        return self.entries[-1]

    def _entry(self, network_id: str) -> Entry:
        """Give an entry, removed or not; X's newer versions lead to their first."""
        number = str(int(network_id) % 10**15 + 1_860_000 * 10**12) if int(network_id) >= 10**18 else network_id
        found = (entry for entry in self.entries if entry.network_id in {network_id, number})
        return next(found, Entry(network_id, None, "", self.clock.now(), self.clock.now(), network_id, is_removed=True))

    def _shown(self) -> Iterable[Entry]:
        now = self.clock.now()
        return [entry for entry in self.entries if entry.shown_from <= now and not entry.is_removed]

    def _find(self, text: str, parent_id: str | None, since: datetime) -> tuple[PublishedPost, ...]:
        return tuple(
            _published(entry)
            for entry in self._shown()
            if (entry.author, entry.text, entry.parent_id) == (US, text, parent_id)
            and entry.written_at >= since - CLOCK_SKEW
        )

    def _outcome(self, method: str) -> DoneAllTheSame:
        """Note the call and say what becomes of it; raises at once where nothing is done."""
        self.calls.append(method)
        waiting = self._outcomes.get(method)
        outcome = waiting.popleft() if waiting else DoneAllTheSame()
        if isinstance(outcome, ExternalServiceError):
            raise outcome
        return outcome


def _raise_after(outcome: DoneAllTheSame) -> None:
    if outcome.error:
        raise outcome.error


def _published(entry: Entry) -> PublishedPost:
    return PublishedPost(entry.network_id, f"https://network.example/{entry.network_id}", entry.written_at)


def _is_after(comment: NetworkComment, cursor: str | None) -> bool:
    return cursor is None or int(comment.answer_id) > int(cursor)
