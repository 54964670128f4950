"""
What citizens comment on a post on Instagram (`ports.CommentSource`).

Listed newest first, fifty a page, the topmost only; answers are expanded with their comment, and where there are more than
that shows, read by calls of their own (C06). Every reading lists everything there is (C07, C08). The first page is asked of the
post itself, so that Instagram's own counts of comments and likes come along without a call more:
https://developers.facebook.com/docs/instagram-platform/reference/instagram-media
"""

from dataclasses import replace
from typing import Any

from chalicelib.adapters.networks.answers import each
from chalicelib.adapters.networks.credentials import MetaCredentials
from chalicelib.adapters.networks.graph.client import GraphClient
from chalicelib.adapters.networks.graph.listing import Place, RawListing
from chalicelib.adapters.networks.instagram.items import COMMENT_FIELDS, Comment, Commented
from chalicelib.adapters.networks.transport import Timeouts
from chalicelib.adapters.networks.verdicts import Call
from chalicelib.domain.network_comment import NetworkComment
from chalicelib.domain.networks import Network
from chalicelib.ports import CommentPage

MAX_PAGE_SIZE = 50
MOST_PAGES_OF_ANSWERS = 100
"""Five thousand answers to one comment; beyond, the reading is not whole, and the count shows what is missing."""

_WITH_ANSWERS = f"{COMMENT_FIELDS},replies.limit({MAX_PAGE_SIZE}){{{COMMENT_FIELDS}}}"


class InstagramComments:
    """Reads the comments of a post."""

    def __init__(
        self,
        credentials: MetaCredentials,
        *,
        base_url: str = "https://graph.facebook.com/v25.0",
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        page_size: int = MAX_PAGE_SIZE,
    ) -> None:
        self._graph = GraphClient("Instagram", credentials, base_url=base_url, timeouts=timeouts)
        self._credentials = credentials
        self._page_size = page_size

    def read(self, network_post_id: str | None, cursor: str | None, page: str | None) -> CommentPage:
        """Read one page of a post's comments with their answers; `cursor` is not used, every reading is whole."""
        del cursor
        if network_post_id is None:
            raise ValueError("comments on Instagram are read post by post")
        with self._graph.ear.listening() as heard:
            return replace(self._read(network_post_id, page), raw=heard)

    def _read(self, network_post_id: str, page: str | None) -> CommentPage:
        place = Place.parse(page)
        post = self._first(network_post_id) if page is None else None
        listing = (post.comments or RawListing()) if post else self._next(network_post_id, place.after)
        topmost, all_read = each(Comment, listing.data)
        comments = list(topmost)
        for comment in topmost:
            answers, all_answers_read = self._answers(comment)
            comments += answers
            all_read = all_read and all_answers_read
        next_page, is_sound = place.following(listing)
        ours = {comment.id for comment in comments if comment.is_of(self._credentials)}
        return CommentPage(
            comments=tuple(
                _network_comment(comment, network_post_id) for comment in comments if comment.id not in ours
            ),
            next_page=next_page,
            is_whole=all_read and is_sound and (post is None or post.is_listed),
            network_count=post.comments_count if post else None,
            own_ids=tuple(sorted(ours)),
            reactions=post.reactions if post else None,
            usage=self._graph.usage.told,
        )

    def _first(self, post_id: str) -> Commented:
        """Ask the post for its counts and the first page of its comments at once."""
        fields = f"comments_count,comments.limit({self._page_size}){{{_WITH_ANSWERS}}},like_count"
        return self._graph.get(Call.READ_COMMENTS, Commented, post_id, fields=fields)

    def _next(self, post_id: str, after: str | None) -> RawListing:
        return self._graph.get(
            Call.READ_COMMENTS,
            RawListing,
            post_id,
            "comments",
            fields=_WITH_ANSWERS,
            limit=self._page_size,
            after=after,
        )

    def _answers(self, comment: Comment) -> tuple[list[Comment], bool]:
        """Give every answer to a comment, and whether all of them could be read."""
        if comment.replies is None:
            return [], True
        items: list[dict[str, Any]] = list(comment.replies.data)
        after = comment.replies.paging.next_after
        for _ in range(MOST_PAGES_OF_ANSWERS):
            if after is None:
                break
            more = self._more(comment.id, after)
            items += more.data
            if more.data and more.paging.next_after == after:
                break
            after = more.paging.next_after
        answers, all_read = each(Comment, items)
        placed = [answer.model_copy(update={"parent_id": answer.parent_id or comment.id}) for answer in answers]
        return placed, all_read and after is None

    def _more(self, comment_id: str, after: str) -> RawListing:
        return self._graph.get(
            Call.READ_COMMENTS,
            RawListing,
            comment_id,
            "replies",
            fields=COMMENT_FIELDS,
            limit=MAX_PAGE_SIZE,
            after=after,
        )


def _network_comment(comment: Comment, post_id: str) -> NetworkComment:
    return NetworkComment(
        network=Network.INSTAGRAM,
        network_id=comment.id,
        answer_id=comment.id,
        network_post_id=post_id,
        parent_id=comment.parent_id,
        author_handle=comment.handle,
        author_id=comment.author.id,
        text=comment.text,
        created_at=comment.written_at,
        is_hidden=comment.hidden,
    )
