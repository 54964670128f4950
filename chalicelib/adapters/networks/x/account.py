"""The municipality's account on X (`ports.NetworkAccount`). API v2: manage posts, timelines, media."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.adapters.networks.credentials import XCredentials
from chalicelib.adapters.networks.matching import comparable, in_order, without_leading_mentions
from chalicelib.adapters.networks.staging import check_complete
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.adapters.networks.x.addresses import post_id_of
from chalicelib.adapters.networks.x.answers import Created, Removed
from chalicelib.adapters.networks.x.api import XApi
from chalicelib.adapters.networks.x.film_upload import Patience
from chalicelib.adapters.networks.x.posts import MAX_PAGE_SIZE, OwnPosts, published
from chalicelib.adapters.networks.x.uploads import Uploads, check_together
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import NotThereError, OutcomeUnknownError, RejectedByServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost, RawAnswer


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
        seconds: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._api = XApi(credentials, base_url=base_url, timeouts=timeouts, seconds=seconds)
        self._uploads = Uploads(self._api, Patience(seconds=seconds, sleep=sleep))
        self._base_url = base_url
        self._posts = OwnPosts(self._api, credentials.user_id, page_size)
        self._user_id = credentials.user_id
        self._settle_seconds = settle_seconds

    @property
    def settle_seconds(self) -> int:
        """How long X may take to show what it accepted."""
        return self._settle_seconds

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long X's answers to writes ask to make no call; what it says of readings holds for that reading alone."""
        return self._api.blocks.on_writing_seconds

    @property
    def last_look(self) -> tuple[RawAnswer, ...]:
        """What X answered when a post was last read back."""
        return self._api.ear.last.answers

    def refuses_repeats(self, action: Action) -> bool:
        """X refuses the same text twice, as a post and as an answer; removing twice is removing once."""
        del action
        return True

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Upload what is not there yet: up to four graphics, or one video or moving picture alone."""
        return self._uploads.stage(post, staged)

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """
        Publish: one `POST /2/tweets`. A part of a thread answers the part before.

        Raises:
            NotThereError: what it answers is not there (any more).
        """
        check_complete(post, staged)
        check_together(post.media)
        # A text with pictures may be empty, and X wants no empty field.
        content = {"text": post.text or None, "media_ids": list(staged.media_ids) or None}
        if post.answers is None:
            return self._create(Call.PUBLISH, **content)
        return self._create(Call.CHANGE, **content, in_reply_to_tweet_id=post.answers)

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
        with self._api.ear.listening():
            tweet = self._posts.shown(network_id)
        return published(tweet) if tweet else None

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our own posts that answer what this one answers: the part before, or nobody."""
        del staged
        if post.answers is not None:
            return self.find_replies(post.answers, post.text, since)
        text = comparable(post.text)
        own = self._posts.since(since)
        return in_order(
            published(tweet) for tweet in own if tweet.refers_to("replied_to") is None and tweet.comparable_text == text
        )

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our answers to a comment; X puts mentions in front."""
        wanted = without_leading_mentions(comparable(text))
        own = self._posts.since(since)
        return in_order(
            published(tweet)
            for tweet in own
            if tweet.refers_to("replied_to") == comment_id and without_leading_mentions(tweet.comparable_text) == wanted
        )

    def locate(self, address: str) -> PublishedPost | None:
        """Read the post that an address of X names, if it is ours: anybody's number fits into our own address."""
        network_id = post_id_of(address, self._base_url)
        tweet = self._posts.shown(network_id) if network_id else None
        return published(tweet) if tweet and tweet.author_id == self._user_id else None

    def _create(self, call: Call, **content: Any) -> str:
        created = self._api.ask(call, Created, lambda client: client.create_tweet(**content, user_auth=True))
        return created.data.id
