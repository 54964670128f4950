"""What the account itself shows: its posts and reels (`GET /{ig}/media`), and apart from them its stories of a day."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.listing import Listing, published_since
from chalicelib.adapters.networks.instagram.addresses import code_of, is_story
from chalicelib.adapters.networks.instagram.items import MEDIA_FIELDS, Container, ContainerStatus, Media
from chalicelib.adapters.networks.matching import comparable, in_order
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import TransientServiceError
from chalicelib.ports import OutgoingPost, PublishedPost

LOCATE_PAGES = 4
STORY_FIELDS = f"{MEDIA_FIELDS},media_type"

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Tell the time."""
    return datetime.now(UTC)


class OwnPosts:
    """Reads what the account published."""

    def __init__(self, graph: GraphClient, account_id: str, *, page_size: int, settle_seconds: int, now: Now) -> None:
        self._graph = graph
        self._account_id = account_id
        self._page_size = page_size
        self._settle = timedelta(seconds=settle_seconds)
        self._now = now

    def with_caption(
        self, post: OutgoingPost, container: Container | None, since: datetime
    ) -> tuple[PublishedPost, ...]:
        """
        Find a post by its caption among those since an instant.

        Raises:
            TransientServiceError: its container was published but it is not listed yet; «none» would be wrong (P18, P23).
        """
        text = comparable(post.text)
        own = published_since(self._pages("media", MEDIA_FIELDS), since - CLOCK_SKEW)
        found = in_order(media.published() for media in own if comparable(media.caption) == text)
        if not found and _is_published(container):
            raise TransientServiceError("Instagram published the container but does not list the post yet")
        return found

    def as_story(self, post: OutgoingPost, container: Container | None, since: datetime) -> tuple[PublishedPost, ...]:
        """
        Find the story of a container. Nothing in a story tells whose it is: only its container says that it is out.

        Another one may have been put up by hand meanwhile. So none is taken for ours before ours must be listed too; then
        the only one of its kind since the instant is ours, and of several a person says which.

        Raises:
            TransientServiceError: the container was published, or is not known any more, and this tells no more yet.
        """
        if container and not _is_published(container):
            return ()
        if self._now() < since + self._settle:
            raise TransientServiceError("Instagram may not list every story yet")
        listed = self._graph.get(Call.READ_ACCOUNT, Listing[Media], self._account_id, "stories", fields=STORY_FIELDS)
        kind = "VIDEO" if post.media[0].is_video else "IMAGE"
        stories = [one for one in listed.data if one.media_type == kind and one.published_at >= since - CLOCK_SKEW]
        if container is None or not stories:
            raise TransientServiceError("Instagram does not tell which story is ours")
        return in_order(story.published() for story in stories)

    def at(self, address: str) -> PublishedPost | None:
        """Find what is at an address among the newest two hundred posts, or the stories; nothing else is asked."""
        code = code_of(address)
        if code is None:
            return None
        edge = "stories" if is_story(address) else "media"
        pages = islice(self._pages(edge, MEDIA_FIELDS), LOCATE_PAGES)
        shown = (media for page in pages for media in page.data)
        return next((media.published() for media in shown if code_of(media.permalink or "") == code), None)

    def _pages(self, edge: str, fields: str) -> Iterator[Listing[Media]]:
        return self._graph.pages(
            Call.READ_ACCOUNT, Listing[Media], self._account_id, edge, fields=fields, limit=self._page_size
        )


def _is_published(container: Container | None) -> bool:
    return container is not None and container.status_code is ContainerStatus.PUBLISHED
