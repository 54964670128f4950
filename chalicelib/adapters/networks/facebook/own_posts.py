"""The Page's own posts, searched: by what was sent, and by the address at which a person saw one."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters.networks.facebook.addresses import Place, place_of
from chalicelib.adapters.networks.facebook.items import (
    PHOTO_FIELDS,
    POST_FIELDS,
    SHOWN_FIELDS,
    Photo,
    Shown,
    is_by,
)
from chalicelib.adapters.networks.facebook.video_items import VIDEO_FIELDS, Video
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.listing import Listing, published_since
from chalicelib.adapters.networks.matching import comparable
from chalicelib.adapters.networks.verdicts import Call, LookRefusedError, PermissionMissingError
from chalicelib.domain.delivery_times import CLOCK_SKEW
from chalicelib.domain.errors import NotThereError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost

MAX_PAGES_SEARCHED = 3
"""How far an address is looked for: a person names what was published a moment ago, not in another year."""

_NOT_OURS = (NotThereError, LookRefusedError, PermissionMissingError)
"""How Graph answers about what is not there, is of another kind, or is somebody else's."""


class OwnPosts:
    """Finds posts of one Page."""

    def __init__(self, graph: GraphClient, page_id: str, page_size: int) -> None:
        self._graph = graph
        self._page_id = page_id
        self._page_size = page_size

    def like(self, post: OutgoingPost, staged: Staged, since: datetime) -> Iterator[PublishedPost]:
        """
        Give what shows the same text since an instant, all look-alikes.

        A post without words is known by the photos it shows alone, for every other such post reads the same.
        """
        text, media_ids = comparable(post.text), frozenset(staged.media_ids)
        for shown in published_since(self._listed(), since - CLOCK_SKEW):
            is_same = comparable(shown.message) == text if text else bool(media_ids & shown.media_ids)
            if is_same:
                yield shown.published()

    def at(self, address: str) -> PublishedPost | None:
        """Find the post at an address: by the id it names, otherwise among the newest."""
        place = place_of(address)
        if place is None or not place.may_be_of(self._page_id):
            return None
        if place.comment_number:
            return self._shown(f"{place.post_number}_{place.comment_number}", SHOWN_FIELDS)
        if place.post_number:
            return self._shown(f"{self._page_id}_{place.post_number}", POST_FIELDS)
        if place.photo_id:
            return self._post_of_photo(place.photo_id)
        if place.video_id:
            return self._video(place.video_id)
        return self._among_the_newest(place)

    def _shown(self, network_id: str, fields: str) -> PublishedPost | None:
        try:
            shown = self._graph.get(Call.READ_ITEM, Shown, network_id, fields=fields)
        except _NOT_OURS:
            return None
        return shown.published() if is_by(self._page_id, shown) else None

    def _post_of_photo(self, photo_id: str) -> PublishedPost | None:
        try:
            photo = self._graph.get(Call.READ_ITEM, Photo, photo_id, fields=PHOTO_FIELDS)
        except _NOT_OURS:
            return None
        return self._shown(photo.page_story_id, POST_FIELDS) if photo.page_story_id else None

    def _video(self, video_id: str) -> PublishedPost | None:
        try:
            video = self._graph.get(Call.READ_ITEM, Video, video_id, fields=VIDEO_FIELDS)
        except _NOT_OURS:
            return None
        return video.published() if video.is_published and is_by(self._page_id, video) else None

    def _among_the_newest(self, place: Place) -> PublishedPost | None:
        for number, page in enumerate(self._listed(), 1):
            for shown in page.data:
                seen = place_of(shown.published().permalink or "")
                if seen is not None and seen.path == place.path:
                    return shown.published()
            if number == MAX_PAGES_SEARCHED:
                break
        return None

    def _listed(self) -> Iterator[Listing[Shown]]:
        return self._graph.pages(
            Call.READ_ACCOUNT,
            Listing[Shown],
            self._page_id,
            "published_posts",
            fields=POST_FIELDS,
            limit=self._page_size,
        )
