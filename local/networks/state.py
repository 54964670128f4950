"""Everything the simulated networks remember, as plain data that can be saved and loaded."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from pydantic import Base64UrlBytes

NetworkName = Literal["x", "facebook", "instagram"]
NETWORKS: tuple[NetworkName, ...] = ("x", "facebook", "instagram")


@dataclass
class Version:
    """One text of a post or comment. On X each version has its own id; elsewhere all share one."""

    id: str
    text: str
    at: datetime
    written_by: str


@dataclass(kw_only=True, eq=False)
class Entry:
    """
    A post or a comment.

    `root_id` is the post a comment belongs to (on X the conversation), `parent_id` the exact id it answers. Nobody
    reads it through the API before `visible_at`. `mentions` are keys of people whom an answer on X addresses unsaid.
    `received` are the likes, shares, quotes, bookmarks and views a control set; None: the network does not tell them.
    `application` is the app that published it on Facebook; None: a person did, by hand.
    """

    network: NetworkName
    author: str
    sequence: int
    created_at: datetime
    visible_at: datetime
    versions: list[Version]
    root_id: str
    parent_id: str | None = None
    quoted_id: str | None = None
    mentions: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    media_category: str = "tweet_image"
    link: str | None = None
    application: str | None = None
    removed_at: datetime | None = None
    is_hidden: bool = False
    is_author_hidden: bool = False
    are_comments_enabled: bool = True
    received: dict[str, int | None] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Give the id of the newest version."""
        return self.versions[-1].id

    @property
    def first_id(self) -> str:
        """Give the id of the first version."""
        return self.versions[0].id

    @property
    def text(self) -> str:
        """Give the newest text."""
        return self.versions[-1].text

    @property
    def is_post(self) -> bool:
        """Say whether it answers nothing."""
        return self.parent_id is None

    def version(self, version_id: str) -> Version:
        """Give the version with an id; where all share one, the newest."""
        return next(version for version in reversed(self.versions) if version.id == version_id)


@dataclass
class Picture:
    """The bytes of a picture or film, once, whoever shows it. Sizes in pixels; 0 when it is not a picture."""

    sha256: str
    content: Base64UrlBytes
    mime_type: str
    width: int
    height: int


@dataclass(kw_only=True)
class Medium:
    """
    Something uploaded to a network: X media, a Facebook photo or an Instagram container.

    `ready_at` is when processing ends, `expires_at` when it can no longer be used, `entry_id` the post that shows it.
    `failure` is the subcode Instagram's container tells once it has failed, `product` what it will be there: FEED, REELS, STORY.
    """

    id: str
    network: NetworkName
    owner: str
    created_at: datetime
    ready_at: datetime
    expires_at: datetime
    sha256: str | None = None
    alt_text: str = ""
    caption: str = ""
    children: list[str] = field(default_factory=list)
    is_carousel_item: bool = False
    category: str = "tweet_image"
    mime_type: str = ""
    total_bytes: int = 0
    segments: dict[int, Base64UrlBytes] = field(default_factory=dict)
    has_failed: bool = False
    failure: int = 2207032
    product: str = "FEED"
    failure_said: str | None = None
    finalized_at: datetime | None = None
    entry_id: str | None = None


@dataclass
class Charge:
    """What one request to X cost."""

    operation: str
    usd: float
    at: datetime


@dataclass
class State:
    """All of it."""

    entries: list[Entry] = field(default_factory=list)
    media: dict[str, Medium] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    charges: list[Charge] = field(default_factory=list)
    last_snowflake: int = 0
    last_number: int = 0
