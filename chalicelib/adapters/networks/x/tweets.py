"""
Posts as X shows them, in both dialects (`tweet.fields` and `post.fields`).

An id is a snowflake: it carries its own instant. An edit gives a post a new id and keeps the old ones in its history, so
the first id names the post for ever and the last one is what an answer must name.
"""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AliasChoices, AwareDatetime, Field

from chalicelib.adapters.networks.answers import Answer
from chalicelib.adapters.networks.matching import comparable

FIELDS = (
    "author_id",
    "conversation_id",
    "created_at",
    "edit_history_tweet_ids",
    "entities",
    "in_reply_to_user_id",
    "note_tweet",
    "referenced_tweets",
)

XId = Annotated[str, Field(pattern=r"^[0-9]{1,19}$")]

_SNOWFLAKE_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, UTC)
_FIRST_SNOWFLAKE = 30_000_000_000


class Link(Answer):
    """A link as X shortened it."""

    url: str
    expanded_url: str | None = None
    display_url: str | None = None
    media_key: str | None = None

    @property
    def is_attachment(self) -> bool:
        """Say whether it is the link X adds for what is attached, which nobody wrote."""
        return self.media_key is not None or (self.display_url or "").startswith("pic.")


class Entities(Answer):
    """What X recognised in a text."""

    urls: tuple[Link, ...] = ()


class Note(Answer):
    """The whole text of a post longer than 280."""

    text: str
    entities: Entities = Entities()


class Reference(Answer):
    """A post this one answers, quotes or repeats."""

    type: str
    id: XId


class Tweet(Answer):
    """A post on X."""

    id: XId
    short_text: str = Field(default="", validation_alias="text")
    author_id: XId | None = None
    created_at: AwareDatetime | None = None
    conversation_id: XId | None = None
    edit_history: tuple[XId, ...] = Field(
        default=(), validation_alias=AliasChoices("edit_history_tweet_ids", "edit_history_post_ids")
    )
    references: tuple[Reference, ...] = Field(
        default=(), validation_alias=AliasChoices("referenced_tweets", "referenced_posts")
    )
    note: Note | None = Field(default=None, validation_alias=AliasChoices("note_tweet", "note_post"))
    entities: Entities = Entities()

    @property
    def original_id(self) -> str:
        """The id it was first published under, whatever was edited since."""
        return min((*self.edit_history, self.id), key=int)

    @property
    def newest_id(self) -> str:
        """The id of its newest version."""
        return max((*self.edit_history, self.id), key=int)

    @property
    def published_at(self) -> datetime | None:
        """When its first version was published, by its id; by X's word where the id is older than snowflakes."""
        return instant_of(self.original_id) or self.created_at

    @property
    def text(self) -> str:
        """The whole text as it was written: X escapes three characters of it."""
        return unescaped(self.note.text if self.note else self.short_text)

    @property
    def written_text(self) -> str:
        """The text as its author wrote it: no shortened links, none that only stands for what is attached."""
        return unescaped(self._long_text()).strip()

    @property
    def comparable_text(self) -> str:
        """The text with X's shortening undone, to be compared with what we sent."""
        return comparable(unescaped(self._long_text()))

    def refers_to(self, kind: str) -> str | None:
        """Give the id of the post this one answers (`replied_to`) or quotes (`quoted`)."""
        return next((reference.id for reference in self.references if reference.type == kind), None)

    def _long_text(self) -> str:
        text, entities = (self.note.text, self.note.entities) if self.note else (self.short_text, self.entities)
        for link in (*entities.urls, *self.entities.urls):
            text = text.replace(link.url, "" if link.is_attachment else link.expanded_url or link.url)
        return text


def instant_of(tweet_id: str) -> datetime | None:
    """Read the instant out of a snowflake; None where an id is too small to be one."""
    number = int(tweet_id)
    if number < _FIRST_SNOWFLAKE:
        return None
    return _SNOWFLAKE_EPOCH + timedelta(milliseconds=number >> 22)


def id_before(tweet_id: str, time_before: timedelta) -> str:
    """Give a snowflake from some time before another; an id too small to be one is given back."""
    number = int(tweet_id)
    earlier = number - ((time_before // timedelta(milliseconds=1)) << 22)
    return str(earlier) if earlier >= _FIRST_SNOWFLAKE else tweet_id


def unescaped(text: str) -> str:
    """Undo the three escapes of X, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
