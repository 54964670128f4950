"""Posts, photos and comments as Facebook shows them."""

from typing import Protocol

from pydantic import AwareDatetime, Field

from chalicelib.adapters.networks.answers import Answer, NetworkId
from chalicelib.adapters.networks.graph.items import Author, Dated, Named
from chalicelib.ports import PublishedPost

SHOWN_FIELDS = "id,message,created_time,permalink_url,from"
_ATTACHMENT = "media_type,target{id}"
POST_FIELDS = f"{SHOWN_FIELDS},attachments{{{_ATTACHMENT},subattachments{{{_ATTACHMENT}}}}}"
PHOTO_FIELDS = "id,page_story_id"
COMMENT_FIELDS = "id,message,from,created_time,parent{id},is_hidden,can_comment"
REPLY_FIELDS = f"{COMMENT_FIELDS},permalink_url"

SITE = "https://www.facebook.com"


class _Target(Answer):
    """What an attachment leads to; of a link only its address is known."""

    id: str = ""


class _Attachment(Answer):
    """Something a post shows, and what it shows inside: an album its photos."""

    media_type: str = ""
    target: _Target = _Target()
    subattachments: "_Attachments | None" = None


class _Attachments(Answer):
    data: tuple[_Attachment, ...] = ()


class Shown(Dated):
    """A post of ours, or an answer of ours to a comment."""

    id: NetworkId
    message: str = ""
    published_at: AwareDatetime = Field(validation_alias="created_time")
    permalink_url: str | None = None
    author: Author | None = Field(default=None, validation_alias="from")
    attachments: _Attachments = _Attachments()

    @property
    def media_ids(self) -> frozenset[str]:
        """Give the ids of the photos and videos it shows, where they were asked for."""
        tops = self.attachments.data
        inside = (part for top in tops if top.subattachments for part in top.subattachments.data)
        return frozenset(shown.target.id for shown in (*tops, *inside) if shown.target.id)

    @property
    def network_id(self) -> str:
        """Give the id by which we know it: a post that shows one video is known by the video's, as it was published."""
        tops = self.attachments.data
        is_video = len(tops) == 1 and tops[0].media_type == "video"
        return (tops[0].target.id if is_video else "") or self.id

    def published(self) -> PublishedPost:
        """Give it in the words of the procedure."""
        return PublishedPost(self.network_id, complete(self.permalink_url), self.published_at, self.message)


class Photo(Answer):
    """A photo, and the post that shows it."""

    id: NetworkId
    page_story_id: NetworkId | None = None


class ThreadPlace(Answer):
    """Which comment a comment answers, if any."""

    id: NetworkId
    parent: Named | None = None


class Comment(Answer):
    """A citizen's comment, or one of ours."""

    id: NetworkId
    message: str = ""
    written_at: AwareDatetime = Field(validation_alias="created_time")
    author: Author | None = Field(default=None, validation_alias="from")
    parent: Named | None = None
    is_hidden: bool = False


class Authored(Protocol):
    """What tells who wrote it."""

    @property
    def author(self) -> Author | None:
        """Give who, where Facebook tells."""
        ...


def is_by(page_id: str, shown: Authored) -> bool:
    """Say whether the Page wrote it; what does not tell its author is nobody's."""
    return shown.author is not None and shown.author.id == page_id


def complete(permalink: str | None) -> str | None:
    """Give a whole address: of a video Graph gives only what comes after the site's name."""
    return f"{SITE}{permalink}" if permalink and permalink.startswith("/") else permalink
