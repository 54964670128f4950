"""Posts and comments as Facebook shows them."""

from pydantic import AwareDatetime, Field

from chalicelib.adapters.networks.answers import Answer, NetworkId
from chalicelib.adapters.networks.graph.items import Author, Dated, Named
from chalicelib.ports import PublishedPost

SHOWN_FIELDS = "id,message,created_time,permalink_url"
COMMENT_FIELDS = "id,message,from,created_time,parent{id},is_hidden,can_comment"
REPLY_FIELDS = f"{COMMENT_FIELDS},permalink_url"


class Shown(Dated):
    """A post of ours, or an answer of ours to a comment."""

    id: NetworkId
    message: str = ""
    published_at: AwareDatetime = Field(validation_alias="created_time")
    permalink_url: str | None = None
    author: Author | None = Field(default=None, validation_alias="from")

    def published(self) -> PublishedPost:
        """Give it in the words of the procedure."""
        return PublishedPost(self.id, self.permalink_url, self.published_at)


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
