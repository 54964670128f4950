"""Our own posts on X, read one by one or back to an instant."""

from collections.abc import Iterator
from datetime import datetime

import requests
import tweepy

from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import Page, Shown
from chalicelib.adapters.networks.x.tweets import FIELDS, Tweet
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import NotThereError, TransientServiceError
from chalicelib.ports import PublishedPost

MAX_PAGE_SIZE = 100
MAX_PAGES = 10
"""How far back our own posts are read; what was sent a moment ago stands on the first page."""


class OwnPosts:
    """What X shows of one user."""

    def __init__(self, api: XApi, user_id: str, page_size: int) -> None:
        """Take the connection to X, the user, and how many posts make a page."""
        self._api = api
        self._user_id = user_id
        self._page_size = page_size

    def shown(self, network_id: str) -> Tweet | None:
        """Read one post, whoever wrote it; None when X says that it is not there."""
        try:
            shown = self._api.ask(Call.READ_ITEM, Shown, lambda client: self._get(client, network_id))
        except NotThereError:
            return None
        if shown.data is not None:
            return shown.data
        if shown.errors and all(problem.says_gone for problem in shown.errors):
            return None
        raise TransientServiceError(f"X: {network_id} is neither shown nor reported as gone")

    def _get(self, client: tweepy.Client, network_id: str) -> requests.Response:
        response: requests.Response = client.get_tweet(network_id, tweet_fields=list(FIELDS), user_auth=True)
        return response

    def since(self, since: datetime) -> Iterator[Tweet]:
        """Read our own timeline since an instant, the newest first. An end that is not reached proves nothing."""
        earliest = since - CLOCK_SKEW
        token: str | None = None
        for _ in range(MAX_PAGES):
            page = self._timeline(earliest, token)
            yield from (tweet for tweet in page.data if (tweet.published_at or earliest) >= earliest)
            token = page.meta.next_token
            if token is None:
                return
        raise TransientServiceError("X: too many posts of ours to read through")

    def _timeline(self, earliest: datetime, token: str | None) -> Page[Tweet]:
        return self._api.ask(
            Call.READ_ACCOUNT,
            Page[Tweet],
            lambda client: client.get_users_tweets(
                self._user_id,
                start_time=earliest,
                max_results=self._page_size,
                pagination_token=token,
                tweet_fields=list(FIELDS),
                user_auth=True,
            ),
        )


def published(tweet: Tweet) -> PublishedPost:
    """Tell of a post what the procedure needs. Its address leads to it whatever the account is called."""
    published_at = tweet.published_at
    if published_at is None:
        raise TransientServiceError(f"X: {tweet.id} carries no instant")
    address = f"https://x.com/i/web/status/{tweet.original_id}"
    return PublishedPost(tweet.original_id, address, published_at, tweet.written_text)
