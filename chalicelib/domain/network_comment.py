"""A citizen's comment as a network shows it at one moment (manual 3.1)."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from chalicelib.domain import ids
from chalicelib.domain.calendar import local_day
from chalicelib.domain.networks import Network


class NetworkComment(BaseModel):
    """
    A comment as a network shows it now. Parsed by the adapter; the text is the citizen's, untouched.

    `network_id` stays the same through edits; `answer_id` is what a reply must name; `version_id` changes with an edit
    where the network has one. `network_post_at` says when the post went out, where the network's id tells it (X), so that
    the post's record can be found from the comment alone. `author_handle` is None where the network hides the author (C09).
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    network: Network
    network_id: str
    answer_id: str
    version_id: str | None = None
    network_post_id: str | None = None
    network_post_at: AwareDatetime | None = None
    parent_id: str | None = None
    author_handle: str | None = None
    author_id: str | None = None
    text: str
    created_at: AwareDatetime
    is_hidden: bool = False

    @property
    def record_id(self) -> str:
        """The id under which the comment is recorded, by the day it was written."""
        return ids.comment_id(local_day(self.created_at), self.network, self.network_id)

    @property
    def post_record_id(self) -> str | None:
        """The id of the record of the post it answers, where the comment alone tells it."""
        if self.network_post_id is None or self.network_post_at is None:
            return None
        return ids.post_id(local_day(self.network_post_at), self.network, self.network_post_id)

    @property
    def digest(self) -> str:
        """A short digest of what can change, to tell an edit from a re-reading."""
        parts = (self.answer_id, self.text, str(self.is_hidden))
        return ids.sha256_hex("\x1f".join(parts).encode("utf-8", "surrogatepass"))[:12]
