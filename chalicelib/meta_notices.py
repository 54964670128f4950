"""
Parses what Meta's webhooks tell of comments, on the Page (`feed`) and on Instagram (`comments`, `live_comments`, `mentions`).

Signed is not well-formed: each change is judged by itself, and one that cannot be read spoils no neighbour. Nothing is taken
from here but which post it is about; the comment itself is read from the network, like any other.

https://developers.facebook.com/docs/graph-api/webhooks/reference/page
https://developers.facebook.com/docs/graph-api/webhooks/reference/instagram
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from chalicelib.domain.networks import Network
from chalicelib.domain.notice import Heard, Notice
from chalicelib.meta_comments import comments_named

MAX_ENTRIES = MAX_CHANGES = 1000
"""Meta sends at most a thousand changes together; what lies beyond is left to the usual reading."""

_LATEST_SECONDS = 253_402_300_799
_MILLISECONDS = 1000


def _digits(value: object) -> object:
    """Take an id as a number too (C15); `True` is none."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_Id = Annotated[
    str, BeforeValidator(_digits), StringConstraints(pattern=r"^[0-9]{1,32}(_[0-9]{1,32})?$", max_length=64)
]


class _Parsed(BaseModel):
    model_config = ConfigDict(extra="ignore", defer_build=True, hide_input_in_errors=True)


class _FeedChange(_Parsed):
    item: Literal["comment"]
    post_id: _Id

    def post_ids(self) -> tuple[str, ...]:
        """Give the post's id, and what follows the Page's in it: a film is recorded under its own id."""
        return tuple(dict.fromkeys((self.post_id, self.post_id.rpartition("_")[2])))


class _Media(_Parsed):
    id: _Id


class _CommentChange(_Parsed):
    media: _Media

    def post_ids(self) -> tuple[str, ...]:
        return (self.media.id,)


class _MentionChange(_Parsed):
    media_id: _Id
    comment_id: _Id

    def post_ids(self) -> tuple[str, ...]:
        return (self.media_id,)


_Change = _FeedChange | _CommentChange | _MentionChange

_FIELDS: dict[tuple[str, str], tuple[Network, type[_Change]]] = {
    ("page", "feed"): (Network.FACEBOOK, _FeedChange),
    ("instagram", "comments"): (Network.INSTAGRAM, _CommentChange),
    ("instagram", "live_comments"): (Network.INSTAGRAM, _CommentChange),
    ("instagram", "mentions"): (Network.INSTAGRAM, _MentionChange),
}
"""What tells of comments, by the object and field of the subscription."""


def notices_in(body: bytes) -> Heard:
    """Read a delivery of Meta, whose signature was checked. Whatever it holds, it raises nothing."""
    content = _parsed(body)
    if not isinstance(content, dict):
        return Heard(ignored=1)
    kind = content.get("object")
    told = [_notice(kind, entry, change) for entry, change in _changes(content)]
    notices = tuple(dict.fromkeys(notice for notice in told if notice))
    network = Network.INSTAGRAM if kind == "instagram" else Network.FACEBOOK
    return Heard(notices, ignored=told.count(None), network=network, comments=comments_named(content))


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _changes(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for entry in _objects(content.get("entry"), MAX_ENTRIES):
        for change in _objects(entry.get("changes"), MAX_CHANGES):
            yield entry, change


def _objects(value: object, most: int) -> list[dict[str, Any]]:
    return [item for item in value[:most] if isinstance(item, dict)] if isinstance(value, list) else []


def _instant(value: object) -> datetime | None:
    """Read a time in seconds, or in milliseconds as some fields send it."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    seconds = value if value <= _LATEST_SECONDS else value // _MILLISECONDS
    return datetime.fromtimestamp(seconds, UTC) if seconds <= _LATEST_SECONDS else None


def _notice(kind: object, entry: dict[str, Any], change: dict[str, Any]) -> Notice | None:
    known = _FIELDS.get((str(kind), str(change.get("field"))))
    if known is None or _is_our_own(entry, change):
        return None
    network, model = known
    try:
        value = model.model_validate(change.get("value"))
    except ValidationError:
        return None
    return Notice(network, value.post_ids(), _instant(entry.get("time")))


def _is_our_own(entry: dict[str, Any], change: dict[str, Any]) -> bool:
    """Say whether the account itself wrote: an answer to a citizen, which nobody collects."""
    value = change.get("value")
    author = value.get("from") if isinstance(value, dict) else None
    return isinstance(author, dict) and author.get("id") is not None and author.get("id") == entry.get("id")
