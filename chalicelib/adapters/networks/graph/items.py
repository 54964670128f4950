"""What both Meta networks answer alike."""

from pydantic import AwareDatetime, Field

from chalicelib.adapters.networks.answers import Answer, NetworkId


class Named(Answer):
    """Something with an id: what was made, or what is there."""

    id: NetworkId


class Success(Answer):
    """What a removal answers."""

    success: bool


class Author(Answer):
    """Who wrote a comment, where the network tells (C09)."""

    id: NetworkId | None = None
    name: str | None = None
    username: str | None = None
    self_ig_scoped_id: NetworkId | None = None


class Dated(Answer):
    """Something of ours with its instant, as Instagram names it."""

    published_at: AwareDatetime = Field(validation_alias="timestamp")
