"""The municipality's Page on Facebook (`ports.NetworkAccount`). Pages API: posts, photos, comments."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.facebook.items import REPLY_FIELDS, SHOWN_FIELDS, Shown, ThreadPlace
from chalicelib.adapters.networks.facebook.photos import Photos
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named, Success
from chalicelib.adapters.networks.graph.listing import Listing, published_since
from chalicelib.adapters.networks.matching import comparable, in_order
from chalicelib.adapters.networks.staging import check_complete
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.delivery import CLOCK_SKEW, Action, Staged
from chalicelib.domain.errors import (
    ExternalServiceError,
    NotThereError,
    OutcomeUnknownError,
    RejectedByServiceError,
)
from chalicelib.ports import OutgoingPost, PublishedPost

logger = logging.getLogger(__name__)

MAX_PAGE_SIZE = 100
_BEGINNING = datetime(2004, 2, 4, tzinfo=UTC)


class FacebookPage:
    """
    Publishes, answers, removes and finds posts as one Page.

    `settle_seconds` is how long Facebook may take to show what it accepted.
    """

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        settle_seconds: int = 120,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
    ) -> None:
        self._graph = GraphClient("Facebook", credentials, base_url=base_url, timeouts=timeouts)
        self._photos = Photos(self._graph, credentials.page_id)
        self._page_id = credentials.page_id
        self._settle_seconds = settle_seconds
        self._page_size = page_size

    @property
    def settle_seconds(self) -> int:
        """How long Facebook may take to show what it accepted."""
        return self._settle_seconds

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long Facebook's answers so far ask to make no call."""
        return 0

    def refuses_repeats(self, action: Action) -> bool:
        """Facebook refuses the same post twice in a row (506), and removes or edits once; an answer it would repeat."""
        return action is not Action.REPLY

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """Upload the photos that are not there yet, also a single one, so that one call publishes."""
        return self._photos.stage(post, staged)

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Publish: one `POST /{page}/feed` with the photos attached."""
        check_complete(post, staged)
        attached = {
            f"attached_media[{place}]": json.dumps({"media_fbid": media_id})
            for place, media_id in enumerate(staged.media_ids)
        }
        fields = {"message": post.text, **attached}
        return self._graph.post(Call.PUBLISH, Named, self._page_id, "feed", fields=fields).id

    def reply(self, comment_id: str, text: str) -> str:
        """
        Answer a comment: `POST /{comment}/comments`. (`POST /{comment}` would edit the comment itself.)

        Raises:
            RejectedByServiceError: `comment_edited`, Facebook gave the comment's own id back: it made no answer.
        """
        answer = self._graph.post(Call.CHANGE, Named, comment_id, "comments", fields={"message": text})
        if answer.id == comment_id:
            raise RejectedByServiceError("Facebook gave the id of the comment, not of an answer", code="comment_edited")
        self._check_place(answer.id, comment_id)
        return answer.id

    def edit(self, network_id: str, text: str) -> None:
        """Write another text over a post that this very app published: `POST /{post}`."""
        edited = self._graph.post(Call.CHANGE, Success, network_id, fields={"message": text})
        if not edited.success:
            raise OutcomeUnknownError(f"Facebook: {network_id} was not reported as edited")

    def take_down(self, network_id: str) -> None:
        """Remove a post. «Not there, or not allowed» is one error of Graph: a look tells which."""
        try:
            removed = self._graph.delete(Success, network_id)
        except NotThereError as exc:
            if self.read_back(network_id) is not None:
                raise RejectedByServiceError(str(exc), code="manual_take_down") from exc
            return
        if not removed.success:
            raise OutcomeUnknownError(f"Facebook: {network_id} was not reported as deleted")

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Read a post or an answer of ours."""
        try:
            return self._graph.get(Call.READ_ITEM, Shown, network_id, fields=SHOWN_FIELDS).published()
        except NotThereError:
            return None

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among the Page's own published posts."""
        del staged
        text = comparable(post.text)
        own = self._own_since(since - CLOCK_SKEW)
        return in_order(shown.published() for shown in own if comparable(shown.message) == text)

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our answers to a comment. Facebook may hang them on the comment above it."""
        wanted = comparable(text)
        try:
            answers = [shown for thread in self._threads(comment_id) for shown in self._answers(thread)]
        except NotThereError:
            return ()
        return in_order(
            shown.published()
            for shown in answers
            if shown.author is not None
            and shown.author.id == self._page_id
            and shown.published_at >= since - CLOCK_SKEW
            and comparable(shown.message) == wanted
        )

    def locate(self, address: str) -> PublishedPost | None:
        """Find the post at an address among the Page's own, the newest first."""
        own = (shown.published() for shown in self._own_since(_BEGINNING))
        return next((post for post in own if post.permalink == address), None)

    def _check_place(self, answer_id: str, comment_id: str) -> None:
        """Look where an answer hangs. It is out either way, so nothing here may lose its id."""
        try:
            place = self._graph.get(Call.READ_ITEM, ThreadPlace, answer_id, fields="id,parent{id}")
        except ExternalServiceError as error:
            logger.warning("the place of the answer %s could not be read: %s", answer_id, error)
            return
        if place.parent is None or place.parent.id != comment_id:
            logger.warning("the answer %s does not hang on the comment %s", answer_id, comment_id)

    def _own_since(self, earliest: datetime) -> Iterator[Shown]:
        pages = self._graph.pages(
            Call.READ_ACCOUNT,
            Listing[Shown],
            self._page_id,
            "published_posts",
            fields=SHOWN_FIELDS,
            limit=self._page_size,
        )
        return published_since(pages, earliest)

    def _threads(self, comment_id: str) -> list[str]:
        place = self._graph.get(Call.READ_ITEM, ThreadPlace, comment_id, fields="id,parent{id}")
        return [comment_id, place.parent.id] if place.parent else [comment_id]

    def _answers(self, comment_id: str) -> Iterator[Shown]:
        pages = self._graph.pages(
            Call.READ_ITEM,
            Listing[Shown],
            comment_id,
            "comments",
            fields=REPLY_FIELDS,
            filter="stream",
            limit=self._page_size,
        )
        for page in pages:
            yield from page.data
