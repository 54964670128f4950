"""The municipality's account on X (`ports.NetworkAccount`). API v2: manage posts, timelines, media."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import requests
import tweepy

from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.matching import comparable, in_order, without_leading_mentions
from chalicelib.adapters.networks.staging import check_complete
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.answers import Created, Removed
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.pages import Page, Shown
from chalicelib.adapters.networks.x.tweets import FIELDS, Tweet
from chalicelib.adapters.networks.x.uploads import Uploads
from chalicelib.domain.delivery import CLOCK_SKEW, Action, Staged
from chalicelib.domain.errors import NotThereError, OutcomeUnknownError, RejectedByServiceError, TransientServiceError
from chalicelib.ports import OutgoingPost, PublishedPost

MAX_PAGE_SIZE = 100
_STATUS = re.compile(r"/status/(\d{1,19})(?:[/?#]|$)")
MAX_PAGES = 10
"""How far back our own posts are read; what was sent a moment ago stands on the first page."""


class XAccount:
    """
    Publishes, answers, removes and finds posts as one user.

    `settle_seconds` is how long X may take to show what it accepted.
    """

    def __init__(
        self,
        credentials: XCredentials,
        *,
        base_url: str = "https://api.x.com",
        settle_seconds: int = 60,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
    ) -> None:
        self._api = XApi(credentials, base_url=base_url, timeouts=timeouts)
        self._uploads = Uploads(self._api)
        self._user_id = credentials.user_id
        self._settle_seconds = settle_seconds
        self._page_size = page_size

    @property
    def settle_seconds(self) -> int:
        """How long X may take to show what it accepted."""
        return self._settle_seconds

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long X's answers so far ask to make no call."""
        return 0

    def refuses_repeats(self, action: Action) -> bool:
        """X refuses the same text twice, as a post and as an answer; removing twice is removing once."""
        del action
        return True

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Upload the graphics that are not there yet."""
        return self._uploads.stage(post, staged)

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Publish: one `POST /2/tweets`."""
        check_complete(post, staged)
        media_ids = list(staged.media_ids) or None
        return self._create(Call.PUBLISH, text=post.text, media_ids=media_ids)

    def reply(self, comment_id: str, text: str) -> str:
        """Answer a comment by its newest id. X refuses with `reply_not_allowed` where its author did not mention us."""
        return self._create(Call.CHANGE, text=text, in_reply_to_tweet_id=comment_id)

    def edit(self, network_id: str, text: str) -> None:
        """Refuse: X lets only premium accounts edit, and not over the API."""
        del network_id, text
        raise RejectedByServiceError("X: posts cannot be edited over the API", code="edit_unsupported")

    def take_down(self, network_id: str) -> None:
        """Remove a post."""
        try:
            removed = self._api.ask(
                Call.CHANGE, Removed, lambda client: client.delete_tweet(network_id, user_auth=True)
            )
        except NotThereError:
            return
        if not removed.data.deleted:
            raise OutcomeUnknownError(f"X: {network_id} was not reported as deleted")

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Read one post of ours."""
        try:
            shown = self._api.ask(Call.READ_ITEM, Shown, lambda client: self._get(client, network_id))
        except NotThereError:
            return None
        if shown.data is not None:
            return _published(shown.data)
        if shown.errors and all(problem.says_gone for problem in shown.errors):
            return None
        raise TransientServiceError(f"X: {network_id} is neither shown nor reported as gone")

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our own posts that answer nobody."""
        del staged
        text = comparable(post.text)
        own = self._own_since(since)
        return in_order(
            _published(tweet)
            for tweet in own
            if tweet.refers_to("replied_to") is None and tweet.comparable_text == text
        )

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our answers to a comment; X puts mentions in front."""
        wanted = without_leading_mentions(comparable(text))
        own = self._own_since(since)
        return in_order(
            _published(tweet)
            for tweet in own
            if tweet.refers_to("replied_to") == comment_id and without_leading_mentions(tweet.comparable_text) == wanted
        )

    def locate(self, address: str) -> PublishedPost | None:
        """Read the post whose number an address ends in, if it is ours."""
        match = _STATUS.search(address)
        return self.read_back(match[1]) if match else None

    def _create(self, call: Call, **content: Any) -> str:
        created = self._api.ask(call, Created, lambda client: client.create_tweet(**content, user_auth=True))
        return created.data.id

    def _get(self, client: tweepy.Client, network_id: str) -> requests.Response:
        response: requests.Response = client.get_tweet(network_id, tweet_fields=list(FIELDS), user_auth=True)
        return response

    def _own_since(self, since: datetime) -> Iterator[Tweet]:
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


def _published(tweet: Tweet) -> PublishedPost:
    published_at = tweet.published_at
    if published_at is None:
        raise TransientServiceError(f"X: {tweet.id} carries no instant")
    return PublishedPost(tweet.original_id, f"https://x.com/i/web/status/{tweet.original_id}", published_at)
