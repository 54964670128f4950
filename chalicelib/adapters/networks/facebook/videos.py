"""
A video on its way to a post: fetched by Facebook from our address and processed, unpublished; then published by its id.

So the id is known before anybody can see anything, and after a lost answer the video itself says whether it is out.
https://developers.facebook.com/docs/video-api, …/graph-api/reference/page/videos, …/graph-api/reference/video
"""

from chalicelib.adapters.networks.facebook.video_items import VIDEO_FIELDS, Video
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Named, Success
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.errors import NotThereError, OutcomeUnknownError, RejectedByServiceError
from chalicelib.domain.staged import Staged
from chalicelib.ports import OutgoingPost, PublishedPost


class Videos:
    """What Facebook holds of our videos."""

    def __init__(self, graph: GraphClient, page_id: str) -> None:
        self._graph = graph
        self._page_id = page_id

    def stage(self, post: OutgoingPost, staged: Staged) -> Staged:
        """
        Let Facebook fetch the video, or look once how far it is. What it forgot meanwhile is fetched again (P22).

        Raises:
            RejectedByServiceError: `video_refused`, Facebook can make nothing of it.
        """
        if not staged.media_ids:
            return self._upload(post)
        video = self.find(staged.media_ids[0])
        if video is None or video.status.is_forgotten:
            return self._upload(post)
        if video.status.has_failed and not video.is_published:
            raise RejectedByServiceError(f"Facebook: the video failed: {video.status.said}", code="video_refused")
        return Staged(media_ids=staged.media_ids, is_ready=video.is_published or video.status.is_ready)

    def publish(self, video_id: str, text: str) -> str:
        """Publish: one `POST /{video}`, with the very text that was authorised. A second one would change nothing."""
        fields = {"description": text, "published": "true"}
        published = self._graph.post(Call.PUBLISH, Success, video_id, fields=fields)
        if not published.success:
            raise OutcomeUnknownError(f"Facebook: the video {video_id} was not reported as published")
        return video_id

    def find(self, video_id: str) -> Video | None:
        """Read a video of ours; None when it is not there, or is no video."""
        try:
            return self._graph.get(Call.READ_ITEM, Video, video_id, fields=VIDEO_FIELDS)
        except NotThereError:
            return None

    def shown(self, video_id: str) -> PublishedPost | None:
        """Give a video that citizens can see."""
        video = self.find(video_id)
        return video.published() if video and video.is_published else None

    def _upload(self, post: OutgoingPost) -> Staged:
        fields = {"file_url": post.media[0].url, "description": post.text, "published": "false"}
        uploaded = self._graph.post(Call.PREPARE, Named, self._page_id, "videos", fields=fields)
        return Staged(media_ids=(uploaded.id,))
