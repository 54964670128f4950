"""
What each network refuses, as data: the hard limits of a post, whatever the municipality's own strategy says.

Sources, as of 2026: X — developer documentation (media best practices, creating posts), OpenAPI 2.167, twitter-text
configuration v3; Instagram — IG User Media reference (Graph API), container error texts; Facebook — Page photos reference
(Graph API) where it says something, otherwise what publishing tools report. Where sources disagree the smaller number stands:
what is stopped here can be changed in time, what a network refuses at the hour of publishing cannot.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from chalicelib.domain.networks import Network


class Film(StrEnum):
    """What moves: a video, or a moving picture (GIF)."""

    VIDEO = "video"
    GIF = "gif"


class NetworkRules(BaseModel):
    """
    The limits of one post. `max_text` is counted as the network counts; ratios are width to height; None means no limit.

    `sends_threads` and `sends_video` say what our own side can send there today. `lone_films`: what goes out with nothing
    beside it; `max_gif_bytes` and `max_gif_size` (width, height) are those of a moving picture. `has_stories` says that it
    may be asked for a story, whose video is held to limits of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    max_text: int
    image_types: frozenset[str]
    max_image_bytes: int
    max_images: int
    min_images: int = 0
    min_width: int | None = None
    min_ratio: float | None = None
    max_ratio: float | None = None
    max_alt_text: int | None = None
    max_hashtags: int | None = None
    advised_hashtags: int | None = None
    max_mentions: int | None = None
    max_cashtags: int | None = None
    max_gif_bytes: int | None = None
    max_gif_size: tuple[int, int] | None = None
    lone_films: frozenset[Film] = frozenset()
    sends_threads: bool = False
    sends_video: bool = False
    max_video_bytes: int | None = None
    max_video_seconds: float | None = None
    has_stories: bool = False
    max_story_bytes: int | None = None
    max_story_seconds: float | None = None


RATIO_TOLERANCE = 0.005
"""A side is a whole number of pixels: 1080 × 565 is what 1.91:1 looks like."""

RULES: Mapping[Network, NetworkRules] = MappingProxyType(
    {
        Network.X: NetworkRules(
            max_text=280,
            image_types=frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"}),
            max_image_bytes=5_000_000,
            max_images=4,
            max_alt_text=1000,
            max_cashtags=1,
            # The guide says 15 MB, and does not say of how many bytes.
            max_gif_bytes=15_000_000,
            max_gif_size=(1280, 1080),
            lone_films=frozenset({Film.VIDEO, Film.GIF}),
            sends_threads=True,
            sends_video=True,
        ),
        Network.FACEBOOK: NetworkRules(
            max_text=63_206,
            image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/bmp", "image/tiff"}),
            # The reference says 10 MB; the API answers «smaller than 4 MB» (subcode 1366046) to some.
            max_image_bytes=4_000_000,
            max_images=10,
            # What Facebook fetches from an address in one go; longer ones want an upload in parts.
            sends_video=True,
            lone_films=frozenset({Film.VIDEO}),
            max_video_bytes=1_000_000_000,
            max_video_seconds=1_200,
        ),
        Network.INSTAGRAM: NetworkRules(
            max_text=2200,
            image_types=frozenset({"image/jpeg"}),
            max_image_bytes=8_388_608,
            max_images=10,
            min_images=1,
            min_width=320,
            min_ratio=4 / 5,
            max_ratio=1.91,
            max_alt_text=1000,
            max_hashtags=30,
            advised_hashtags=5,
            max_mentions=20,
            # A reel; a story plays a minute at most.
            sends_video=True,
            max_video_bytes=314_572_800,
            max_video_seconds=900,
            has_stories=True,
            max_story_bytes=104_857_600,
            max_story_seconds=60,
        ),
    }
)
"""By network. Other media have no rules: a person publishes there by hand."""
