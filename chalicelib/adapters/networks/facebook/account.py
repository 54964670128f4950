"""The municipality's Page on Facebook (`ports.NetworkAccount`). Pages API: posts, photos, videos, comments."""

import time
from collections.abc import Callable
from datetime import datetime

from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.facebook.answering import Answers
from chalicelib.adapters.networks.facebook.feed import feed_fields
from chalicelib.adapters.networks.facebook.items import SHOWN_FIELDS, Shown
from chalicelib.adapters.networks.facebook.own_posts import OwnPosts
from chalicelib.adapters.networks.facebook.photos import Photos
from chalicelib.adapters.networks.facebook.videos import Videos
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named, Success
from chalicelib.adapters.networks.matching import in_order
from chalicelib.adapters.networks.staging import check_complete
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call, PermissionMissingError
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.errors import NotThereError, OutcomeUnknownError, RejectedByServiceError
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost, RawAnswer

MAX_PAGE_SIZE = 100
EDIT_UNSUPPORTED = "edit_unsupported"


class FacebookPage:
    """
    Publishes, answers, edits, removes and finds posts as one Page.

    `settle_seconds` is how long Facebook may take to show what it accepted. A post with a video is known by the video's id,
    which has no underscore; any other by `{page}_{post}`.
    """

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        settle_seconds: int = 120,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        self._graph = GraphClient("Facebook", credentials, base_url=base_url, timeouts=timeouts, seconds=seconds)
        self._page_id = credentials.page_id
        self._photos = Photos(self._graph, self._page_id)
        self._videos = Videos(self._graph, self._page_id)
        self._answers = Answers(self._graph, self._page_id, page_size)
        self._own = OwnPosts(self._graph, self._page_id, page_size)
        self._settle_seconds = settle_seconds

    @property
    def settle_seconds(self) -> int:
        """How long Facebook may take to show what it accepted."""
        return self._settle_seconds

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long Facebook's answers so far ask to make no call."""
        return self._graph.usage.wait_seconds

    @property
    def last_look(self) -> tuple[RawAnswer, ...]:
        """What Facebook answered when a post was last read back."""
        return self._graph.ear.last.answers

    def refuses_repeats(self, action: Action) -> bool:
        """Facebook refuses the same post twice in a row (506), and removes or edits once; an answer it would repeat."""
        return action is not Action.REPLY

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Upload the photos or the video that are not there yet, also a single one, so that one call publishes.

        Raises:
            RejectedByServiceError: `format_unsupported`, no post here is made of this.
        """
        if post.format is not PostFormat.FEED or (_has_video(post) and len(post.media) > 1):
            raise RejectedByServiceError("Facebook: only text, photos or one video are sent", code="format_unsupported")
        return self._videos.stage(post, staged) if _has_video(post) else self._photos.stage(post, staged)

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Publish: one `POST /{page}/feed` with the photos attached, or one `POST /{video}`."""
        check_complete(post, staged)
        if _has_video(post):
            return self._videos.publish(staged.media_ids[0], post.text)
        fields = feed_fields(post.text, staged.media_ids)
        return self._graph.post(Call.PUBLISH, Named, self._page_id, "feed", fields=fields).id

    def reply(self, comment_id: str, text: str) -> str:
        """Answer a comment, once."""
        return self._answers.add(comment_id, text)

    def edit(self, network_id: str, text: str) -> None:
        """
        Write another text over a post that this very app published: `POST /{post}`, or `POST /{video}`.

        Raises:
            RejectedByServiceError: `edit_unsupported`, Facebook lets this app edit no such thing. A comment is never touched.
        """
        if not self._is_post(network_id):
            raise RejectedByServiceError(f"Facebook: {network_id} is no post of the Page", code=EDIT_UNSUPPORTED)
        field = "message" if "_" in network_id else "description"
        try:
            edited = self._graph.post(Call.CHANGE, Success, network_id, fields={field: text})
        except PermissionMissingError as exc:
            raise RejectedByServiceError(str(exc), code=EDIT_UNSUPPORTED) from exc
        except NotThereError as exc:
            self._refuse_if_shown(network_id, EDIT_UNSUPPORTED, exc)
            raise
        if not edited.success:
            raise OutcomeUnknownError(f"Facebook: {network_id} was not reported as edited")

    def take_down(self, network_id: str) -> None:
        """Remove a post."""
        try:
            removed = self._graph.delete(Success, network_id)
        except NotThereError as exc:
            self._refuse_if_shown(network_id, "manual_take_down", exc)
            return
        if not removed.success:
            raise OutcomeUnknownError(f"Facebook: {network_id} was not reported as deleted")

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Read a post or an answer of ours, with its text."""
        with self._graph.ear.listening():
            return self._videos.shown(network_id) if "_" not in network_id else self._shown(network_id)

    def _shown(self, network_id: str) -> PublishedPost | None:
        try:
            return self._graph.get(Call.READ_ITEM, Shown, network_id, fields=SHOWN_FIELDS).published()
        except NotThereError:
            return None

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among the Page's own published posts; of a video, ask the one we sent as well."""
        sent = staged.media_ids if _has_video(post) else ()
        shown = [seen for seen in map(self._videos.shown, sent) if seen]
        return in_order([*self._own.like(post, staged, since), *shown])

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our answers to a comment."""
        return self._answers.like(comment_id, text, since)

    def locate(self, address: str) -> PublishedPost | None:
        """Find the post of ours at an address, as a person copied it."""
        return self._own.at(address)

    def _is_post(self, network_id: str) -> bool:
        return "_" not in network_id or network_id.startswith(f"{self._page_id}_")

    def _refuse_if_shown(self, network_id: str, code: str, exc: NotThereError) -> None:
        """«Not there» and «not allowed» are one error of Graph: a look tells which."""
        if self.read_back(network_id) is not None:
            raise RejectedByServiceError(str(exc), code=code) from exc


def _has_video(post: OutgoingPost) -> bool:
    return any(item.is_video for item in post.media)
