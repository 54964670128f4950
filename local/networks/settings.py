"""What can be set while the simulated networks run."""

from typing import Literal, TypedDict

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

Dialect = Literal["as_asked", "tweet", "post"]
"""In which words X answers."""


class Settings(BaseModel):
    """
    How the simulated networks behave. Seconds are of the simulated clock, money is in USD.

    The defaults are the harsher of two readings wherever the references disagree.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    clock_offset_seconds: float = 0
    """The networks' clock, ahead of (or behind) the real one. Raise it to let a day pass."""

    instagram_processing_seconds: float = Field(default=1.0, ge=0)
    """How long a container stays IN_PROGRESS."""

    instagram_video_seconds: float = Field(default=3.0, ge=0)
    """How long a container with a video stays IN_PROGRESS."""

    instagram_quota: int = Field(default=50, ge=0)
    """Posts per 24 hours."""

    instagram_sends_head: bool = False
    """Whether Instagram asks for a medium with HEAD before it asks with GET."""

    facebook_duplicate_window_seconds: float = Field(default=86_400, ge=0)
    """For how long the same post again is answered 506."""

    facebook_photo_max_bytes: int = 4_000_000
    """Photos above it are refused; the references say 4 or 10 MB."""

    facebook_listing_lag_seconds: float = Field(default=0, ge=0)
    """How much later than under its own id a post appears among the Page's published ones."""

    facebook_video_processing_seconds: float = Field(default=1.0, ge=0)
    """How long a video is processed before it can be published."""

    facebook_video_max_bytes: int = Field(default=200_000_000, ge=0)
    """Videos above it are not fetched: they are held in memory here."""

    graph_usage_percent: int = Field(default=3, ge=0, le=100)
    """What the usage headers say when nothing is limited."""

    graph_missing_scopes: frozenset[str] = frozenset()
    """Permissions that were taken from the page token, as `debug_token` tells; see the fault `permission_missing`."""

    graph_token_expires_at: AwareDatetime | None = None
    """When the page token ends, as `debug_token` tells. None: never."""
    x_access_level: str = "read-write"
    """What our tokens may do on X, as every answer to us says."""

    x_credit_usd: float | None = None
    """How much may be spent on X before it answers 402. None: without limit."""

    x_dialect: Dialect = "as_asked"
    """In which words X answers: as the request's field parameters, or always in one of both."""

    x_duplicate_window_seconds: float = Field(default=86_400, ge=0)
    """For how long the same text again is refused."""

    x_media_processing_seconds: float = Field(default=0, ge=0)
    """How long media uploaded in parts stay in processing."""

    x_limits: dict[str, int] = Field(default_factory=dict)
    """Requests per 15 minutes and user by operation, over the documented ones."""


class SettingsChanges(TypedDict, total=False):
    """The settings that are to change."""

    clock_offset_seconds: float
    instagram_processing_seconds: float
    instagram_video_seconds: float
    instagram_quota: int
    instagram_sends_head: bool
    facebook_duplicate_window_seconds: float
    facebook_photo_max_bytes: int
    facebook_listing_lag_seconds: float
    facebook_video_processing_seconds: float
    facebook_video_max_bytes: int
    graph_usage_percent: int
    graph_missing_scopes: list[str]
    graph_token_expires_at: str | None
    x_access_level: str
    x_credit_usd: float | None
    x_dialect: Dialect
    x_duplicate_window_seconds: float
    x_media_processing_seconds: float
    x_limits: dict[str, int]
