"""Containers, posts and comments as Instagram shows them."""

import re
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field

from chalicelib.adapters.networks.answers import Answer, NetworkId, count_in
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.items import Author, Dated, Named
from chalicelib.adapters.networks.graph.listing import RawListing
from chalicelib.domain.reactions import Reactions
from chalicelib.ports import PublishedPost

MEDIA_FIELDS = "id,caption,timestamp,permalink"
COMMENT_FIELDS = "id,text,timestamp,username,from,user,hidden,parent_id"

_SUBCODE = re.compile(r"\b22\d{5}\b")


class ContainerStatus(StrEnum):
    """How far Instagram is with a container."""

    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    ERROR = "ERROR"
    EXPIRED = "EXPIRED"
    PUBLISHED = "PUBLISHED"


class Container(Answer):
    """What will be a post; it lives 24 hours."""

    status_code: ContainerStatus
    status: str = ""

    @property
    def subcode(self) -> int | None:
        """The number of the error that `status` names in its text."""
        match = _SUBCODE.search(self.status)
        return int(match.group()) if match else None


class Media(Dated):
    """A post of ours."""

    id: NetworkId
    caption: str = ""
    permalink: str | None = None
    media_type: str = ""

    def published(self) -> PublishedPost:
        """Give it in the words of the procedure."""
        return PublishedPost(self.id, self.permalink, self.published_at, self.caption)


class Commented(Answer):
    """A post with the first page of its comments, and how many there are by Instagram's own count."""

    comments: RawListing | None = None
    counted: Any = Field(default=None, validation_alias="comments_count")
    liked: Any = Field(default=None, validation_alias="like_count")

    @property
    def comments_count(self) -> int | None:
        """How many comments and replies Instagram counts, listed or not."""
        return count_in(self.counted)

    @property
    def reactions(self) -> Reactions:
        """How it was received; Instagram leaves the likes out where they are hidden."""
        return Reactions(likes=count_in(self.liked))

    @property
    def is_listed(self) -> bool:
        """Say whether the listing is there: Graph leaves an empty one out, but then it counts none."""
        return self.comments is not None or self.comments_count == 0


class ThreadPlace(Answer):
    """Which comment a comment answers, if any."""

    parent_id: NetworkId | None = None


class Comment(Answer):
    """A citizen's comment, or one of ours, with the first answers to it."""

    id: NetworkId
    text: str = ""
    written_at: AwareDatetime = Field(validation_alias="timestamp")
    username: str | None = None
    author: Author = Field(default=Author(), validation_alias="from")
    user: Named | None = None
    hidden: bool = False
    parent_id: NetworkId | None = None
    replies: RawListing | None = None

    @property
    def handle(self) -> str | None:
        """The author's name, where Instagram tells (C09)."""
        return self.username or self.author.username

    def is_of(self, credentials: MetaCredentials) -> bool:
        """Say whether we wrote it: Instagram tells it in one of three ways."""
        ids = {self.author.id, self.user.id if self.user else None}
        if credentials.instagram_user_id in ids:
            return True
        if self.author.id is not None and self.author.id == self.author.self_ig_scoped_id:
            return True
        return self.handle is not None and self.handle == credentials.instagram_username
