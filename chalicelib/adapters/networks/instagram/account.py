"""The municipality's account on Instagram (`ports.NetworkAccount`). Content publishing, comment moderation."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named, Success
from chalicelib.adapters.networks.graph.listing import Listing
from chalicelib.adapters.networks.instagram.containers import Containers
from chalicelib.adapters.networks.instagram.forms import check_form
from chalicelib.adapters.networks.instagram.items import COMMENT_FIELDS, MEDIA_FIELDS, Comment, Media, ThreadPlace
from chalicelib.adapters.networks.instagram.own_posts import Now, OwnPosts, utc_now
from chalicelib.adapters.networks.instagram.quota import check_quota
from chalicelib.adapters.networks.matching import comparable, in_order
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError, PermissionMissingError
from chalicelib.domain.delivery_state import Action
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import (
    NotThereError,
    OutcomeUnknownError,
    RejectedByServiceError,
    TransientServiceError,
)
from chalicelib.domain.formats import PostFormat
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost, RawAnswer

MAX_PAGE_SIZE = 50
MANUAL_TAKE_DOWN = "manual_take_down"


class InstagramAccount:
    """
    Publishes, answers, removes and finds posts as one professional account.

    `settle_seconds` is how long Instagram may take to show what it accepted. `now` tells the time.
    """

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        settle_seconds: int = 120,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
        now: Now = utc_now,
    ) -> None:
        self._graph = GraphClient("Instagram", credentials, base_url=base_url, timeouts=timeouts)
        self._own = OwnPosts(
            self._graph,
            credentials.instagram_user_id,
            page_size=page_size,
            settle_seconds=settle_seconds,
            now=now,
        )
        self._containers = Containers(self._graph, credentials.instagram_user_id)
        self._credentials = credentials
        self._account_id = credentials.instagram_user_id
        self._settle_seconds = settle_seconds
        self._page_size = page_size

    @property
    def settle_seconds(self) -> int:
        """How long Instagram may take to show what it accepted."""
        return self._settle_seconds

    @property
    def asked_to_wait_seconds(self) -> int:
        """How long Instagram's answers so far ask to make no call."""
        return self._graph.usage.wait_seconds

    @property
    def last_look(self) -> tuple[RawAnswer, ...]:
        """What Instagram answered when a post was last read back."""
        return self._graph.ear.last.answers

    def refuses_repeats(self, action: Action) -> bool:
        """A container is published once, whoever asks again; an answer Instagram would repeat."""
        return action is not Action.REPLY

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Make the container, or look once how far Instagram is with the one that was made.

        Once it can go out, today's quota is read: nothing is published over it.

        Raises:
            RejectedByServiceError: there is no such form, what was sent cannot be used, or `daily_limit`.
        """
        check_form(post)
        if staged.container_id is None:
            return self._containers.make(post, staged)
        looked = self._containers.look(post, staged)
        if looked.is_ready:
            check_quota(self._graph, self._account_id)
        return looked

    def publish(self, post: OutgoingPost, staged: Staged) -> str:
        """Publish the container: one `POST /{ig}/media_publish`."""
        del post
        if staged.container_id is None:
            raise TransientServiceError("Instagram: there is no container yet")
        fields = {"creation_id": staged.container_id}
        return self._graph.post(Call.PUBLISH, Named, self._account_id, "media_publish", fields=fields).id

    def reply(self, comment_id: str, text: str) -> str:
        """Answer a comment: one `POST /{comment}/replies`."""
        return self._graph.post(Call.CHANGE, Named, comment_id, "replies", fields={"message": text}).id

    def edit(self, network_id: str, text: str) -> None:
        """Refuse: captions cannot be edited."""
        del network_id, text
        raise RejectedByServiceError("Instagram: captions cannot be edited", code="edit_unsupported")

    def take_down(self, network_id: str) -> None:
        """
        Remove a post.

        Raises:
            RejectedByServiceError: `manual_take_down`, Instagram does not let this token remove it: a person must.
        """
        try:
            removed = self._graph.delete(Success, network_id)
        except PermissionMissingError as exc:
            raise RejectedByServiceError(str(exc), code=MANUAL_TAKE_DOWN) from exc
        except NotThereError as exc:
            # «Not there», «not allowed» and «cannot be deleted» are one error of Graph: a look tells which.
            if self.read_back(network_id) is not None:
                raise RejectedByServiceError(str(exc), code=MANUAL_TAKE_DOWN) from exc
            return
        if not removed.success:
            raise OutcomeUnknownError(f"Instagram: {network_id} was not reported as deleted")

    def read_back(self, network_id: str) -> PublishedPost | None:
        """Read a post with its caption and address in one look; an answer of ours, which has no address, in two."""
        with self._graph.ear.listening():
            return self._shown(network_id)

    def _shown(self, network_id: str) -> PublishedPost | None:
        try:
            return self._graph.get(Call.READ_ITEM, Media, network_id, fields=MEDIA_FIELDS).published()
        except LookRefusedError:
            # A comment has none of these fields.
            return self._answer(network_id)
        except NotThereError:
            return None

    def find_posts(self, post: OutgoingPost, staged: Staged, since: datetime) -> tuple[PublishedPost, ...]:
        """
        Ask the container whether it was published, and find the post: by its caption, or a story by its container alone.

        Raises:
            TransientServiceError: it was published but is not listed yet, or cannot be told from another (P18, P23).
        """
        container = self._containers.find(staged.container_id) if staged.container_id else None
        if post.format is PostFormat.STORY:
            return self._own.as_story(post, container, since)
        return self._own.with_caption(post, container, since)

    def find_replies(self, comment_id: str, text: str, since: datetime) -> tuple[PublishedPost, ...]:
        """Find this text among our answers to a comment. Instagram hangs all answers on the topmost comment."""
        wanted = comparable(text)
        try:
            answers = list(self._answers(self._topmost(comment_id)))
        except NotThereError:
            return ()
        return in_order(
            PublishedPost(answer.id, None, answer.written_at)
            for answer in answers
            if answer.is_of(self._credentials)
            and answer.written_at >= since - CLOCK_SKEW
            and comparable(answer.text) == wanted
        )

    def locate(self, address: str) -> PublishedPost | None:
        """Find the post at an address among our own newest; what is no address on Instagram is asked of nobody."""
        return self._own.at(address)

    def _answer(self, network_id: str) -> PublishedPost | None:
        try:
            shown = self._graph.get(Call.READ_ITEM, Comment, network_id, fields="id,timestamp,text")
        except NotThereError:
            return None
        return PublishedPost(network_id, None, shown.written_at, shown.text)

    def _topmost(self, comment_id: str) -> str:
        place = self._graph.get(Call.READ_ITEM, ThreadPlace, comment_id, fields="id,parent_id")
        return place.parent_id or comment_id

    def _answers(self, comment_id: str) -> Iterator[Comment]:
        pages = self._graph.pages(
            Call.READ_ITEM, Listing[Comment], comment_id, "replies", fields=COMMENT_FIELDS, limit=self._page_size
        )
        for page in pages:
            yield from page.data
