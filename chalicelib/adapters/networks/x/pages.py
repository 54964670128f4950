"""What X answers to a reading: one post, or a page of a listing."""

from typing import Any, Generic, TypeVar

from chalicelib.adapters.networks.answers import Answer
from chalicelib.adapters.networks.x.tweets import Tweet, XId

ItemT = TypeVar("ItemT")


class User(Answer):
    """An author."""

    id: XId
    username: str


class Includes(Answer):
    """What an expansion added."""

    users: tuple[User, ...] = ()


class Meta(Answer):
    """Where a page of a listing stands."""

    newest_id: XId | None = None
    next_token: str | None = None


class Problem(Answer):
    """Why part of what was asked for is missing from a 200."""

    type: str = ""
    title: str = ""
    detail: str = ""

    @property
    def says_gone(self) -> bool:
        """Say whether what was asked for is not there."""
        return "resource-not-found" in self.type or "not found" in self.title.casefold()


class Page(Answer, Generic[ItemT]):
    """A page of a listing."""

    data: tuple[ItemT, ...] = ()
    includes: Includes = Includes()
    meta: Meta = Meta()


class Shown(Answer):
    """One post, or why it is not shown."""

    data: Tweet | None = None
    errors: tuple[Problem, ...] = ()


RawPage = Page[dict[str, Any]]
"""A page whose items are parsed one by one, so that a broken one stops no other."""
