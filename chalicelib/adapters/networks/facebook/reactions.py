"""
How a post of the Page was received (`ports.ReactionCounts`): its reactions of every kind, and how often it was shared.

Asked of the post by itself, a few times a day, and not along with its comments: these are read from their own edge, and a field
that Facebook refuses must not stop them. A video's comments are its own, its reactions those of the post that shows it; its
views only the video knows.
https://developers.facebook.com/docs/graph-api/reference/post, …/reference/object/reactions, …/reference/video
"""

from typing import Any

from chalicelib.adapters.networks.answers import Answer, NetworkId, count_in
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.reactions import Reactions

_POST_FIELDS = "reactions.limit(0).summary(total_count),shares"
_VIDEO_FIELDS = "views,post_id"


class _Received(Answer):
    """A post's counts. `shares` is left out where nobody shared it, which is not told from not telling."""

    reactions: Any = None
    shares: Any = None


class _Viewed(Answer):
    views: Any = None
    post_id: NetworkId | None = None


class FacebookReactions:
    """Counts the reactions to posts of the Page."""

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
    ) -> None:
        self._graph = GraphClient("Facebook", credentials, base_url=base_url, timeouts=timeouts)
        self._page_id = credentials.page_id

    def of(self, network_post_id: str) -> Reactions:
        """Ask the post, in one call; a video, whose id names no Page, and the post that shows it, in two."""
        if "_" in network_post_id:
            return self._of_post(network_post_id)
        video = self._graph.get(Call.READ_COMMENTS, _Viewed, network_post_id, fields=_VIDEO_FIELDS)
        shown = self._of_post(self._whole(video.post_id)) if video.post_id else Reactions()
        return shown.model_copy(update={"views": count_in(video.views)})

    def _of_post(self, post_id: str) -> Reactions:
        found = self._graph.get(Call.READ_COMMENTS, _Received, post_id, fields=_POST_FIELDS)
        return Reactions(
            likes=count_in(_inside(_inside(found.reactions, "summary"), "total_count")),
            shares=count_in(_inside(found.shares, "count")),
        )

    def _whole(self, post_id: str) -> str:
        """Give a post's id as its node has it: with the Page's before it."""
        return post_id if "_" in post_id else f"{self._page_id}_{post_id}"


def _inside(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None
