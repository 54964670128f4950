"""
What X counts of our own posts (`ports.AnswerCounts`): the `public_metrics` of our timeline, answers and reactions at once.

The timeline is billed as our own reading, a fifth of looking the posts up by their ids, and a post once a day. `reply_count` has
the direct answers of everybody, our own thread among them; not the answers to answers, nor quotes. What X hides from us, it may
count.
https://docs.x.com/x-api/users/get-posts, https://docs.x.com/x-api/fundamentals/metrics
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any

from pydantic import AliasChoices, Field

from chalicelib.adapters.networks.answers import Answer, count_in, each
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import Page
from chalicelib.adapters.networks.x.tweets import XId
from chalicelib.domain.reactions import Reactions
from chalicelib.ports import CountedPost

MAX_PAGES = 8
MAX_PAGE_SIZE = 100
_FIELDS = ["edit_history_tweet_ids", "public_metrics"]


class _Metrics(Answer):
    reply_count: Annotated[int, Field(ge=0, strict=True)]
    like_count: Any = None
    reposts: Any = Field(default=None, validation_alias=AliasChoices("retweet_count", "repost_count"))
    quote_count: Any = None
    bookmark_count: Any = None
    impression_count: Any = None

    def counted(self) -> CountedPost:
        """Give it in the words of the procedure. A count of reactions that is none stops nothing."""
        reactions = Reactions(
            likes=count_in(self.like_count),
            shares=count_in(self.reposts),
            quotes=count_in(self.quote_count),
            bookmarks=count_in(self.bookmark_count),
            views=count_in(self.impression_count),
        )
        return CountedPost(self.reply_count, reactions)


class _Counted(Answer):
    id: XId
    edit_history: tuple[XId, ...] = Field(
        default=(), validation_alias=AliasChoices("edit_history_tweet_ids", "edit_history_post_ids")
    )
    public_metrics: _Metrics

    @property
    def original_id(self) -> str:
        """The id it was first published under, by which its record knows it."""
        return min((*self.edit_history, self.id), key=int)


class XAnswerCounts:
    """Counts the answers and reactions to the posts of one user."""

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

    def since(self, earliest: datetime) -> Mapping[str, CountedPost]:
        """Read our timeline without answers, the newest first, at most eight pages; an older post is simply not counted."""
        counts: dict[str, CountedPost] = {}
        token: str | None = None
        for _ in range(MAX_PAGES):
            page = self._page(earliest, token)
            posts, _ = each(_Counted, page.data)
            counts |= {post.original_id: post.public_metrics.counted() for post in posts}
            token = page.meta.next_token
            if token is None:
                break
        return counts

    def _page(self, earliest: datetime, token: str | None) -> Page[dict[str, Any]]:
        return self._api.ask(
            Call.READ_ACCOUNT,
            Page[dict[str, Any]],
            lambda client: client.get_users_tweets(
                self._user_id,
                start_time=earliest,
                max_results=self._page_size,
                pagination_token=token,
                exclude=["replies"],
                tweet_fields=_FIELDS,
                user_auth=True,
            ),
        )
