"""
What citizens comment on a post of the Page (`ports.CommentSource`).

`filter=stream` lists answers to comments too (C06). Every reading lists everything there is, so that a comment which is
missing from a whole reading was deleted (C08) and an edited one shows its new text (C07). The first page brings Facebook's own
count of them along, without a call more: https://developers.facebook.com/docs/graph-api/reference/object/comments
"""

from chalicelib.adapters.networks.answers import each
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.facebook.items import COMMENT_FIELDS, Comment
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.items import Author
from chalicelib.adapters.networks.graph.listing import Place, RawListing
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.ports import CommentPage

MAX_PAGE_SIZE = 100


class FacebookComments:
    """Reads the comments of a post, the oldest first."""

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
    ) -> None:
        self._graph = GraphClient("Facebook", credentials, base_url=base_url, timeouts=timeouts)
        self._page_id = credentials.page_id
        self._page_size = page_size

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """Read one page of a post's comments; `cursor` is not used, every reading starts at the oldest."""
        del cursor
        if network_post_id is None:
            raise ValueError("comments on Facebook are read post by post")
        place = Place.parse(page)
        with self._graph.ear.listening() as heard:
            listing = self._listing(network_post_id, place.after)
        comments, all_read = each(Comment, listing.data)
        next_page, is_sound = place.following(listing)
        ours = {comment.id for comment in comments if self._is_ours(comment.author)}
        return CommentPage(
            comments=tuple(
                _network_comment(comment, network_post_id) for comment in comments if comment.id not in ours
            ),
            next_page=next_page,
            is_whole=all_read and is_sound,
            network_count=listing.total_count,
            own_ids=tuple(sorted(ours)),
            usage=self._graph.usage.told,
            raw=heard,
        )

    def _listing(self, post_id: str, after: str | None) -> RawListing:
        return self._graph.get(
            Call.READ_COMMENTS,
            RawListing,
            post_id,
            "comments",
            filter="stream",
            order="chronological",
            fields=COMMENT_FIELDS,
            limit=self._page_size,
            summary="true" if after is None else None,
            after=after,
        )

    def _is_ours(self, author: Author | None) -> bool:
        return author is not None and author.id == self._page_id


def _network_comment(comment: Comment, post_id: str) -> NetworkComment:
    author = comment.author or Author()
    return NetworkComment(
        network=Network.FACEBOOK,
        network_id=comment.id,
        answer_id=comment.id,
        network_post_id=post_id,
        parent_id=comment.parent.id if comment.parent else None,
        author_handle=author.name,
        author_id=author.id,
        text=comment.message,
        created_at=comment.written_at,
        is_hidden=comment.is_hidden,
    )
