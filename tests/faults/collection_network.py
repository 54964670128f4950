"""
The truth about what citizens say on one network, and the network's own way of listing it.

X lists mentions newest first, those since an id, the newest `keeps` only, an edited one under a new id. Facebook lists every
comment of a post, the oldest first, replies among them. Instagram lists the topmost, newest first, each with its replies.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random

from chalicelib.adapters.networks.x.comments import LATE_BY
from chalicelib.domain.errors import ExternalServiceError, NotThereError
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.ports import CommentPage
from tests.builders import NOW
from tests.fakes import FakeClock

X_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
MOST_BARREN_PAGES = 3


class Trick(StrEnum):
    """What a network may do to a listing for a while."""

    REPEATS = "the pages repeat for ever"
    EMPTY = "a page is empty and not the last"
    OFFSETS = "the cursors count items instead of naming them"
    PARTIAL = "some items cannot be read, and it is said"
    UNSAID = "some items are not listed, and nothing says so but the network's count"
    SHUFFLED = "the order changes from page to page"
    TWICE = "a page shows an edited comment twice, as it was and as it is"


@dataclass
class Said:
    """A comment as it truly is: each text with the instant it was written, and when the network shows it."""

    network_id: str
    post_id: str
    parent_id: str | None
    written_at: datetime
    shown_from: datetime
    texts: list[tuple[datetime, str, str]]
    is_hidden: bool = False
    author: str | None = "vecina"
    deleted_at: datetime | None = None
    reached: bool | None = None
    """Whether X kept it, as it says now, while the first reading after it went by; None before there was one."""
    mentions_us: bool = True
    """On X an author may take the mention out of an answer."""
    was_locked: bool = False
    """Whether its author's account was locked for a while: what passed it by meanwhile need not come again."""

    @property
    def text(self) -> str:
        return self.texts[-1][1]

    @property
    def newest_id(self) -> str:
        """The id of the newest version: X gives each its own."""
        return self.texts[-1][2]

    def is_shown(self, now: datetime) -> bool:
        return self.shown_from <= now and self.deleted_at is None

    def is_open(self, now: datetime) -> bool:
        """Say whether X shows it to us: its author may have locked the account, which hides it."""
        return self.is_shown(now) and not self.is_hidden

    @property
    def is_late(self) -> bool:
        """Say whether X shows it later than any reading looks back."""
        return self.shown_from - self.written_at > LATE_BY


def snowflake(at: datetime, number: int) -> int:
    """Give an id as X makes them: milliseconds since its epoch, then a number."""
    return (int((at - X_EPOCH).total_seconds() * 1000) << 22) + number


@dataclass
class TrueComments:
    """`ports.CommentSource` over the truth of one network. `troubles` are raised, one a request; `tricks` last."""

    clock: FakeClock
    network: Network
    page_size: int = 3
    keeps: int = 800
    overlap: timedelta = LATE_BY
    said: dict[str, Said] = field(default_factory=dict)
    troubles: list[ExternalServiceError | None] = field(default_factory=list)
    tricks: set[Trick] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    clock_ahead: timedelta = timedelta()
    counts_listed: bool = False
    """Whether its own count has only what it lists."""
    after_page: Callable[[], None] = lambda: None
    shown: list[tuple[str, str]] = field(default_factory=list)
    requests: int = 0
    chance: Random = field(default_factory=lambda: Random(0))
    _by_post: dict[str, list[Said]] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        """Let a citizen have said something."""
        self.said[said.network_id] = said
        self._by_post.setdefault(said.post_id, []).append(said)

    def below(self, post_id: str) -> Sequence[Said]:
        """Give what was ever said below a post."""
        return self._by_post.get(post_id, ())

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """Serve one page, and let citizens go on while it is on its way."""
        self.fail_if_told()
        if network_post_id in self.gone:
            raise NotThereError(network_post_id)
        is_x = self.network is Network.X
        answer = self._mentions(cursor, page) if is_x else self._of_post(network_post_id or "", page)
        self._note(answer)
        return answer

    def fail_if_told(self) -> None:
        """Count a request, and raise the next trouble if there is one."""
        self.requests += 1
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble is not None:
            raise trouble

    def served(self, served: list[Said], next_page: str | None) -> CommentPage:
        """Show some comments outside of any listing of a post, and let citizens go on."""
        answer = CommentPage(tuple(self.as_shown(said, said.text) for said in served), next_page)
        self._note(answer)
        return answer

    def _note(self, answer: CommentPage) -> None:
        self.shown += [(comment.network_id, comment.text) for comment in answer.comments]
        self.after_page()

    # X ------------------------------------------------------------------------------------------------------------

    def kept(self) -> list[Said]:
        """Give the mentions X still lists, the newest first."""
        shown = [said for said in self.said.values() if said.is_open(self.clock.now()) and said.mentions_us]
        return sorted(shown, key=lambda said: int(said.newest_id), reverse=True)[: self.keeps]

    def _mentions(self, cursor: str | None, page: str | None) -> CommentPage:
        since = int(cursor or 0) - (int(self.overlap.total_seconds() * 1000) << 22)
        kept = [said for said in self.kept() if int(said.newest_id) > since]
        before, barren = (int(part) for part in page.split(".")) if page else (0, 0)
        rest = [said for said in kept if not before or int(said.newest_id) < before]
        served = rest[: self.page_size]
        newest = str(max([int(said.newest_id) for said in served] + [int(cursor or 0)]))
        next_page = f"{served[-1].newest_id}.0" if len(rest) > len(served) else None
        if next_page is None and Trick.REPEATS in self.tricks and barren < MOST_BARREN_PAGES:
            # The last page again and again: the reader must see that it brings nothing.
            next_page = f"{before or (served[-1].newest_id if served else 0)}.{barren + 1}"
        if Trick.EMPTY in self.tricks and page is None and next_page and kept:
            return CommentPage((), next_page=f"{int(kept[0].newest_id) + 1}.0", cursor=newest)
        return CommentPage(self._shown(served), next_page, newest if page is None else None)

    # Facebook, Instagram ------------------------------------------------------------------------------------------

    def listing(self, post_id: str) -> list[list[Said]]:
        """Give what a post shows, in the network's order; what is listed together stays together."""
        now = self.clock.now()
        shown = [said for said in self._by_post.get(post_id, ()) if said.is_shown(now)]
        if self.network is Network.FACEBOOK:
            groups = [[said] for said in sorted(shown, key=_place)]
        else:
            topmost = sorted((said for said in shown if said.parent_id is None), key=_place, reverse=True)
            answers: dict[str | None, list[Said]] = {}
            for said in shown:
                answers.setdefault(said.parent_id, []).append(said)
            groups = [[top, *answers.get(top.network_id, ())] for top in topmost]
        # In pages of one nothing shows twice, and no reader can know that the order changed.
        if Trick.SHUFFLED in self.tricks and self.page_size > 1 and self.chance.random() < 0.5:
            groups.reverse()
        return groups

    def _of_post(self, post_id: str, page: str | None) -> CommentPage:
        groups = self.listing(post_id)
        # What cannot be reached the network counts all the same.
        count = sum(len(group) for group in groups)
        if Trick.UNSAID in self.tricks:
            groups = [group for group in groups if zlib.crc32(group[0].network_id.encode()) % 2]
            count = sum(len(group) for group in groups) if self.counts_listed else count
        begin = self._begin(groups, page)
        served = groups[begin : begin + self.page_size]
        has_more = begin + self.page_size < len(groups)
        next_page = self._token(begin, served) if has_more else None
        if Trick.REPEATS in self.tricks and page is not None:
            next_page = page
        if Trick.EMPTY in self.tricks and page is None and served:
            return CommentPage((), next_page="0:", is_whole=True, network_count=count)
        is_whole = Trick.PARTIAL not in self.tricks
        comments = [said for group in served for said in group]
        if not is_whole:
            comments = comments[::2]
        return CommentPage(self._shown(comments), next_page, None, is_whole, count if page is None else None)

    def _begin(self, groups: list[list[Said]], page: str | None) -> int:
        offset, _, last = (page or "0:").partition(":")
        if Trick.OFFSETS in self.tricks or not last:
            return int(offset)
        key = _place(self.said[last])
        is_newest_first = len(groups) > 1 and _place(groups[0][0]) > _place(groups[-1][0])
        passed = [
            group for group in groups if (_place(group[0]) >= key if is_newest_first else _place(group[0]) <= key)
        ]
        return len(passed)

    def _token(self, begin: int, served: list[list[Said]]) -> str:
        return f"{begin + len(served)}:{served[-1][0].network_id}"

    # Both ---------------------------------------------------------------------------------------------------------

    def _shown(self, served: list[Said]) -> tuple[NetworkComment, ...]:
        if Trick.TWICE not in self.tricks:
            return tuple(self.as_shown(said, said.text) for said in served)
        # What was edited is there twice: as a cache still has it, and as it is.
        both = ((said, text) for said in served for text in dict.fromkeys((said.texts[0][1], said.text)))
        return tuple(self.as_shown(said, text) for said, text in both)

    def as_shown(self, said: Said, text: str) -> NetworkComment:
        """Show a comment with one of its texts."""
        is_x = self.network is Network.X
        return NetworkComment(
            network=self.network,
            network_id=said.network_id,
            answer_id=said.newest_id if is_x else said.network_id,
            version_id=said.newest_id if is_x else None,
            network_post_id=said.post_id,
            network_post_at=NOW if is_x else None,
            parent_id=said.parent_id,
            author_handle=said.author,
            author_id=None if said.author is None else "17",
            text=text,
            created_at=said.written_at + self.clock_ahead,
            is_hidden=said.is_hidden and not is_x,
        )


def _place(said: Said) -> tuple[datetime, str]:
    return said.written_at, said.network_id
