"""
What citizens answer the municipality on X (`ports.CommentSource`): the mentions of the account, of which X keeps 800.

Whoever answers a post of ours mentions us, so one listing holds every comment of every post, at the price of our own
reads. It is incremental: what X no longer shows is not told, so no reading is whole.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from chalicelib.adapters.networks.answers import each
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import RawPage
from chalicelib.adapters.networks.x.tweets import FIELDS, Tweet, id_before, instant_of
from chalicelib.domain.comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.ports import CommentPage

MAX_PAGE_SIZE = 100
LATE_BY = timedelta(minutes=15)
"""How late X may show a mention: every reading looks back as far before its cursor (C10). X bills a post once a day."""

_BARREN_PAGES = 3


class XComments:
    """Reads the mentions of one user, the newest first."""

    def __init__(
        self,
        credentials: XCredentials,
        *,
        base_url: str = "https://api.x.com",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._api = XApi(credentials, base_url=base_url, timeouts=timeouts, seconds=seconds)
        self._user_id = credentials.user_id
        self._page_size = page_size

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """
        Read one page of what answers us since `cursor` (the newest id of the reading before), and a little before it.

        The first page gives the next cursor. Pages end where X says so, or after three that bring no new id: some of its
        tokens repeat for ever (C01), and an empty page need not be the last (C02).
        """
        place = _Place.parse(page)
        answer = self._mentions(cursor, place.token)
        tweets, _ = each(Tweet, answer.data)
        handles = {user.id: user.username for user in answer.includes.users}
        comments = [self._comment(tweet, handles) for tweet in tweets if self._is_comment(tweet)]
        return CommentPage(
            comments=tuple(
                comment for comment in comments if comment and network_post_id in {None, comment.network_post_id}
            ),
            next_page=place.after(tweets, answer.meta.next_token),
            cursor=_newest(answer, tweets, cursor) if page is None else None,
        )

    def _is_comment(self, tweet: Tweet) -> bool:
        """Our own posts are none, nor is a post of ours that somebody only passes on."""
        return tweet.author_id != self._user_id and tweet.refers_to("retweeted") is None

    def _mentions(self, cursor: str | None, token: str | None) -> RawPage:
        return self._api.ask(
            Call.READ_MENTIONS,
            RawPage,
            lambda client: client.get_users_mentions(
                self._user_id,
                since_id=id_before(cursor, LATE_BY) if cursor else None,
                pagination_token=token,
                max_results=self._page_size,
                tweet_fields=list(FIELDS),
                expansions=["author_id"],
                user_auth=True,
            ),
        )

    def _comment(self, tweet: Tweet, handles: dict[str, str]) -> NetworkComment | None:
        """Give a mention as a comment; an edited one keeps its first id and instant, so its record never moves."""
        created_at = tweet.published_at
        if created_at is None:
            return None
        post_id = _answered_post(tweet)
        parent_id = tweet.refers_to("replied_to")
        return NetworkComment(
            network=Network.X,
            network_id=tweet.original_id,
            answer_id=tweet.newest_id,
            version_id=tweet.newest_id,
            network_post_id=post_id,
            network_post_at=instant_of(post_id) if post_id else None,
            parent_id=parent_id if parent_id != post_id else None,
            author_handle=handles.get(tweet.author_id or ""),
            author_id=tweet.author_id,
            text=tweet.text,
            created_at=created_at,
        )


class _Place(NamedTuple):
    """Where a reading stands: the oldest id seen, how many pages in a row brought nothing older, X's own token."""

    oldest: int | None = None
    barren: int = 0
    token: str | None = None

    @classmethod
    def parse(cls, page: str | None) -> "_Place":
        if page is None:
            return cls()
        oldest, barren, token = page.split(".", 2)
        return cls(int(oldest) if oldest else None, int(barren), token)

    def after(self, tweets: list[Tweet], token: str | None) -> str | None:
        """Say where the next page starts, or None when this was the last."""
        oldest = min((int(tweet.id) for tweet in tweets), default=self.oldest)
        is_fruitful = oldest is not None and (self.oldest is None or oldest < self.oldest)
        barren = 0 if is_fruitful else self.barren + 1
        if token is None or barren >= _BARREN_PAGES:
            return None
        kept = oldest if is_fruitful else self.oldest
        return f"{'' if kept is None else kept}.{barren}.{token}"


def _answered_post(tweet: Tweet) -> str | None:
    """
    Name the post a mention is about: the root of its conversation, else what it answers or quotes.

    Whether that post is ours, its record tells: a stranger's conversation has none.
    """
    if tweet.conversation_id and tweet.conversation_id not in {tweet.id, tweet.original_id}:
        return tweet.conversation_id
    return tweet.refers_to("replied_to") or tweet.refers_to("quoted")


def _newest(answer: RawPage, tweets: list[Tweet], cursor: str | None) -> str | None:
    """Give the newest id of a page, never older than where the reading began (C14)."""
    ids = [int(tweet.id) for tweet in tweets]
    ids += [int(known) for known in (answer.meta.newest_id, cursor) if known]
    return str(max(ids)) if ids else None
