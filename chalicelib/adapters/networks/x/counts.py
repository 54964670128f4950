"""
How many answers X counts below our own posts (`ports.AnswerCounts`): `public_metrics.reply_count` of our timeline.

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

from chalicelib.adapters.networks.answers import Answer, each
from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import Page
from chalicelib.adapters.networks.x.tweets import XId

MAX_PAGES = 8
MAX_PAGE_SIZE = 100
_FIELDS = ["edit_history_tweet_ids", "public_metrics"]


class _Metrics(Answer):
    reply_count: Annotated[int, Field(ge=0, strict=True)]


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
    """Counts the answers below the posts of one user."""

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

    def since(self, earliest: datetime) -> Mapping[str, int]:
        """Read our timeline without answers, the newest first, at most eight pages; an older post is simply not counted."""
        counts: dict[str, int] = {}
        token: str | None = None
        for _ in range(MAX_PAGES):
            page = self._page(earliest, token)
            posts, _ = each(_Counted, page.data)
            counts |= {post.original_id: post.public_metrics.reply_count for post in posts}
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
