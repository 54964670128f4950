"""Pictures and video as facts: what a file is, where its focus lies, which part of it a network shows (manual 2.2, 2.3)."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
"""A place or a length as a share of a picture's width or height, measured on the picture held upright."""


class FocalPoint(BaseModel):
    """What must stay in the frame whatever is cut: shares of width and height from the top left corner."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    x: Share
    y: Share


class Crop(BaseModel):
    """The part of a picture that is shown, as shares of its width and height; what lies outside is cut."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    left: Share
    top: Share
    right: Share
    bottom: Share


class ImageFacts(BaseModel):
    """What a picture is, before anything is made of it. `width` and `height` in pixels, held upright."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    mime_type: str
    width: int
    height: int
    frames: int = 1
    is_turned: bool = False
    """The camera was held turned: the pixels lie another way than the picture is shown."""
    has_transparency: bool = False
    is_srgb: bool = True
    has_metadata: bool = False
    """It carries place, person, device, comments or a thumbnail beside its pixels."""


class VideoFacts(BaseModel):
    """What a video is. `seconds` is what really plays, whatever its header says (I16); bytes of the whole file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    container: str
    video_codec: str
    audio_codec: str | None = None
    pixel_format: str = ""
    width: int
    height: int
    seconds: float
    frames_per_second: float
    size_bytes: int


@dataclass(frozen=True)
class VideoSpec:
    """
    What a network takes of a video: bytes, seconds, pixels, ratio of width to height, frames per second, codecs.

    `max_width` and `max_height` hold whichever way the video is turned.
    """

    max_bytes: int
    min_seconds: float
    max_seconds: float
    max_width: int
    max_height: int
    min_ratio: float
    max_ratio: float
    max_frames_per_second: float
    min_frames_per_second: float = 0
    containers: tuple[str, ...] = ("mp4", "mov")
    video_codecs: tuple[str, ...] = ("h264",)
    audio_codecs: tuple[str, ...] = ("aac",)
    pixel_formats: tuple[str, ...] = ("yuv420p", "yuvj420p")


class Conversion(BaseModel):
    """
    A video that is being converted elsewhere: the job, and since when.

    Once it is done, `key` and `version_id` name what came of it, among the media.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    job_id: str
    asked_at: AwareDatetime
    key: str = ""
    version_id: str = ""

    @property
    def is_done(self) -> bool:
        """Say whether the converted video is among the media."""
        return bool(self.key)
