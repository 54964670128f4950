"""A video as Facebook shows it, and how far it is with it."""

from pydantic import AwareDatetime, Field

from chalicelib.adapters.networks.answers import Answer, NetworkId
from chalicelib.adapters.networks.facebook.items import complete
from chalicelib.adapters.networks.graph.items import Author
from chalicelib.ports import PublishedPost

VIDEO_FIELDS = "id,description,created_time,permalink_url,from,published,status"


class _Fault(Answer):
    message: str = ""


class _Phase(Answer):
    status: str = ""
    errors: tuple[_Fault, ...] = ()
    published_at: AwareDatetime | None = Field(default=None, validation_alias="publish_time")


class VideoStatus(Answer):
    """How far Facebook is with a video."""

    video_status: str = ""
    uploading_phase: _Phase = _Phase()
    processing_phase: _Phase = _Phase()
    publishing_phase: _Phase = _Phase()

    @property
    def is_ready(self) -> bool:
        """Say whether it can be published."""
        return not self.has_failed and (self.video_status == "ready" or self.processing_phase.status == "complete")

    @property
    def has_failed(self) -> bool:
        """Say whether Facebook could not fetch it, or not make anything of it."""
        phases = {self.uploading_phase.status, self.processing_phase.status}
        return "error" in phases or self.video_status in {"error", "upload_failed"}

    @property
    def is_forgotten(self) -> bool:
        """Say whether it waited too long to be published."""
        return self.video_status == "expired"

    @property
    def said(self) -> str:
        """Give what Facebook says went wrong."""
        faults = (*self.uploading_phase.errors, *self.processing_phase.errors)
        return "; ".join(fault.message for fault in faults[:3] if fault.message)


class Video(Answer):
    """A video of ours, published or not yet."""

    id: NetworkId
    description: str = ""
    created_at: AwareDatetime = Field(validation_alias="created_time")
    permalink_url: str | None = None
    author: Author | None = Field(default=None, validation_alias="from")
    is_published: bool = Field(default=False, validation_alias="published")
    status: VideoStatus = VideoStatus()

    def published(self) -> PublishedPost:
        """Give it in the words of the procedure: it was uploaded some time before it was published."""
        at = self.status.publishing_phase.published_at or self.created_at
        return PublishedPost(self.id, complete(self.permalink_url), at, self.description)
